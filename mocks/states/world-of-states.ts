import type { WorldDefinition } from '../service/service.ts'
import { combineStates } from './combine-states.ts'
import type { Contribution } from './contribution.ts'
import { type CustomStates, contributeCustomState, readCustomStates } from './custom-states.ts'
import { type ProviderStateError, UnknownProviderStateError } from './provider-state-error.ts'
import { PROVIDER_STATES } from './provider-states.ts'
import type { StateParameters } from './state-parameters.ts'

/** A provider state in a pact: its name, and its parameters. */
export interface StateInPact {
  readonly name: string
  readonly parameters?: StateParameters
}

/**
 * Returns the world of several provider states together. No state means a world with an instance `web-1`.
 *
 * @param customStates own words for states, which come before the built-in ones
 * @throws {UnknownProviderStateError} if a state is unknown; the message names the nearest ones
 * @throws {ProviderStateError} if a parameter is unknown or missing, or if two states contradict each other
 * @example
 * lightsail.load(worldOfStates([
 *   { name: 'an instance', parameters: { name: 'web-1' } },
 *   { name: 'a service that throttles', parameters: { name: 'web-1' } },
 * ]))
 */
export function worldOfStates(states: readonly StateInPact[], customStates: CustomStates = {}): WorldDefinition {
  const custom = readCustomStates(customStates)
  return combineStates(
    states.map(({ name, parameters = {} }): Contribution => {
      const own = contributeCustomState(custom, name, parameters)
      if (own !== undefined) return own
      const state = Object.hasOwn(PROVIDER_STATES, name) ? PROVIDER_STATES[name] : undefined
      if (state === undefined) throw unknownState(name)
      return state.contribute(parameters)
    }),
  )
}

/**
 * Returns the world of one provider state.
 *
 * @param parameters `name`, the instance's name, and optionally `ports`, `state`, `ipAddressType` …
 * @throws {UnknownProviderStateError} if the state is unknown; the message names the nearest ones
 * @throws {ProviderStateError} if a parameter is unknown, or if the name of the instance is missing
 * @example
 * lightsail.load(worldOfState('an instance', { name: 'web-1' }))
 */
export function worldOfState(name: string, parameters: StateParameters = {}): WorldDefinition {
  return worldOfStates([{ name, parameters }])
}

function unknownState(name: string): ProviderStateError {
  const nearest = Object.keys(PROVIDER_STATES).toSorted((left, right) => distance(left, name) - distance(right, name))
  const names = nearest.slice(0, 3).map((one) => JSON.stringify(one))
  return new UnknownProviderStateError(
    `Failed to arrange the provider state ${JSON.stringify(name)}: there is no such state. The nearest are ${names.join(', ')}. Map your own words to a world with --states FILE, e.g. ${JSON.stringify(name)}: { instances: [{ name: web-1 }] }; lightsail-ports states lists all.`,
  )
}

/** Counts the words that two names do not share. */
function distance(left: string, right: string): number {
  const [one, other] = [left, right].map((text) => new Set(text.toLowerCase().match(/\w+/g) ?? []))
  const alone = [...(one ?? [])].filter((word) => other?.has(word) === false).length
  return 2 * alone + (other?.size ?? 0) - (one?.size ?? 0) + Math.abs(left.length - right.length) / 100
}
