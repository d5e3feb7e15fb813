/**
 * Holds the newest items of a sequence, oldest first. It drops the oldest in constant time: shifting a long array, or
 * deleting the first key of a Map, costs more than all the rest of a request.
 */
export class Ring<T> implements Iterable<T> {
  readonly #max: number
  #items: (T | undefined)[] = []
  #start = 0
  #length = 0

  /** @param max the number of items that are kept, at least 1 */
  constructor(max: number) {
    this.#max = max
  }

  get length(): number {
    return this.#length
  }

  /** The newest item, if any. */
  get last(): T | undefined {
    return this.#items[(this.#start + this.#length - 1) % this.#max]
  }

  /** Adds an item. Returns the oldest if it was dropped for that. */
  push(item: T): T | undefined {
    const dropped = this.#length === this.#max ? this.shift() : undefined
    this.#items[(this.#start + this.#length) % this.#max] = item
    this.#length += 1
    return dropped
  }

  /** Drops the oldest and returns it. */
  shift(): T | undefined {
    const oldest = this.#items[this.#start]
    if (this.#length === 0) return undefined
    this.#items[this.#start] = undefined
    this.#start = (this.#start + 1) % this.#max
    this.#length -= 1
    return oldest
  }

  clear(): void {
    this.#items = []
    this.#start = 0
    this.#length = 0
  }

  /** The oldest, if there is one. */
  get first(): T | undefined {
    return this.#items[this.#start]
  }

  /** Returns the item after so many older ones, if there is one. */
  at(index: number): T | undefined {
    return index < 0 || index >= this.#length ? undefined : this.#items[(this.#start + index) % this.#max]
  }

  [Symbol.iterator](): Iterator<T> {
    return this.from(0)
  }

  /** All but the oldest so many, oldest first. */
  *from(skipped: number): Generator<T> {
    for (let index = skipped; index < this.#length; index++) {
      const item = this.#items[(this.#start + index) % this.#max]
      if (item !== undefined) yield item
    }
  }
}
