import type { NamedResource } from './resource.ts'

/** The resources of one Region. */
interface OfRegion<T> {
  readonly byName: Map<string, T>
  /**
   * In the order of their sequence numbers, so that a page is found without a walk through the pages before it. Resources
   * that are gone stay in it until they are as many as the others.
   */
  inOrder: T[]
}

/** The resources of one type, by Region and name, in the order in which they were made. */
export class NamedStore<T extends Pick<NamedResource, 'name' | 'region' | 'sequence'>> {
  readonly #byRegion = new Map<string, OfRegion<T>>()

  get(region: string, name: string): T | undefined {
    return this.#byRegion.get(region)?.byName.get(name)
  }

  /** Adds a resource. Its sequence number is greater than those of all others. */
  add(resource: T): T {
    const ofRegion = this.#byRegion.get(resource.region) ?? { byName: new Map<string, T>(), inOrder: [] }
    this.#byRegion.set(resource.region, ofRegion)
    ofRegion.byName.set(resource.name, resource)
    ofRegion.inOrder.push(resource)
    return resource
  }

  delete({ region, name }: Pick<T, 'region' | 'name'>): void {
    const ofRegion = this.#byRegion.get(region)
    if (ofRegion === undefined) return
    const { byName, inOrder } = ofRegion
    byName.delete(name)
    // A new array: somebody may be in the middle of the old one.
    if (byName.size * 2 < inOrder.length) ofRegion.inOrder = inOrder.filter((one) => byName.get(one.name) === one)
  }

  /** Returns those of one Region whose sequence number is at least `from`. */
  *of(region: string, from = 0): Generator<T> {
    const ofRegion = this.#byRegion.get(region)
    if (ofRegion === undefined) return
    const { byName, inOrder } = ofRegion
    for (let index = firstFrom(inOrder, from); index < inOrder.length; index++) {
      const resource = inOrder[index]
      if (resource !== undefined && byName.get(resource.name) === resource) yield resource
    }
  }

  /** Returns those of one name: every Region may have one. */
  named(name: string): T[] {
    return [...this.#byRegion.values()].flatMap(({ byName }) => byName.get(name) ?? [])
  }

  /** The number of those of one Region. */
  countOf(region: string): number {
    return this.#byRegion.get(region)?.byName.size ?? 0
  }

  /** Those of all Regions, in the order in which they were made. */
  *[Symbol.iterator](): Generator<T> {
    const all = [...this.#byRegion.values()].flatMap(({ byName }) => [...byName.values()])
    yield* all.sort((left, right) => left.sequence - right.sequence)
  }
}

/** Finds the index of the first resource with at least a sequence number, by halving. */
function firstFrom(inOrder: readonly { readonly sequence: number }[], from: number): number {
  let low = 0
  let high = inOrder.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((inOrder[middle]?.sequence ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** Numbers resources, so that a list of them can be cut into pages. */
export function* numberedFrom<T extends Pick<NamedResource, 'name' | 'region' | 'sequence'>>(
  store: NamedStore<T>,
  region: string,
  from: number,
): Generator<[sequence: number, resource: T]> {
  for (const resource of store.of(region, from)) yield [resource.sequence, resource]
}
