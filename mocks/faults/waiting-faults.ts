import { changesPorts, isReadOperation } from '../model/port-operations.ts'
import type { FaultDefinition, FaultMatch } from './fault-definition.ts'
import { FaultList, firstOf, type ListedFault } from './fault-list.ts'
import { namesOf } from './fault-plan.ts'
import type { FaultSubject } from './fault-subject.ts'

/** A fault that waits for calls. */
interface WaitingFault extends ListedFault {
  readonly bucket: Bucket
}

/** The members that a match can have, in the order of a key. */
const MEMBERS = ['operation', 'instanceName', 'region', 'principal', 'attempt'] as const

/** The bit of a shape that stands for `attempt`. */
const ATTEMPT = 1 << MEMBERS.indexOf('attempt')

/** The operations that a fault can happen to at all: `succeedSlowly` is for changes, `staleReply` also for some reads. */
type Kind = 'any' | 'changes' | 'changes and reads'

/** The faults of one kind with equal matches, in their order. */
interface Bucket {
  readonly kind: Kind
  readonly key: string
  readonly byKey: Map<string, Bucket>
  readonly faults: FaultList<WaitingFault>
}

/** The faults of one kind whose matches have the same members. */
interface Shape {
  readonly kind: Kind
  /** A set of bits, one for each of MEMBERS. */
  readonly members: number
  /** By the values of the members. */
  readonly byKey: Map<string, Bucket>
}

/**
 * Holds the faults that wait, so that a call finds its fault without looking at all others: faults with equal matches share
 * a bucket, and a call looks into the few buckets that it can match. Only functions and probabilities are asked one by one.
 */
export class WaitingFaults {
  readonly #shapes = new Map<string, Shape>()
  /** All faults in the order in which they were given. */
  readonly #all = new FaultList<WaitingFault>()
  /** The number of faults for a certain attempt, by the other members of their match and their values. */
  readonly #forAttempts = new Map<number, Map<string, number>>()
  #next = 0

  get size(): number {
    return this.#all.size
  }

  add(definition: FaultDefinition, left: number): void {
    const bucket = this.#bucketOf(definition)
    const fault = { definition, sequence: this.#next++, left, hasHappened: false, bucket }
    bucket.faults.push(fault)
    this.#all.push(fault)
    this.#countAttempt(definition, 1)
  }

  /** Returns all that wait, in the order in which they were given. */
  all(): readonly WaitingFault[] {
    return [...this.#all]
  }

  /** Finds the first fault that can happen to a call and that `accepts` takes, and counts it as happened. */
  take(subject: FaultSubject, accepts: (definition: FaultDefinition) => boolean): FaultDefinition | undefined {
    const cursors = this.#bucketsFor(subject).map(({ faults }) => faults.cursor())
    for (let first = firstOf(cursors); first !== undefined; first = firstOf(cursors)) {
      const found = first.next()
      if (found === undefined || !accepts(found.definition)) continue
      found.hasHappened = true
      found.left -= 1
      if (found.left <= 0) this.#remove(found)
      return found.definition
    }
    return undefined
  }

  /** Tells whether a fault waits for a certain attempt of a call like this one. */
  hasForAttempt(subject: FaultSubject): boolean {
    for (const [others, counts] of this.#forAttempts) if (counts.has(matchKey(subject, others))) return true
    return false
  }

  /** Takes away one of `all()`, by its index. Returns false if there is none. */
  delete(index: number): boolean {
    const fault = this.#all.at(index)
    if (fault === undefined) return false
    fault.left = 0
    this.#remove(fault)
    return true
  }

  #bucketOf(definition: FaultDefinition): Bucket {
    const match = matchOf(definition)
    const kind = kindOf(definition)
    const members = memberBits(match)
    const name = `${kind} ${members}`
    const shape = this.#shapes.get(name) ?? { kind, members, byKey: new Map() }
    this.#shapes.set(name, shape)
    const key = matchKey(match, members)
    const bucket = shape.byKey.get(key) ?? { kind, key, byKey: shape.byKey, faults: new FaultList() }
    shape.byKey.set(key, bucket)
    return bucket
  }

  #bucketsFor(subject: FaultSubject): Bucket[] {
    const buckets: Bucket[] = []
    for (const { kind, members, byKey } of this.#shapes.values()) {
      if (byKey.size === 0 || !isFor(kind, subject.operation)) continue
      const bucket = byKey.get(matchKey(subject, members))
      if (bucket !== undefined) buckets.push(bucket)
    }
    return buckets
  }

  #remove({ bucket, definition }: WaitingFault): void {
    bucket.faults.noteGone()
    this.#all.noteGone()
    // Thousands of instances may have had a fault each.
    if (bucket.faults.size === 0) bucket.byKey.delete(bucket.key)
    this.#countAttempt(definition, -1)
  }

  #countAttempt(definition: FaultDefinition, change: 1 | -1): void {
    const match = matchOf(definition)
    if (match.attempt === undefined) return
    const others = memberBits(match) & ~ATTEMPT
    const counts = this.#forAttempts.get(others) ?? new Map<string, number>()
    this.#forAttempts.set(others, counts)
    const key = matchKey(match, others)
    const count = (counts.get(key) ?? 0) + change
    if (count === 0) counts.delete(key)
    else counts.set(key, count)
  }
}

/** Returns the match of a fault. A function can pick any call, as a match without members does. */
function matchOf({ when }: FaultDefinition): FaultMatch {
  return typeof when === 'object' ? when : {}
}

/**
 * Tells which operations a fault can happen to. Faults of changes are for changes of ports, and for another change if the
 * fault names it.
 */
function kindOf(definition: FaultDefinition): Kind {
  const names = namesOf(definition)
  if (names.includes('succeedSlowly')) {
    const { operation } = matchOf(definition)
    // The operation that it names is compared anyway.
    const isOfNamedChange = operation !== undefined && !isReadOperation(operation)
    return isOfNamedChange ? 'any' : 'changes'
  }
  return names.includes('staleReply') ? 'changes and reads' : 'any'
}

const READS = ['GetInstancePortStates', 'GetInstance']

function isFor(kind: Kind, operation = ''): boolean {
  if (kind === 'any' || changesPorts(operation)) return true
  return kind === 'changes and reads' && READS.includes(operation)
}

/** Returns the members that a match has, as a set of bits. */
function memberBits(match: FaultMatch): number {
  return MEMBERS.reduce((bits, member, index) => (match[member] === undefined ? bits : bits | (1 << index)), 0)
}

/** Joins the values of some members. No other is read: a body is parsed late. */
function matchKey(values: FaultMatch | FaultSubject, members: number): string {
  const named = MEMBERS.filter((_member, index) => (members & (1 << index)) !== 0)
  return JSON.stringify(named.map((member) => values[member] ?? null))
}
