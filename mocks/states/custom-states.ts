import { isObject } from '../protocol/json.ts'
import type { Contribution } from './contribution.ts'
import { ProviderStateError } from './provider-state-error.ts'
import type { StateParameters } from './state-parameters.ts'

/**
 * Own words for provider states: a pattern of the state's name, and the world that it means. Groups of the pattern fill
 * `${1}`, `${2}` …, and parameters of the state fill `${name}`.
 *
 * @example
 * const states = { 'an instance named (.+)': { instances: [{ name: '${1}' }] } }
 */
export type CustomStates = Readonly<Record<string, unknown>>

/** A pattern that has been read. */
interface CustomState {
  readonly pattern: RegExp
  readonly source: string
  readonly world: Readonly<Record<string, unknown>>
}

/** The members of a world that a custom state may have. */
const MEMBERS = ['instances', 'account', 'regions', 'principals', 'faults']
/** The members that are numbers: a group of a pattern is a text. */
const NUMBERS = ['fromPort', 'toPort', 'times']

/**
 * Reads custom states.
 *
 * @throws {ProviderStateError} if they are not an object, if a pattern is invalid, or if a value is not a world
 */
export function readCustomStates(given: unknown): readonly CustomState[] {
  if (!isObject(given)) throw statesProblem('they are not an object of patterns and worlds')
  return Object.entries(given).map(([source, world]) => {
    if (!isObject(world)) throw statesProblem(`the value of ${JSON.stringify(source)} is not a world`)
    const unknown = Object.keys(world).filter((member) => !MEMBERS.includes(member))
    if (unknown.length > 0) {
      throw statesProblem(`${JSON.stringify(source)} has ${unknown.join(', ')}, and a world has ${MEMBERS.join(', ')}`)
    }
    return { pattern: readPattern(source), source, world }
  })
}

function readPattern(source: string): RegExp {
  try {
    return new RegExp(`^(?:${source})$`, 'u')
  } catch (error) {
    throw statesProblem(`the pattern ${JSON.stringify(source)} is invalid (${String(error)})`)
  }
}

function statesProblem(text: string): ProviderStateError {
  return new ProviderStateError(
    `Failed to read the states: ${text}. Use e.g. "an instance named (.+)": { instances: [{ name: "\${1}" }] }.`,
  )
}

/** Returns the contribution of the first custom state that matches a name, if there is one. */
export function contributeCustomState(
  states: readonly CustomState[],
  name: string,
  parameters: StateParameters,
): Contribution | undefined {
  for (const { pattern, source, world } of states) {
    const groups = name === source ? [] : pattern.exec(name)
    if (groups === null) continue
    const used = new Set<string>()
    const fill = (key: string): unknown => {
      used.add(key)
      const value = /^\d+$/.test(key) ? groups[Number(key)] : parameters[key]
      if (value === undefined) throw missing(name, key)
      return value
    }
    const filled = fillTemplate(world, fill) as object
    const unused = Object.keys(parameters).filter((parameter) => !used.has(parameter))
    if (unused.length === 0) return { state: name, ...withNames(filled) } as Contribution
    throw new ProviderStateError(
      `Failed to arrange the provider state ${JSON.stringify(name)}: its mapping does not use the parameter ${JSON.stringify(unused[0])}. Use it as "\${${unused[0]}}".`,
    )
  }
  return undefined
}

function missing(name: string, key: string): ProviderStateError {
  const kind = /^\d+$/.test(key) ? 'group' : 'parameter'
  return new ProviderStateError(
    `Failed to arrange the provider state ${JSON.stringify(name)}: its mapping uses "\${${key}}", and there is no such ${kind}.`,
  )
}

/** Writes instances that are a name alone as objects. */
function withNames(world: object): object {
  const { instances } = world as { instances?: unknown }
  if (!Array.isArray(instances)) return world
  return { ...world, instances: instances.map((one: unknown) => (typeof one === 'string' ? { name: one } : one)) }
}

const PLACEHOLDER = /\$\{(\w+)\}/g

function fillTemplate(value: unknown, fill: (key: string) => unknown, member = ''): unknown {
  if (typeof value === 'string') return fillText(value, fill, member)
  if (Array.isArray(value)) return value.map((one) => fillTemplate(one, fill))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillTemplate(one, fill, key)]))
}

function fillText(text: string, fill: (key: string) => unknown, member: string): unknown {
  const whole = /^\$\{(\w+)\}$/.exec(text)?.[1]
  const filled = whole === undefined ? text.replaceAll(PLACEHOLDER, (_all, key) => String(fill(key))) : fill(whole)
  const isNumber = NUMBERS.includes(member) && typeof filled === 'string' && /^-?\d{1,9}$/.test(filled)
  return isNumber ? Number(filled) : filled
}
