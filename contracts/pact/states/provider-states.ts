import type { WorldDefinition } from '../../../mocks/server/index.ts'
import { inAccountSetup, inRegionSetup, withCaller, withoutInstance } from '../../consumers/worlds.ts'

/** What a provider state is given: the parameters that stand in the pact. */
export type StateParameters = Readonly<Record<string, unknown>>

const PUT = 'lightsail:PutInstancePublicPorts'

function statement(effect: 'Allow' | 'Deny', action: string): object {
  return { Effect: effect, Action: action, Resource: '*' }
}

function nameIn({ name }: StateParameters): string {
  if (typeof name === 'string') return name
  throw new TypeError(
    'Failed to arrange the provider state: its parameter name is no text. Give the name of an instance.',
  )
}

function instance(parameters: StateParameters): WorldDefinition {
  const { state, ipAddressType, ports } = parameters
  const given = { name: nameIn(parameters), state, ipAddressType, ports }
  return { instances: [given as NonNullable<WorldDefinition['instances']>[number]] }
}

function always(error: string): (parameters: StateParameters) => WorldDefinition {
  return (parameters) => ({
    ...instance(parameters),
    faults: [{ error, times: 'always', when: { operation: 'PutInstancePublicPorts' } }] as never,
  })
}

/**
 * The states that a provider can be in, by their names in pacts: each as the world that it stands for. What has a
 * natural cause in the simulation has it here, and only the rest is forced.
 */
export const PROVIDER_STATES: Readonly<Record<string, (parameters: StateParameters) => WorldDefinition>> = {
  'an instance': instance,
  'no instance': (parameters) => withoutInstance(nameIn(parameters)),
  'an account in set-up': (parameters) => inAccountSetup(instance(parameters)),
  'a Region in set-up': (parameters) => inRegionSetup(instance(parameters)),
  'a caller who may not put ports': (parameters) =>
    withCaller(instance(parameters), 'contract', [statement('Allow', '*'), statement('Deny', PUT)]),
  // Whoever signs is authenticated, and every consumer signs: this one has no cause but force.
  'a caller who is not authenticated': always('UnauthenticatedException'),
  'a service that fails': always('ServiceException'),
  'a service that throttles': always('ThrottlingException'),
}

/** A state that a pact asks for is none that the simulation can be in. */
export class UnknownProviderStateError extends RangeError {
  override readonly name = 'UnknownProviderStateError'
}

/**
 * The world that a provider state stands for.
 *
 * @param parameters `name`, the instance's, and what else the state takes (`ports`, `state`, `ipAddressType`)
 * @throws {UnknownProviderStateError} with the nearest states that there are
 * @throws {TypeError} without the name of an instance
 * @example
 * lightsail.load(worldOfState('an instance', { name: 'web-1' }))
 */
export function worldOfState(name: string, parameters: StateParameters = {}): WorldDefinition {
  const make = Object.hasOwn(PROVIDER_STATES, name) ? PROVIDER_STATES[name] : undefined
  if (make !== undefined) return make(parameters)
  const nearest = Object.keys(PROVIDER_STATES).toSorted((left, right) => distance(left, name) - distance(right, name))
  throw new UnknownProviderStateError(
    `Failed to arrange the provider state ${JSON.stringify(name)}: there is none of that name. The nearest are ${nearest
      .slice(0, 3)
      .map((one) => JSON.stringify(one))
      .join(', ')}.`,
  )
}

/** How many words two names do not share: enough to find what was meant. */
function distance(left: string, right: string): number {
  const [one, other] = [left, right].map((text) => new Set(text.toLowerCase().match(/\w+/g) ?? []))
  const alone = [...(one ?? [])].filter((word) => other?.has(word) === false).length
  return 2 * alone + (other?.size ?? 0) - (one?.size ?? 0) + Math.abs(left.length - right.length) / 100
}
