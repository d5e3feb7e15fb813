import { InvalidDefinitionError } from '../definitions/definition.ts'
import { type ErrorName, LightsailError } from '../errors/index.ts'
import { isObject } from '../protocol/json.ts'
import type { RandomSource } from '../runtime/random.ts'
import type { PlainFault } from './fault.ts'
import { type FaultDefinition, type FaultMatch, readFaultDefinition } from './fault-definition.ts'
import { type FaultPlan, namesOf, planOf } from './fault-plan.ts'
import type { FaultSubject } from './fault-subject.ts'
import { WaitingFaults } from './waiting-faults.ts'

/** A fault as it is given: a definition, or the name alone if that is enough. */
export type GivenFault = ErrorName | PlainFault['fault'] | 'neverAnswer' | FaultDefinition

/**
 * Holds the faults that wait for calls. The first fault that matches a call happens, in the order in which they were
 * given; a fault with a probability may leave the call to the next one. A fault is removed when it has happened as often
 * as it should.
 *
 * @example
 * lightsail.faults.next('ServiceException', 'ThrottlingException') // the next two calls fail
 * lightsail.faults.when({ operation: 'PutInstancePublicPorts' }, 'AccessDeniedException')
 * lightsail.faults.when(({ attempt }) => attempt === 1, fault.always(fault.reset('during')))
 */
export class FaultScript {
  #waiting = new WaitingFaults()
  #broken: string | undefined
  /** Calls that a fault for a certain attempt was not compared with, as they do not say which attempt they are. */
  readonly #unknownAttempts = new Map<string, number>()
  readonly #random: RandomSource

  /** @internal */
  constructor(random: RandomSource) {
    this.#random = random
  }

  /**
   * Makes the next calls fail, one fault each, in this order.
   *
   * @throws {InvalidDefinitionError} if one of them is not a fault; then none is added
   * @example
   * lightsail.faults.next('ServiceException', fault.error('ThrottlingException', { retryAfter: 1 }), fault.times(2, fault.delay(50)))
   */
  next(...faults: GivenFault[]): void {
    this.addAll(someOf(faults))
  }

  /**
   * Makes the next matching calls fail, one fault each, in this order.
   *
   * @param match members that all have to match, or a function that tells whether a call matches
   * @throws {InvalidDefinitionError} if one of them is not a fault, or the operation or the Region does not exist
   * @example
   * lightsail.faults.when({ operation: 'GetInstance', region: 'eu-west-1' }, 'NotFoundException')
   */
  when(match: FaultMatch | ((call: FaultSubject) => boolean), ...faults: GivenFault[]): void {
    this.addAll(someOf(faults).map((given) => withMatch(given, match)))
  }

  /**
   * Adds faults in their JSON form, with `times`, `probability` and `when`. If one is wrong none is added.
   *
   * @throws {InvalidDefinitionError} naming the problem and the possible values
   * @example
   * lightsail.faults.add({ error: 'ServiceException', times: 'always', when: { instanceName: 'web-1' } })
   */
  add(...definitions: readonly FaultDefinition[]): void {
    this.addAll(definitions)
  }

  /** @internal Adds a list of faults of any length. */
  addAll(definitions: readonly unknown[]): void {
    someOf(definitions)
    this.#push(
      definitions.map((json, index) => readFaultDefinition(json, 'fault', definitions.length > 1 ? `[${index}]` : '')),
    )
  }

  /** @internal Replaces all faults when a world is loaded. `take` is called once they have all been read. */
  replace(definitions: readonly unknown[], take: () => void): void {
    const read = definitions.map((json, index) => readFaultDefinition(json, 'world', `faults[${index}]`))
    take()
    this.clear()
    this.#push(read)
  }

  #push(definitions: readonly FaultDefinition[]): void {
    for (const definition of definitions) {
      const { times = definition.probability === undefined ? 1 : 'always' } = definition
      const left = times === 'always' ? Number.POSITIVE_INFINITY : times
      this.#waiting.add(definition, left)
    }
  }

  /** Returns the faults that have not happened yet, in the form that `add` accepts. */
  remaining(): readonly FaultDefinition[] {
    return this.#waiting.all().map(({ definition, left }) =>
      jsonSafe({
        ...definition,
        ...(typeof definition.when === 'object' && { when: { ...definition.when } }),
        times: Number.isFinite(left) ? left : 'always',
      }),
    )
  }

  /**
   * Fails a test whose faults did not all happen, since such a test proves less than it says.
   *
   * @throws {Error} naming the faults that have not happened as often as they should; `always` means once at least
   * @example
   * afterEach(() => lightsail.faults.assertAllUsed())
   */
  assertAllUsed(): void {
    if (this.#broken !== undefined) throw new Error(`Failed to use all faults: ${this.#broken}`)
    const unused = this.#waiting.all().filter(({ left, hasHappened }) => Number.isFinite(left) || !hasHappened)
    if (unused.length === 0) return
    const descriptions = unused.map(
      ({ definition, left }) => `${describe(definition)}${left > 1 && Number.isFinite(left) ? ` (${left} times)` : ''}`,
    )
    throw new Error(
      `Failed to use all faults: ${descriptions.join('; ')} did not happen. Make the calls that they are for, or remove the faults.${this.#adviceOnAttempts()}`,
    )
  }

  #adviceOnAttempts(): string {
    if (this.#unknownAttempts.size === 0) return ''
    const calls = [...this.#unknownAttempts].map(
      ([name, count]) => `${name} (${count === 1 ? '1 call' : `${count} calls`})`,
    )
    return ` These calls do not say which attempt they are, so that no fault for an attempt could happen to them: ${calls.join(', ')}.`
  }

  /** Removes all faults. */
  clear(): void {
    this.#waiting = new WaitingFaults()
    this.#broken = undefined
    this.#unknownAttempts.clear()
  }

  /** @internal Takes away one of `remaining()`, by its index. Returns false if there is none. */
  remove(index: number): boolean {
    return this.#waiting.delete(index)
  }

  /** @internal True if no fault waits, which is nearly always so. */
  get isEmpty(): boolean {
    return this.#waiting.size === 0
  }

  /** @internal Finds the fault for a call, and counts it as happened. */
  take(subject: FaultSubject): FaultPlan | undefined {
    if (subject.attempt === undefined && this.#waiting.hasForAttempt(subject)) this.#noteUnknown(subject)
    const definition = this.#waiting.take(subject, (one) => this.#accepts(one, subject))
    return definition === undefined ? undefined : planOf(definition, this.#random)
  }

  #noteUnknown({ operation = 'a call without an operation', instanceName }: FaultSubject): void {
    const name = instanceName === undefined ? operation : `${operation} of ${instanceName}`
    if (this.#unknownAttempts.size < MOST_NAMED || this.#unknownAttempts.has(name)) {
      this.#unknownAttempts.set(name, (this.#unknownAttempts.get(name) ?? 0) + 1)
    }
  }

  #accepts(definition: FaultDefinition, subject: FaultSubject): boolean {
    const { when, probability = 1 } = definition
    if (typeof when === 'function' && !this.#callPredicate(when, subject)) return false
    return probability === 1 || this.#random.next() < probability
  }

  /** Calls a function of the user's. Its failure is reported at once, and again by `assertAllUsed`. */
  #callPredicate(when: (call: FaultSubject) => boolean, subject: FaultSubject): boolean {
    const problem = (text: string) => {
      this.#broken = `The function that picks the calls of a fault ${text}`
      return new LightsailError('InternalFailure', { message: this.#broken })
    }
    let answer: unknown
    try {
      answer = when(subject)
    } catch (error) {
      throw problem(`has thrown: ${error instanceof Error ? error.message : String(error)}`)
    }
    if (typeof answer === 'boolean') return answer
    throw problem(
      `has to return true or false, and returned ${answer instanceof Promise ? 'a promise' : typeof answer}`,
    )
  }
}

/** Makes a fault with a function safe to write as JSON: without its function it would be a fault for every call. */
function jsonSafe(definition: FaultDefinition): FaultDefinition {
  if (typeof definition.when !== 'function') return definition
  return Object.defineProperty(definition, 'toJSON', { value: () => ({ ...definition, when: 'a function' }) })
}

/** The most calls of unknown attempts that a message names. */
const MOST_NAMED = 20

type When = NonNullable<FaultDefinition['when']>

/** Adds a match to a fault. If the fault has a `when` of its own, both have to match. */
function withMatch(given: GivenFault, match: When): FaultDefinition {
  if (typeof match !== 'function' && !isObject(match)) {
    throw new InvalidDefinitionError('fault', [
      'when is neither an object such as { operation: "PutInstancePublicPorts" } nor a function',
    ])
  }
  const definition = readFaultDefinition(given)
  const { when: own } = definition
  if (own === undefined) return { ...definition, when: match }
  if (typeof match !== 'function' && typeof own !== 'function') return { ...definition, when: { ...own, ...match } }
  const [left, right] = [asFunction(own), asFunction(match)]
  return { ...definition, when: (call) => left(call) && right(call) }
}

function asFunction(when: When): (call: FaultSubject) => boolean {
  if (typeof when === 'function') return when
  const read = readFaultDefinition({ error: 'ServiceException', when }).when as FaultMatch
  return (call) => matchesCall(read, call)
}

function someOf<T>(faults: readonly T[]): readonly T[] {
  if (faults.length > 0) return faults
  throw new InvalidDefinitionError('fault', ['no fault was given: use the name of an error, such as ServiceException'])
}

function matchesCall(match: FaultMatch | undefined, subject: FaultSubject): boolean {
  if (match === undefined) return true
  if (match.operation !== undefined && match.operation !== subject.operation) return false
  if (match.region !== undefined && match.region !== subject.region) return false
  if (match.principal !== undefined && match.principal !== subject.principal) return false
  if (match.attempt !== undefined && match.attempt !== subject.attempt) return false
  return match.instanceName === undefined || match.instanceName === subject.instanceName
}

function describe(definition: FaultDefinition): string {
  const { when } = definition
  const name = namesOf(definition).join(' and ')
  if (when === undefined) return name
  return `${name} ${typeof when === 'function' ? 'for the calls of a function' : `when ${JSON.stringify(when)}`}`
}
