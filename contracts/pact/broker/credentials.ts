import { cannotVerify } from '../provider/verification-error.ts'
import type { BrokerAccess } from './broker-options.ts'

/**
 * Returns the header `Authorization` for a broker: from the options, or from the environment (`PACT_BROKER_TOKEN`, or
 * `PACT_BROKER_USERNAME` and `PACT_BROKER_PASSWORD`).
 *
 * @returns `undefined` without credentials
 * @throws {VerificationError} if a variable or an option is empty, or if there are both kinds of credentials
 */
export function authorizationFor(access: BrokerAccess, env: NodeJS.ProcessEnv): string | undefined {
  const isGiven = access.token !== undefined || access.username !== undefined
  const token = isGiven ? access.token : readVariable(env, 'PACT_BROKER_TOKEN')
  const username = isGiven ? access.username : readVariable(env, 'PACT_BROKER_USERNAME')
  const password = access.password ?? (username === undefined ? undefined : readVariable(env, 'PACT_BROKER_PASSWORD'))
  for (const [name, value] of Object.entries({ token, username })) {
    if (value?.trim() === '') throw cannotVerify(`the ${name} for the broker is empty. Give one, or leave it out.`)
  }
  if (token !== undefined && username !== undefined) {
    throw cannotVerify('there is both a token and a user name for the broker. Give one of them.')
  }
  if (token !== undefined) return `Bearer ${token}`
  if (username === undefined) return undefined
  return `Basic ${Buffer.from(`${username}:${password ?? ''}`, 'utf8').toString('base64')}`
}

function readVariable(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]
  if (value === undefined || value.trim() !== '') return value
  throw cannotVerify(`${name} is empty. Set it, or unset it if the broker needs no credentials.`)
}
