/**
 * The newest items of a sequence, oldest first. It drops the oldest in constant time: shifting a long array, or
 * deleting the first key of a Map, costs more than all the rest of a request.
 */
export class Ring<T> implements Iterable<T> {
  readonly #max: number
  #items: T[] = []
  #start = 0

  /** @param max how many are kept, at least 1 */
  constructor(max: number) {
    this.#max = max
  }

  get length(): number {
    return this.#items.length
  }

  /** The newest, if there is one. */
  get last(): T | undefined {
    return this.#items[(this.#start + this.#items.length - 1) % this.#max]
  }

  /** Adds one, and drops the oldest where there is no room. */
  push(item: T): void {
    if (this.#items.length < this.#max) {
      this.#items.push(item)
      return
    }
    this.#items[this.#start] = item
    this.#start = (this.#start + 1) % this.#max
  }

  clear(): void {
    this.#items = []
    this.#start = 0
  }

  *[Symbol.iterator](): Iterator<T> {
    yield* this.#items.slice(this.#start)
    yield* this.#items.slice(0, this.#start)
  }
}
