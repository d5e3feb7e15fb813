import { PORT_OPERATIONS } from '../model/port-operations.ts'
import { isObject } from '../protocol/json.ts'
import type { LightsailService, WorldDefinition } from '../service/service.ts'
import { PACT_ACCESS_KEY, ProviderStateError, type StateInPact, worldOfStates } from '../states/index.ts'

/** The provider states of the interaction that a verifier prepares. */
interface Preparation {
  readonly states: readonly StateInPact[]
  /** The number of the last call before it. A later call means that the interaction has run. */
  readonly lastCall: number | undefined
}

const preparations = new WeakMap<LightsailService, Preparation>()

/**
 * Takes a state change of a Pact verifier, in the form that the verifiers of all languages send:
 * `{ "action": "setup", "state": "an instance", "params": { "name": "web-1" } }`. Several states before one request add up;
 * a teardown, and the first state after a request, start with a fresh world.
 *
 * @throws {ProviderStateError} if the state is unknown, or its parameters are invalid
 */
export function changePactState(service: LightsailService, json: unknown): void {
  if (!isObject(json)) throw new ProviderStateError('Failed to change the provider state: the body is not an object.')
  const { action = 'setup', state, params } = json
  if (action !== 'setup' && action !== 'teardown') {
    throw new ProviderStateError(
      `Failed to change the provider state: the action is ${JSON.stringify(action)}. Use setup or teardown.`,
    )
  }
  const lastCall = service.calls.last?.number
  const before = preparations.get(service)
  const earlier = before === undefined || before.lastCall !== lastCall ? [] : before.states
  const states = action === 'teardown' ? [] : [...earlier, ...readStates(state ?? json['states'], params)]
  service.load(withoutSignatures(worldOfStates(states)))
  if (action === 'teardown') preparations.delete(service)
  else preparations.set(service, { states, lastCall })
}

function readStates(given: unknown, params: unknown): StateInPact[] {
  const parameters = isObject(params) ? params : {}
  const names: readonly unknown[] = Array.isArray(given) ? given : [given]
  return names.flatMap((name): StateInPact[] => {
    // Verifiers send an empty name for an interaction without a state.
    if (name === undefined || name === null || name === '') return []
    if (typeof name === 'string') return [{ name, parameters }]
    throw new ProviderStateError(
      `Failed to change the provider state: its name is ${JSON.stringify(name)}. Use a text, as "state".`,
    )
  })
}

/** Denies calls by faults, too: a verifier that sends no signature has no caller to whom a policy could apply. */
function withoutSignatures(world: WorldDefinition): WorldDefinition {
  const isDenied = world.principals?.some(({ accessKeyId }) => accessKeyId === PACT_ACCESS_KEY) === true
  if (!isDenied) return world
  const denied = PORT_OPERATIONS.map((operation) => ({
    error: 'AccessDeniedException',
    times: 'always',
    when: { operation },
  }))
  return { ...world, faults: [...(world.faults ?? []), ...denied] as NonNullable<WorldDefinition['faults']> }
}
