import type { FaultDefinition, FaultMatch } from './fault-definition.ts'
import type { FaultSubject } from './fault-subject.ts'

/** A fault that waits for calls. */
export interface WaitingFault {
  readonly definition: FaultDefinition
  /** The order in which the faults were given. */
  readonly sequence: number
  /** The number of calls that it is still for. */
  left: number
  hasHappened: boolean
}

/** The members that a match can have, in the order of a key. */
const MEMBERS = ['operation', 'instanceName', 'region', 'principal', 'attempt'] as const

/** The bit of a shape that stands for `attempt`. */
const ATTEMPT = 1 << MEMBERS.indexOf('attempt')

/** The faults with equal matches, in their order. Faults that are gone are skipped, and removed when they are many. */
interface Bucket {
  items: WaitingFault[]
  /** The first item that may still wait. */
  head: number
  gone: number
}

/**
 * Holds the faults that wait, so that a call finds its fault without looking at all others: faults with equal matches share
 * a bucket, and a call looks into the few buckets that it can match.
 */
export class WaitingFaults {
  /** By the members that a match has (a set of bits), then by their values. */
  readonly #byShape = new Map<number, Map<string, Bucket>>()
  #next = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  add(definition: FaultDefinition, left: number): void {
    const { when } = definition
    // A function can pick any call, as a match without members does.
    const match = typeof when === 'object' ? when : {}
    const shape = shapeOf(match)
    const buckets = this.#byShape.get(shape) ?? new Map<string, Bucket>()
    this.#byShape.set(shape, buckets)
    const key = keyOf(match, shape)
    const bucket = buckets.get(key) ?? { items: [], head: 0, gone: 0 }
    buckets.set(key, bucket)
    bucket.items.push({ definition, sequence: this.#next++, left, hasHappened: false })
    this.#size += 1
  }

  /** Returns all that wait, in the order in which they were given. */
  all(): readonly WaitingFault[] {
    const buckets = [...this.#byShape.values()].flatMap((byKey) => [...byKey.values()])
    return buckets
      .flatMap(({ items }) => items.filter(({ left }) => left > 0))
      .toSorted((left, right) => left.sequence - right.sequence)
  }

  /** Finds the first fault whose match fits a call and that `accepts` takes, and counts it as happened. */
  take(subject: FaultSubject, accepts: (definition: FaultDefinition) => boolean): FaultDefinition | undefined {
    const cursors = this.#bucketsFor(subject).map((bucket) => ({ bucket, at: bucket.head, end: bucket.items.length }))
    for (let first = firstOf(cursors); first !== undefined; first = firstOf(cursors)) {
      const found = first.bucket.items[first.at]
      first.at += 1
      if (found === undefined || !accepts(found.definition)) continue
      found.hasHappened = true
      found.left -= 1
      if (found.left <= 0) this.#remove(first.bucket)
      return found.definition
    }
    return undefined
  }

  /** Tells whether a fault waits for a certain attempt of a call like this one. */
  hasForAttempt(subject: FaultSubject): boolean {
    return [...this.#byShape].some(([shape, byKey]) => {
      if ((shape & ATTEMPT) === 0) return false
      const others = shape & ~ATTEMPT
      return [...byKey.values()].some(({ items }) =>
        items.some(({ definition: { when }, left }) => {
          return left > 0 && typeof when === 'object' && keyOf(when, others) === keyOf(subject, others)
        }),
      )
    })
  }

  /** Takes away one of `all()`, by its index. Returns false if there is none. */
  delete(index: number): boolean {
    const waiting = this.all()[index]
    const buckets = [...this.#byShape.values()].flatMap((byKey) => [...byKey.values()])
    const bucket = waiting && buckets.find(({ items }) => items.includes(waiting))
    if (waiting === undefined || bucket === undefined) return false
    waiting.left = 0
    this.#remove(bucket)
    return true
  }

  #bucketsFor(subject: FaultSubject): Bucket[] {
    return [...this.#byShape].flatMap(([shape, byKey]) => byKey.get(keyOf(subject, shape)) ?? [])
  }

  /** Counts an item as gone. Half of a bucket's items at most are gone: so it takes constant time on average. */
  #remove(bucket: Bucket): void {
    this.#size -= 1
    bucket.gone += 1
    while (bucket.head < bucket.items.length && isGone(bucket.items[bucket.head])) bucket.head += 1
    if (bucket.gone * 2 < bucket.items.length) return
    bucket.items = bucket.items.filter((item) => !isGone(item))
    bucket.head = 0
    bucket.gone = 0
  }
}

function isGone(item: WaitingFault | undefined): boolean {
  return item === undefined || item.left <= 0
}

/** A place in a bucket. */
interface Cursor {
  readonly bucket: Bucket
  at: number
  readonly end: number
}

/** Moves all cursors to items that wait, and returns the one at the item that was given first. */
function firstOf(cursors: readonly Cursor[]): Cursor | undefined {
  let first: Cursor | undefined
  for (const cursor of cursors) {
    while (cursor.at < cursor.end && isGone(cursor.bucket.items[cursor.at])) cursor.at += 1
    if (cursor.at < cursor.end && (first === undefined || sequenceAt(cursor) < sequenceAt(first))) first = cursor
  }
  return first
}

function sequenceAt({ bucket, at }: Cursor): number {
  return bucket.items[at]?.sequence ?? Number.POSITIVE_INFINITY
}

function shapeOf(match: FaultMatch): number {
  return MEMBERS.reduce((bits, member, index) => (match[member] === undefined ? bits : bits | (1 << index)), 0)
}

/** Joins the values of the members that a shape has. Only the members of the shape are read: a body is parsed late. */
function keyOf(values: FaultMatch | FaultSubject, shape: number): string {
  const members = MEMBERS.filter((_member, index) => (shape & (1 << index)) !== 0)
  return JSON.stringify(members.map((member) => values[member] ?? null))
}
