import { isObject } from '../../../mocks/protocol/index.ts'
import { type CustomStates, worldOfStates } from '../../../mocks/states/index.ts'
import { descriptionOf, type Interaction, type PactDocument, statesInPact } from './pact-document.ts'
import type { Provider } from './provider.ts'
import { repairInteraction } from './repair-pact.ts'
import type { InteractionResult, Verdict } from './report.ts'
import { describeUnsupported } from './unsupported.ts'
import type { PactVerifier } from './verifier.ts'

/** Everything that the verification of an interaction needs. */
export interface VerificationContext {
  readonly provider: Provider
  readonly verifier: PactVerifier
  readonly states: CustomStates
  readonly timeout: number
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error'
}

/**
 * Verifies one interaction, in a fresh world. If its provider states cannot be arranged, Pact gets an answer that no
 * contract accepts, so that the interaction fails in Pact itself.
 */
export async function verifyInteraction(
  context: VerificationContext,
  document: PactDocument,
  given: Interaction,
  specification: number,
  isPactPending: boolean,
): Promise<InteractionResult> {
  const { provider, verifier, states, timeout, logLevel } = context
  const { interaction, isRepaired, problem } = repairInteraction(given, specification)
  const refusal = describeUnsupported(given) ?? problem ?? (await arrangeStates(provider, given, states))
  const { _links, ...pact } = document
  const { pluginConfiguration, transport, ...plain } = interaction
  const verdict = await verifier.verify(
    { ...pact, metadata: withoutPlugins(document.metadata), interactions: [plain] },
    {
      provider: document.provider.name,
      providerUrl: provider.url,
      timeout,
      logLevel,
      refusal,
    },
  )
  const isKept = refusal === undefined && verdict.isKept
  const id = given['_id']
  return {
    description: descriptionOf(given),
    states: statesInPact(given).map(({ name }) => name),
    verdict: verdictOnInteraction(isKept, isPactPending || given['pending'] === true),
    problems: isKept ? [] : [...(refusal === undefined ? verdict.problems : [refusal])],
    repaired: isRepaired && refusal === undefined,
    id: typeof id === 'string' ? id : undefined,
  }
}

/** Removes the list of plugins: Pact would load them for every interaction, and crash where one is missing. */
function withoutPlugins(metadata: unknown): unknown {
  if (!isObject(metadata)) return metadata
  const { plugins, ...others } = metadata
  return others
}

function verdictOnInteraction(isKept: boolean, isPending: boolean): Verdict {
  if (isKept) return 'kept'
  return isPending ? 'pending' : 'broken'
}

/** Puts the provider into the states of an interaction. Returns the reason if that is impossible. */
async function arrangeStates(
  provider: Provider,
  interaction: Interaction,
  states: CustomStates,
): Promise<string | undefined> {
  try {
    await provider.arrange(worldOfStates(statesInPact(interaction), states))
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
