import type { FaultDefinition } from './fault-definition.ts'

/** A fault in a list. */
export interface ListedFault {
  readonly definition: FaultDefinition
  /** The order in which the faults were given. */
  readonly sequence: number
  /** The number of calls that it is still for. */
  left: number
  hasHappened: boolean
}

/**
 * A list of faults in their order. Faults that are gone stay in it until they are as many as the others, so that taking
 * one away takes constant time on average.
 */
export class FaultList<T extends ListedFault> {
  #items: T[] = []
  /** The first item that may still wait. */
  #head = 0
  #gone = 0

  /** The number of faults that wait. */
  get size(): number {
    return this.#items.length - this.#gone
  }

  push(fault: T): void {
    this.#items.push(fault)
  }

  /** Counts one of its faults as gone: its `left` is 0. */
  noteGone(): void {
    this.#gone += 1
    while (this.#head < this.#items.length && isGone(this.#items[this.#head])) this.#head += 1
    if (this.#gone * 2 < this.#items.length) return
    this.#items = this.#items.filter((item) => !isGone(item))
    this.#head = 0
    this.#gone = 0
  }

  /** Returns the fault that waits at an index. */
  at(index: number): T | undefined {
    let left = index
    for (const fault of this) if (left-- === 0) return fault
    return undefined
  }

  *[Symbol.iterator](): Generator<T> {
    for (let at = this.#head; at < this.#items.length; at++) {
      const item = this.#items[at]
      if (item !== undefined && !isGone(item)) yield item
    }
  }

  cursor(): Cursor<T> {
    return new Cursor(this.#items, this.#head)
  }
}

function isGone(item: ListedFault | undefined): boolean {
  return item === undefined || item.left <= 0
}

/** A place in a list of faults. Faults that are added later are not reached. */
class Cursor<T extends ListedFault> {
  readonly #items: readonly T[]
  readonly #end: number
  #at: number

  constructor(items: readonly T[], at: number) {
    this.#items = items
    this.#at = at
    this.#end = items.length
  }

  /** Returns the order of the next fault that waits; Infinity at the end. */
  get sequence(): number {
    while (this.#at < this.#end && isGone(this.#items[this.#at])) this.#at += 1
    return this.#at < this.#end ? (this.#items[this.#at]?.sequence ?? 0) : Number.POSITIVE_INFINITY
  }

  next(): T | undefined {
    return this.#items[this.#at++]
  }
}

/** Returns the cursor at the fault that was given first. */
export function firstOf<T extends ListedFault>(cursors: readonly Cursor<T>[]): Cursor<T> | undefined {
  let first: Cursor<T> | undefined
  let sequence = Number.POSITIVE_INFINITY
  for (const cursor of cursors) {
    if (cursor.sequence >= sequence) continue
    first = cursor
    sequence = cursor.sequence
  }
  return first
}
