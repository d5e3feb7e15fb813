import { InvalidDefinitionError } from '../definitions/definition.ts'
import type { ErrorName } from '../errors/index.ts'
import type { RandomSource } from '../world/random.ts'
import type { PlainFault } from './fault.ts'
import { type FaultDefinition, type FaultMatch, readFaultDefinition } from './fault-definition.ts'
import { type FaultPlan, nameOf, planOf } from './fault-plan.ts'
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
    this.#push(
      definitions.map((json, index) => readFaultDefinition(json, 'fault', definitions.length > 1 ? `[${index}]` : '')),
    )
  }

  /** @internal Replaces all of them, when a world is loaded. `take` is called once they have all been read. */
  replace(definitions: readonly unknown[], take: () => void): void {
    const read = definitions.map((json, index) => readFaultDefinition(json, 'world', `faults[${index}]`))
    take()
    this.#waiting = []
    this.#push(read)
  }

  #push(definitions: readonly FaultDefinition[]): void {
    for (const definition of definitions) {
      const { times = 1 } = definition
      const left = times === 'always' ? Number.POSITIVE_INFINITY : times
      this.#waiting.push({ definition, left, hasHappened: false })
    }
  }

  /** What has not happened yet, in the form that it can be added in. */
  remaining(): readonly FaultDefinition[] {
    return this.#waiting.map(({ definition, left }) =>
      written({ ...definition, times: Number.isFinite(left) ? left : 'always' }),
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
  }

  /** @internal Whether no fault waits, which is nearly always so. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  /** @internal The fault for a call, which thereby happens. */
  take(subject: FaultSubject): FaultPlan | undefined {
    const index = this.#waiting.findIndex(({ definition }) => this.#isFor(definition, subject))
    const hit = this.#waiting[index]
    if (hit === undefined) return undefined
    hit.hasHappened = true
    hit.left -= 1
    if (hit.left <= 0) this.#waiting.splice(index, 1)
    return planOf(hit.definition, this.#random)
  }

  #isFor({ when, probability = 1 }: FaultDefinition, subject: FaultSubject): boolean {
    if (!(typeof when === 'function' ? when(subject) : fits(when, subject))) return false
    return probability === 1 || this.#random.next() < probability
  }
}

/** JSON has no functions, and without its function a fault would be for every call: what stands there is no fault. */
function written(definition: FaultDefinition): FaultDefinition {
  if (typeof definition.when !== 'function') return definition
  return Object.defineProperty(definition, 'toJSON', { value: () => ({ ...definition, when: 'a function' }) })
}

function withMatch(given: GivenFault, match: FaultMatch | ((call: FaultSubject) => boolean)): FaultDefinition {
  const definition = typeof given === 'string' ? readFaultDefinition(given) : given
  return typeof match === 'function' || typeof definition.when === 'function'
    ? { ...definition, when: match }
    : { ...definition, when: { ...definition.when, ...match } }
}

function someOf(faults: readonly GivenFault[]): readonly GivenFault[] {
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
  const name = ('faults' in definition ? definition.faults : [definition]).map(nameOf).join(' and ')
  if (when === undefined) return name
  return `${name} ${typeof when === 'function' ? 'for the calls of a function' : `when ${JSON.stringify(when)}`}`
}
