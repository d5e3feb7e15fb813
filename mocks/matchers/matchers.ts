import type { OperationName } from '../model/operation-names.ts'
import type { LightsailService } from '../service/service.ts'
import { comparable, portText, readPorts } from './open-ports.ts'

/** The `this` of a matcher, in vitest and in Jest. */
interface MatcherContext {
  readonly isNot?: boolean
  readonly equals: (left: unknown, right: unknown, testers?: never[]) => boolean
  readonly utils: { readonly subsetEquality?: unknown; readonly iterableEquality?: unknown }
}

/** The result of a matcher. Runners print `actual` and `expected` as a diff. */
export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
  readonly actual?: unknown
  readonly expected?: unknown
}

/** The matchers of `expect(lightsail)`. */
export interface LightsailMatchers<R = void> {
  /**
   * Expects exactly these ports to be open on an instance, in any order.
   *
   * @param ports `22/tcp`, `8000-8080/udp`, `8:-1/icmp` (type and code), `all`; with ` from 203.0.113.7/32, …` the addresses are compared, too
   * @param region needed only if several Regions have an instance of that name
   */
  toHaveOpenPorts(instanceName: string, ports: readonly string[], region?: string): R
  /** Expects an operation to have been called at all. */
  toHaveReceivedOperation(operation: OperationName): R
  /** Expects an operation to have been called so many times, retries included. */
  toHaveReceivedOperationTimes(operation: OperationName, times: number): R
  /** Expects a call of an operation whose input has at least these members; lists must have the same length. */
  toHaveReceivedOperationWith(operation: OperationName, input: Readonly<Record<string, unknown>>): R
}

type Service = Pick<LightsailService, 'instances' | 'calls'>

function serviceOf(received: unknown, matcher: string): Service {
  const { instances, calls } = (received ?? {}) as Partial<Service>
  if (instances !== undefined && calls !== undefined) return { instances, calls }
  throw new TypeError(
    `Failed to use ${matcher}: the value in expect() is not a service. Use the result of createLightsail or createService.`,
  )
}

const lines = (texts: readonly string[]) =>
  texts.length === 0 ? '  (none)' : texts.map((text) => `  ${text}`).join('\n')

/**
 * Provides matchers for vitest and Jest. `import 'lightsail-ports-testkit/vitest'` adds them to vitest's `expect`.
 *
 * @throws {TypeError} if an argument is not a service, a port, an operation or a number of calls; a NoSuchInstanceError
 *   if the instance is missing
 * @example
 * expect.extend(matchers) // Jest
 * expect(lightsail).toHaveOpenPorts('web-1', ['22/tcp', '443/tcp'])
 */
export const matchers = {
  toHaveOpenPorts(
    this: MatcherContext,
    received: unknown,
    instanceName: string,
    ports: readonly string[],
    region?: string,
  ): MatcherResult {
    const { instances } = serviceOf(received, 'toHaveOpenPorts')
    const states = instances.get(instanceName, region).ports
    const open = states.map(portText)
    const expected = readPorts(ports)
    const actual = comparable(states, expected)
    const missing = expected.filter((port) => !actual.includes(port))
    const others = actual.filter((port) => !expected.includes(port))
    return {
      pass: missing.length === 0 && others.length === 0 && actual.length === expected.length,
      actual,
      expected,
      message: () =>
        this.isNot === true
          ? `expected ${instanceName} not to have exactly these ports open:\n${lines(open)}`
          : [
              `expected ${instanceName} to have exactly these ports open:\n${lines(expected)}`,
              `It has:\n${lines(open)}`,
              ...(missing.length > 0 ? [`Closed, but expected: ${missing.join(', ')}`] : []),
              ...(others.length > 0 ? [`Open, but not expected: ${others.join(', ')}`] : []),
            ].join('\n'),
    }
  },

  toHaveReceivedOperation(this: MatcherContext, received: unknown, operation: OperationName): MatcherResult {
    const { calls } = serviceOf(received, 'toHaveReceivedOperation')
    const count = calls.of(operation).length
    return {
      pass: count > 0,
      message: () =>
        this.isNot === true
          ? `expected no call of ${operation}, and there were ${count}.\n${callsOf(calls)}`
          : `expected a call of ${operation}, and there was none.\n${callsOf(calls)}`,
    }
  },

  toHaveReceivedOperationTimes(
    this: MatcherContext,
    received: unknown,
    operation: OperationName,
    times: number,
  ): MatcherResult {
    const { calls } = serviceOf(received, 'toHaveReceivedOperationTimes')
    if (!Number.isInteger(times) || times < 0) {
      throw new TypeError(
        `Failed to count calls: ${JSON.stringify(times)} is not a number of calls. Use a whole number from 0.`,
      )
    }
    const count = calls.of(operation).length
    return {
      pass: count === times,
      actual: count,
      expected: times,
      message: () =>
        `expected ${this.isNot === true ? 'another number than ' : ''}${times} calls of ${operation}, and there were ${count}.\n${callsOf(calls)}`,
    }
  },

  toHaveReceivedOperationWith(
    this: MatcherContext,
    received: unknown,
    operation: OperationName,
    input: Readonly<Record<string, unknown>>,
  ): MatcherResult {
    const { calls } = serviceOf(received, 'toHaveReceivedOperationWith')
    const inputs = calls.of(operation).map((call) => call.input)
    const testers = [this.utils.subsetEquality, this.utils.iterableEquality].filter((one) => one !== undefined)
    return {
      pass: inputs.some((one) => this.equals(one, input, testers as never[])),
      actual: inputs.length === 1 ? inputs[0] : inputs,
      expected: input,
      message: () =>
        `expected ${this.isNot === true ? 'no' : 'a'} call of ${operation} with ${inputText(input)}.\nIts inputs were:\n${lines(latest(inputs.map(inputText)))}`,
    }
  },
}

/** Keeps the last ten texts: nobody reads a message of thousands of calls. */
function latest(texts: readonly string[]): readonly string[] {
  return texts.length <= 10 ? texts : [`… and ${texts.length - 10} before`, ...texts.slice(-10)]
}

function callsOf(calls: Service['calls']): string {
  const described = [...calls].map(
    ({ operation, outcome }) => `${operation ?? 'no operation'}: ${outcome.error ?? outcome.fault ?? 'success'}`,
  )
  return `The calls were:\n${lines(latest(described))}`
}

function inputText(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one)) ?? 'nothing'
}
