import { descriptionOf, type Interaction, statesInPact } from './pact-document.ts'
import { cannotVerify } from './verification-error.ts'

/** Tells whether an interaction is to be verified. */
export type Filter = (interaction: Interaction) => boolean

/**
 * Reads the filter of the environment, as every Pact verifier has it: `PACT_DESCRIPTION` and `PACT_PROVIDER_STATE` are
 * patterns, and `PACT_PROVIDER_NO_STATE=true` means interactions without a state.
 *
 * @returns `undefined` if there is no filter
 * @throws {VerificationError} if a pattern is invalid
 */
export function readFilter(env: NodeJS.ProcessEnv): Filter | undefined {
  const description = readFilterPattern(env, 'PACT_DESCRIPTION')
  const state = readFilterPattern(env, 'PACT_PROVIDER_STATE')
  const isWithoutState = /^(?:true|1|yes)$/i.test(env['PACT_PROVIDER_NO_STATE'] ?? '')
  if (description === undefined && state === undefined && !isWithoutState) return undefined
  return (interaction) => {
    const names = statesInPact(interaction).map(({ name }) => name)
    if (description?.test(descriptionOf(interaction)) === false) return false
    if (isWithoutState && names.length === 0) return true
    return state === undefined ? !isWithoutState : names.some((name) => state.test(name))
  }
}

function readFilterPattern(env: NodeJS.ProcessEnv, name: string): RegExp | undefined {
  const source = env[name]
  if (source === undefined || source === '') return undefined
  try {
    return new RegExp(source)
  } catch (error) {
    throw cannotVerify(`${name} is not a pattern (${String(error)}). Unset it, or correct it.`)
  }
}

/** Names the variables of the environment that filter interactions. */
export const FILTER_VARIABLES = ['PACT_DESCRIPTION', 'PACT_PROVIDER_STATE', 'PACT_PROVIDER_NO_STATE'] as const
