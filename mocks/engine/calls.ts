/** One request that the service received. No header of it is kept, so it holds no credential. */
export interface Call {
  /** Counts the calls of a service, from 1. */
  readonly number: number
  /** When it came, by the service's clock, in milliseconds since 1970. */
  readonly at: number
  /** The operation that was asked for, simulated or not; `undefined` where the request names none. */
  readonly operation: string | undefined
  /** The Region that was called. */
  readonly region: string
  /** The parsed body; `undefined` where it was not read. */
  readonly input: unknown
  /** Members of the input that the service's model does not have: most likely typos. */
  readonly unknownMembers: readonly string[]
  /** Which try of one SDK invocation this is, from 1 (`amz-sdk-request`). */
  readonly attempt: number | undefined
  /** What the tries of one SDK invocation have in common (`amz-sdk-invocation-id`). */
  readonly invocationId: string | undefined
  /** The id that the reply carried as `x-amzn-RequestId`. */
  readonly requestId: string
  readonly outcome: Outcome
}

/** How a call ended. */
export interface Outcome {
  /** HTTP status of the reply; 0 where none was sent. */
  readonly status: number
  /** The error's name, if it was one. */
  readonly error?: string
  /** The error's text, if it was one. */
  readonly message?: string
  /** Whether the error, or what happened to the reply, was a fault that had been set. */
  readonly forced: boolean
}

const EMPTY: readonly Call[] = []
/** What the kept inputs may weigh together, in characters of their bodies. */
const MAX_WEIGHT = 64 * 1024 * 1024

/**
 * The calls that a service received, oldest first. It keeps the last 10,000 (`maxCalls`); the oldest go first.
 *
 * @example
 * lightsail.calls.of('PutInstancePublicPorts').at(-1)?.input
 */
export class CallJournal implements Iterable<Call> {
  readonly #max: number
  // A ring: shifting a long array is what costs most otherwise.
  #ring: (Call | undefined)[] = []
  #weights: number[] = []
  #start = 0
  #length = 0
  #weight = 0
  #next = 1

  constructor(max: number) {
    this.#max = max
  }

  /** How many are kept. */
  get length(): number {
    return this.#length
  }

  *[Symbol.iterator](): Iterator<Call> {
    for (let index = 0; index < this.#length; index++) {
      const call = this.#ring[(this.#start + index) % this.#max]
      if (call !== undefined) yield call
    }
  }

  /** Those of one operation, oldest first. */
  of(operation: string): readonly Call[] {
    return this.#length === 0 ? EMPTY : [...this].filter((call) => call.operation === operation)
  }

  /** The newest, if there is one. */
  get last(): Call | undefined {
    return this.#length === 0 ? undefined : this.#ring[(this.#start + this.#length - 1) % this.#max]
  }

  /** Forgets all of them. The numbers go on. */
  clear(): void {
    this.#ring = []
    this.#weights = []
    this.#start = 0
    this.#length = 0
    this.#weight = 0
  }

  toJSON(): readonly Call[] {
    return [...this]
  }

  /** @internal The number of the next call. */
  nextNumber(): number {
    return this.#next++
  }

  /** @internal Keeps a call whose body had `weight` characters. */
  add(call: Call, weight: number): void {
    if (this.#max === 0) return
    while (this.#length === this.#max || (this.#length > 0 && this.#weight + weight > MAX_WEIGHT)) this.#dropOldest()
    const slot = (this.#start + this.#length) % this.#max
    this.#ring[slot] = call
    this.#weights[slot] = weight
    this.#weight += weight
    this.#length += 1
  }

  #dropOldest(): void {
    this.#weight -= this.#weights[this.#start] ?? 0
    this.#ring[this.#start] = undefined
    this.#start = (this.#start + 1) % this.#max
    this.#length -= 1
  }
}
