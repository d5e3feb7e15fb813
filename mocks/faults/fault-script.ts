import { InvalidDefinitionError } from '../definitions/definition.ts'
import type { ErrorName } from '../errors/index.ts'
import type { Fault } from './fault.ts'
import { type FaultDefinition, type FaultMatch, readFaultDefinition } from './fault-definition.ts'

/** What is known of a call when it comes in. The instance's name stands in the body, so it is read only when asked for. */
export interface FaultSubject {
  readonly operation: string | undefined
  readonly region: string
  instanceName(): string | undefined
}

interface Waiting {
  readonly definition: FaultDefinition
  left: number
}

/**
 * The faults that wait for calls. Of those that fit a call the first one happens; it is gone when it has happened as
 * often as it should.
 *
 * @example
 * lightsail.faults.next('ServiceException', 'ThrottlingException') // the next two calls fail
 * lightsail.faults.when({ operation: 'PutInstancePublicPorts' }, 'AccessDeniedException')
 */
export class FaultScript {
  #waiting: Waiting[] = []

  /**
   * The next calls fail, one fault each, in this order.
   *
   * @throws {InvalidDefinitionError} for what is no fault; then none is taken
   * @example
   * lightsail.faults.next('ServiceException', fault.error('ThrottlingException', { retryAfter: 1 }))
   */
  next(...faults: Given[]): void {
    this.addAll(someOf(faults).map(fromName))
  }

  /**
   * The next calls that fit fail, one fault each, in this order.
   *
   * @throws {InvalidDefinitionError} for what is no fault, and for an operation or a Region that there is not
   * @example
   * lightsail.faults.when({ operation: 'GetInstance', region: 'eu-west-1' }, 'NotFoundException')
   */
  when(match: FaultMatch, ...faults: Given[]): void {
    this.addAll(someOf(faults).map((given) => withMatch(fromName(given), match)))
  }

  /**
   * Adds faults in their JSON form, with `times` and `when`. All or, where one is wrong, none.
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
      this.#waiting.push({ definition, left: times === 'always' ? Number.POSITIVE_INFINITY : times })
    }
  }

  /** What has not happened yet, in the form that it can be added in. */
  remaining(): readonly FaultDefinition[] {
    return this.#waiting.map(({ definition, left }) => ({
      ...definition,
      times: Number.isFinite(left) ? left : 'always',
    }))
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
  take(subject: FaultSubject): Fault | undefined {
    const index = this.#waiting.findIndex(({ definition }) => fits(definition.when, subject))
    const hit = this.#waiting[index]
    if (hit === undefined) return undefined
    hit.left -= 1
    if (hit.left <= 0) this.#waiting.splice(index, 1)
    return hit.definition
  }
}

type Given = ErrorName | FaultDefinition

function fromName(given: Given): FaultDefinition {
  return typeof given === 'string' ? { error: given } : given
}

function withMatch(definition: FaultDefinition, match: FaultMatch): FaultDefinition {
  return { ...definition, when: { ...definition.when, ...match } }
}

function someOf(faults: readonly Given[]): readonly Given[] {
  if (faults.length > 0) return faults
  throw new InvalidDefinitionError('fault', ['none was named: use the name of an error, such as ServiceException'])
}

function fits(match: FaultMatch | undefined, subject: FaultSubject): boolean {
  if (match === undefined) return true
  if (match.operation !== undefined && match.operation !== subject.operation) return false
  if (match.region !== undefined && match.region !== subject.region) return false
  return match.instanceName === undefined || match.instanceName === subject.instanceName()
}
