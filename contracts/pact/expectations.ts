import { inspect, isDeepStrictEqual } from 'node:util'
import type { Settled } from '../consumers/run-call.ts'

/** How a consumer's call ended, and how often it tried. */
export interface ConsumerOutcome extends Settled {
  /** How many PutInstancePublicPorts requests it sent. */
  readonly attempts: number
}

/** What a consumer promises for a case: one of `rejects`, `resolves`, `retries`, or a function that throws if it is not so. */
export type Expectation = Promised | ((outcome: ConsumerOutcome) => unknown)

/** A promise that can say what is wrong with an outcome. */
interface Promised {
  /** How many requests it allows; `undefined`: as many as the error allows. */
  readonly attempts?: number
  readonly problem: (outcome: ConsumerOutcome) => string | undefined | Promise<string | undefined>
}

/** What an error has to be: its name, a pattern of its message, its class, some of its members, or a function that says. */
export type ErrorSpec =
  | string
  | RegExp
  | (abstract new (
      ...args: never[]
    ) => Error)
  | ((error: Error) => unknown)
  | Readonly<Record<string, unknown>>

/**
 * The consumer fails, with an error that is all that is named.
 *
 * @param specs its name, a pattern of its message, its class, members that it has at least, or a function that says
 * @throws {TypeError} for what says nothing of an error
 * @example
 * NotFoundException: rejects('NotFoundException'),
 * AccessDeniedException: rejects(FirewallError, /not allowed/, { cause: { name: 'AccessDeniedException' } }),
 */
export function rejects(...specs: readonly ErrorSpec[]): Expectation {
  const wrong = specs.find((spec) => !['string', 'object', 'function'].includes(typeof spec) || spec === null)
  if (wrong !== undefined || specs.includes(undefined as never)) {
    throw new TypeError(
      `Failed to make a promise: ${String(wrong)} says nothing of an error. Use its name, a pattern of its message, its class, members or a function.`,
    )
  }
  return {
    async problem({ settled, value, error }) {
      if (settled !== 'rejected') {
        return `it ${settled === 'resolved' ? `resolved with ${show(value)}` : 'did not settle'}, and should reject`
      }
      if (!isError(error)) return `it rejected with ${show(error)}, which is no Error`
      for (const spec of specs) {
        if (!(await isSuch(error, spec))) return `it rejected with ${show(error)}, and should with ${show(spec)}`
      }
      return undefined
    },
  }
}

/**
 * The consumer succeeds, with a value that has at least what is named. A function is asked whether it will do.
 *
 * @param spec the value, or a function of it that returns false, or throws, where it will not do. Default: any
 * @example
 * NotFoundException: resolves({ status: 'missing' }),
 */
export function resolves(spec?: unknown): Expectation {
  return {
    async problem({ settled, value, error }) {
      if (settled !== 'resolved') {
        return `it ${settled === 'rejected' ? `rejected with ${show(error)}` : 'did not settle'}, and should resolve`
      }
      const isSo = typeof spec === 'function' ? (await spec(value)) !== false : spec === undefined || has(value, spec)
      if (isSo) return undefined
      return `it resolved with ${show(value)}, and should with ${typeof spec === 'function' ? 'what its function takes' : show(spec)}`
    },
  }
}

/**
 * The consumer sends its request so many times before it gives up.
 *
 * @param attempts all requests, the first one counted
 * @param then how it ends; default: it rejects
 * @throws {TypeError} for what is no number of requests
 * @example
 * ServiceException: retries(3, rejects('ServiceException')),
 */
export function retries(attempts: number, then: Expectation = rejects()): Expectation {
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new TypeError(
      `Failed to make a promise: ${String(attempts)} is no number of requests. Use a whole number from 1.`,
    )
  }
  return {
    attempts,
    problem: (outcome) => {
      if (outcome.attempts !== attempts) return `it sent ${outcome.attempts} requests, and should send ${attempts}`
      return problemOf(then, outcome)
    },
  }
}

/** Whether an expectation is one. */
export function isExpectation(given: unknown): given is Expectation {
  // `resolves` where `resolves()` was meant would be a function that says yes to everything.
  if (given === rejects || given === resolves || given === retries) return false
  return typeof given === 'function' || (typeof given === 'object' && given !== null && 'problem' in given)
}

/** How many requests an expectation allows, if it says. */
export function attemptsOf(expectation: Expectation | undefined): number | undefined {
  return typeof expectation === 'object' ? expectation.attempts : undefined
}

/** What is wrong with an outcome, if anything. What a function throws is what it has against it. */
export async function problemOf(expectation: Expectation, outcome: ConsumerOutcome): Promise<string | undefined> {
  try {
    if (typeof expectation === 'object') return await expectation.problem(outcome)
    const answer: unknown = await expectation(outcome)
    if (isExpectation(answer) && typeof answer === 'object') return await problemOf(answer, outcome)
    return answer === false ? `its function says no to ${show(outcome)}` : undefined
  } catch (error) {
    return show(error)
  }
}

/** Copies of a library have classes of their own, and so have realms. */
function isError(given: unknown): given is Error {
  return (
    given instanceof Error || (typeof given === 'object' && given !== null && 'message' in given && 'stack' in given)
  )
}

async function isSuch(error: Error, spec: ErrorSpec): Promise<boolean> {
  if (typeof spec === 'string') return error.name === spec
  if (spec instanceof RegExp) return fits(error.message, spec)
  if (typeof spec !== 'function') return has(error, spec)
  if (isClass(spec)) return error instanceof spec
  return (await (spec as (given: Error) => unknown)(error)) !== false
}

function isClass(spec: unknown): spec is abstract new (...args: never[]) => Error {
  const { prototype } = spec as { prototype?: unknown }
  return prototype === Error.prototype || prototype instanceof Error
}

/** A pattern with the flags g or y goes on from where it was last time. */
function fits(text: string, pattern: RegExp): boolean {
  return new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/g, '')).test(text)
}

/** Whether a value has at least what another one has. Only plain objects have less than all of them. */
function has(value: unknown, expected: unknown): boolean {
  if (expected instanceof RegExp) return typeof value === 'string' && fits(value, expected)
  if (typeof expected !== 'object' || expected === null) return Object.is(value, expected)
  if (Array.isArray(expected)) {
    return Array.isArray(value) && value.length === expected.length && expected.every((one, at) => has(value[at], one))
  }
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(expected))
  if (!isPlain) return isDeepStrictEqual(value, expected)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(expected).every(([key, one]) => has((value as Record<string, unknown>)[key], one))
}

function show(value: unknown): string {
  try {
    if (typeof value === 'function') return value.name || 'what its function takes'
    return isError(value)
      ? `${value.name}: ${value.message}`
      : inspect(value, { depth: 3, breakLength: Number.POSITIVE_INFINITY })
  } catch (error) {
    return `something that cannot be looked at (${String(error)})`
  }
}
