import type { Settled } from '../../consumers/run-call.ts'
import { describeValue, type ErrorSpec, hasAtLeast, isError, matchesError } from './match-value.ts'

/** The end of a consumer's call, and the number of its attempts. */
export interface ConsumerOutcome extends Settled {
  /** The number of requests that change ports. */
  readonly attempts: number
}

/** A consumer's promise for a case: `rejects`, `resolves`, `retries`, or a function that throws if the outcome is wrong. */
export type Expectation = Checked | ((outcome: ConsumerOutcome) => unknown)

/** A promise that can tell the problem of an outcome. */
interface Checked {
  /** The number of requests that it allows; `undefined` for as many as the error allows. */
  readonly attempts?: number
  readonly problem: (outcome: ConsumerOutcome) => string | undefined | Promise<string | undefined>
}

/**
 * Promises that the consumer fails, with an error that matches all specs.
 *
 * @param specs its name, a pattern of its message, its class, members that it has at least, or a function that returns
 *   false if the error is wrong
 * @throws {TypeError} if a spec is undefined, null, a number or a boolean
 * @example
 * NotFoundException: rejects('NotFoundException'),
 * AccessDeniedException: rejects(FirewallError, /not allowed/, { cause: { name: 'AccessDeniedException' } }),
 */
export function rejects(...specs: readonly ErrorSpec[]): Expectation {
  const wrong = specs.findIndex((spec) => !['string', 'object', 'function'].includes(typeof spec) || spec === null)
  if (wrong !== -1) {
    throw new TypeError(
      `Failed to make a promise: ${String(specs[wrong])} does not describe an error. Use its name, a pattern of its message, its class, members or a function.`,
    )
  }
  return {
    async problem({ settled, value, error }) {
      if (settled !== 'rejected') {
        return `it ${settled === 'resolved' ? `resolved with ${describeValue(value)}` : 'did not settle'}, and should reject`
      }
      if (!isError(error)) return `it rejected with ${describeValue(error)}, which is not an Error`
      for (const spec of specs) {
        if (await matchesError(error, spec)) continue
        return `it rejected with ${describeValue(error)}, and should reject with ${describeValue(spec)}`
      }
      return undefined
    },
  }
}

/**
 * Promises that the consumer succeeds, with a value that has at least the named members.
 *
 * @param spec the value, or a function of it that throws or returns false if the value is wrong; the default allows any value
 * @example
 * NotFoundException: resolves({ status: 'missing' }),
 */
export function resolves(spec?: unknown): Expectation {
  return {
    async problem({ settled, value, error }) {
      if (settled !== 'resolved') {
        return `it ${settled === 'rejected' ? `rejected with ${describeValue(error)}` : 'did not settle'}, and should resolve`
      }
      if (typeof spec === 'function') {
        if ((await spec(value)) !== false) return undefined
        return `it resolved with ${describeValue(value)}, which its function refuses`
      }
      if (spec === undefined || hasAtLeast(value, spec)) return undefined
      return `it resolved with ${describeValue(value)}, and should resolve with ${describeValue(spec)}`
    },
  }
}

/**
 * Promises that the consumer sends its request a number of times before it gives up.
 *
 * @param attempts the number of all requests, the first one counted
 * @param then how the call ends; by default it rejects
 * @throws {TypeError} if `attempts` is not a whole number from 1
 * @example
 * ServiceException: retries(3, rejects('ServiceException')),
 */
export function retries(attempts: number, then: Expectation = rejects()): Expectation {
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new TypeError(
      `Failed to make a promise: ${String(attempts)} is not a number of requests. Use a whole number from 1.`,
    )
  }
  return {
    attempts,
    problem: (outcome) => {
      if (outcome.attempts === attempts) return expectationProblem(then, outcome)
      return `it sent ${outcome.attempts} ${outcome.attempts === 1 ? 'request' : 'requests'}, and should send ${attempts}`
    },
  }
}

/** Tells whether a value is an expectation. */
export function isExpectation(given: unknown): given is Expectation {
  // `resolves` in the place of `resolves()` would be a function that accepts everything.
  if (given === rejects || given === resolves || given === retries) return false
  return typeof given === 'function' || (typeof given === 'object' && given !== null && 'problem' in given)
}

/** Returns the number of requests that an expectation allows, if it has one. */
export function attemptsOf(expectation: Expectation | undefined): number | undefined {
  return typeof expectation === 'object' ? expectation.attempts : undefined
}

/** Returns the problem of an outcome, if it has one. The error that a function throws is the problem. */
export async function expectationProblem(
  expectation: Expectation,
  outcome: ConsumerOutcome,
): Promise<string | undefined> {
  try {
    if (typeof expectation === 'object') return await expectation.problem(outcome)
    const answer: unknown = await expectation(outcome)
    if (isExpectation(answer) && typeof answer === 'object') return await expectationProblem(answer, outcome)
    return answer === false ? `its function refuses ${describeValue(outcome)}` : undefined
  } catch (error) {
    return describeValue(error)
  }
}
