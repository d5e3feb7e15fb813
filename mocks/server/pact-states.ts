import { InvalidDefinitionError } from '../definitions/definition.ts'
import { PORT_OPERATIONS } from '../model/port-operations.ts'
import { isObject, parseJson } from '../protocol/json.ts'
import type { LightsailService, WorldDefinition } from '../service/service.ts'
import { PACT_ACCESS_KEY, ProviderStateError, type StateInPact, worldOfStates } from '../states/index.ts'

/** The provider states of the interaction that a verifier prepares. */
interface Preparation {
  readonly states: readonly StateInPact[]
  /** The number of the last call before it. A later call means that the interaction has run. */
  readonly lastCall: number | undefined
}

const preparations = new WeakMap<LightsailService, Preparation>()

/** The world of a state that cannot be arranged: no contract accepts the status of its answers. */
const NOT_ARRANGED: WorldDefinition = { instances: [], faults: [{ fault: 'html', status: 599, times: 'always' }] }

/**
 * Takes a state change of a Pact verifier, in the forms that the verifiers of all languages send: as JSON,
 * `{ "action": "setup", "state": "an instance", "params": { "name": "web-1" } }`, or as the query
 * `?action=setup&state=an+instance&name=web-1`. Several states before one request add up; a teardown, and the first state
 * after a request, start with a fresh world.
 *
 * If a state cannot be arranged, every request is answered with 599 until the next state: the interaction then fails in
 * Pact itself, even in a verifier that goes on.
 *
 * @throws {ProviderStateError} if the state is unknown, or its parameters are invalid
 */
export function changePactState(service: LightsailService, json: unknown, query: URLSearchParams): void {
  try {
    change(service, readChange(json, query))
  } catch (error) {
    if (!(error instanceof ProviderStateError)) throw error
    service.load(NOT_ARRANGED)
    preparations.delete(service)
    throw error
  }
}

function change(service: LightsailService, { action, states: given }: Change): void {
  const lastCall = service.calls.last?.number
  const before = preparations.get(service)
  const earlier = before === undefined || before.lastCall !== lastCall ? [] : before.states
  const states = action === 'teardown' ? [] : [...earlier, ...given]
  try {
    service.load(withoutSignatures(worldOfStates(states)))
  } catch (error) {
    // The world of a state may be invalid, too.
    throw error instanceof InvalidDefinitionError ? new ProviderStateError(error.message) : error
  }
  if (action === 'teardown') preparations.delete(service)
  else preparations.set(service, { states, lastCall })
}

/** A state change as it was read. */
interface Change {
  readonly action: 'setup' | 'teardown'
  readonly states: readonly StateInPact[]
}

/** The members of a state change that are not parameters of the state. */
const OWN_MEMBERS = ['action', 'state', 'states', 'params', 'consumer']

/** States of instances: a verifier writes such a parameter over the name of the provider state, as both are called state. */
const INSTANCE_STATES = ['pending', 'starting', 'running', 'stopping', 'stopped', 'terminating']

function readChange(json: unknown, query: URLSearchParams): Change {
  const isQuery = json === undefined && query.size > 0
  const given = isQuery ? readQuery(query) : json
  if (!isObject(given)) throw new ProviderStateError('Failed to change the provider state: the body is not an object.')
  const { action = 'setup', state, states } = given
  if (action !== 'setup' && action !== 'teardown') {
    throw new ProviderStateError(
      `Failed to change the provider state: the action is ${JSON.stringify(action)}. Use setup or teardown.`,
    )
  }
  if (isQuery && INSTANCE_STATES.includes(String(state))) {
    throw new ProviderStateError(
      `Failed to change the provider state: in a query the parameter state hides the name of the provider state, so that it is ${JSON.stringify(state)}. Call the parameter instanceState.`,
    )
  }
  // Some verifiers write the parameters beside the state.
  const beside = Object.fromEntries(Object.entries(given).filter(([name]) => !OWN_MEMBERS.includes(name)))
  const params = { ...beside, ...(isObject(given['params']) && given['params']) }
  return { action, states: action === 'teardown' ? [] : readStates(state ?? states, params) }
}

/** Reads a query. Verifiers write lists and objects in it as JSON, some also texts. */
function readQuery(query: URLSearchParams): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...query].map(([name, value]) => [name, /^[[{"]/.test(value) ? (parseJson(value) ?? value) : value]),
  )
}

function readStates(given: unknown, parameters: Readonly<Record<string, unknown>>): StateInPact[] {
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
