import { InvalidDefinitionError } from '../definitions/definition.ts'
import { type ErrorName, LightsailError } from '../errors/index.ts'
import { isObject } from '../protocol/json.ts'
import type { RandomSource } from '../runtime/random.ts'
import type { PlainFault } from './fault.ts'
import { type FaultDefinition, type FaultMatch, readFaultDefinition } from './fault-definition.ts'
import { type FaultPlan, namesOf, planOf } from './fault-plan.ts'
import type { FaultSubject } from './fault-subject.ts'

interface Waiting {
  readonly definition: FaultDefinition
  left: number
  hasHappened: boolean
}

/** What can be given for a fault: a definition, or a name that says it all. */
export type GivenFault = ErrorName | PlainFault['fault'] | 'neverAnswer' | FaultDefinition

/**
 * The faults that wait for calls. Of those that fit a call the first one happens, in the order in which they were given;
 * one with a probability leaves the call to the next one when the dice say no. A fault is gone when it has happened as
 * often as it should.
 *
 * @example
 * lightsail.faults.next('ServiceException', 'ThrottlingException') // the next two calls fail
 * lightsail.faults.when({ operation: 'PutInstancePublicPorts' }, 'AccessDeniedException')
 * lightsail.faults.when(({ attempt }) => attempt === 1, fault.always(fault.reset('during')))
 */
export class FaultScript {
  #waiting: Waiting[] = []
  #broken: string | undefined
  readonly #random: RandomSource

  /** @internal */
  constructor(random: RandomSource) {
    this.#random = random
  }

  /**
   * The next calls fail, one fault each, in this order.
   *
   * @throws {InvalidDefinitionError} for what is no fault; then none is taken
   * @example
   * lightsail.faults.next('ServiceException', fault.error('ThrottlingException', { retryAfter: 1 }), fault.times(2, fault.delay(50)))
   */
  next(...faults: GivenFault[]): void {
    this.addAll(someOf(faults))
  }

  /**
   * The next calls that fit fail, one fault each, in this order.
   *
   * @param match members that all have to fit, or a function that says of a call whether it does
   * @throws {InvalidDefinitionError} for what is no fault, and for an operation or a Region that there is not
   * @example
   * lightsail.faults.when({ operation: 'GetInstance', region: 'eu-west-1' }, 'NotFoundException')
   */
  when(match: FaultMatch | ((call: FaultSubject) => boolean), ...faults: GivenFault[]): void {
    this.addAll(someOf(faults).map((given) => withMatch(given, match)))
  }

  /**
   * Adds faults in their JSON form, with `times`, `probability` and `when`. All or, where one is wrong, none.
   *
   * @throws {InvalidDefinitionError} naming what is wrong and what is possible
   * @example
   * lightsail.faults.add({ error: 'ServiceException', times: 'always', when: { instanceName: 'web-1' } })
   */
  add(...definitions: readonly FaultDefinition[]): void {
    this.addAll(definitions)
  }

  /** @internal The same for a list of any length. */
  addAll(definitions: readonly unknown[]): void {
    someOf(definitions)
    this.#push(
      definitions.map((json, index) => readFaultDefinition(json, 'fault', definitions.length > 1 ? `[${index}]` : '')),
    )
  }

  /** @internal Replaces all of them, when a world is loaded. `take` is called once they have all been read. */
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
      this.#waiting.push({ definition, left, hasHappened: false })
    }
  }

  /** What has not happened yet, in the form that it can be added in. */
  remaining(): readonly FaultDefinition[] {
    return this.#waiting.map(({ definition, left }) =>
      written({
        ...definition,
        ...(typeof definition.when === 'object' && { when: { ...definition.when } }),
        times: Number.isFinite(left) ? left : 'always',
      }),
    )
  }

  /**
   * Fails a test whose faults did not all happen: it proves less than it says.
   *
   * @throws {Error} naming the faults that have not happened as often as they should; `always` is once at least
   * @example
   * afterEach(() => lightsail.faults.assertAllUsed())
   */
  assertAllUsed(): void {
    if (this.#broken !== undefined) throw new Error(`Failed to use all faults: ${this.#broken}`)
    const unused = this.#waiting.filter(({ left, hasHappened }) => Number.isFinite(left) || !hasHappened)
    if (unused.length === 0) return
    const told = unused.map(
      ({ definition, left }) => `${describe(definition)}${left > 1 && Number.isFinite(left) ? ` (${left} times)` : ''}`,
    )
    throw new Error(
      `Failed to use all faults: ${told.join('; ')} did not happen. Make the calls that they are for, or take them out.`,
    )
  }

  /** Forgets all of them. */
  clear(): void {
    this.#waiting = []
    this.#broken = undefined
  }

  /** @internal Takes away one of `remaining()`, by its index. Returns false if there is none. */
  remove(index: number): boolean {
    const waiting = this.#waiting[index]
    this.#waiting = this.#waiting.filter((one) => one !== waiting)
    return waiting !== undefined
  }

  /** @internal Whether no fault waits, which is nearly always so. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  /** @internal The fault for a call, which thereby happens. */
  take(subject: FaultSubject): FaultPlan | undefined {
    // A function that picks calls may change the script.
    const hit = [...this.#waiting].find(({ definition }) => this.#isFor(definition, subject))
    if (hit === undefined) return undefined
    hit.hasHappened = true
    hit.left -= 1
    if (hit.left <= 0) this.#waiting = this.#waiting.filter((one) => one !== hit)
    return planOf(hit.definition, this.#random)
  }

  #isFor(definition: FaultDefinition, subject: FaultSubject): boolean {
    const { when, probability = 1 } = definition
    if (!concerns(definition, subject.operation)) return false
    if (!(typeof when === 'function' ? this.#ask(when, subject) : fits(when, subject))) return false
    return probability === 1 || this.#random.next() < probability
  }

  /** What is wrong with a function of the user's is told by name, at once and when all faults should have been used. */
  #ask(when: (call: FaultSubject) => boolean, subject: FaultSubject): boolean {
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

/** JSON has no functions, and without its function a fault would be for every call: what stands there is no fault. */
function written(definition: FaultDefinition): FaultDefinition {
  if (typeof definition.when !== 'function') return definition
  return Object.defineProperty(definition, 'toJSON', { value: () => ({ ...definition, when: 'a function' }) })
}

type When = NonNullable<FaultDefinition['when']>

/** Both have to fit, where a fault has a `when` of its own. */
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
  return (call) => fits(read, call)
}

const CHANGES = ['PutInstancePublicPorts', 'OpenInstancePublicPorts', 'CloseInstancePublicPorts']
const READS = ['GetInstancePortStates', 'GetInstance']

/** Whether a fault can happen to an operation at all: it waits for one that it can happen to. */
function concerns(definition: FaultDefinition, operation = ''): boolean {
  const names = namesOf(definition)
  if (names.includes('succeedSlowly')) return CHANGES.includes(operation)
  return !names.includes('staleReply') || CHANGES.includes(operation) || READS.includes(operation)
}

function someOf<T>(faults: readonly T[]): readonly T[] {
  if (faults.length > 0) return faults
  throw new InvalidDefinitionError('fault', ['none was named: use the name of an error, such as ServiceException'])
}

function fits(match: FaultMatch | undefined, subject: FaultSubject): boolean {
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
