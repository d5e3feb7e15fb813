import type { NamedResource } from './resource.ts'

/** The resources of one type, by Region and name, in the order in which they were made. */
export class NamedStore<T extends NamedResource> {
  readonly #byRegion = new Map<string, Map<string, T>>()

  get(region: string, name: string): T | undefined {
    return this.#byRegion.get(region)?.get(name)
  }

  add(resource: T): T {
    const ofRegion = this.#byRegion.get(resource.region)
    if (ofRegion === undefined) this.#byRegion.set(resource.region, new Map([[resource.name, resource]]))
    else ofRegion.set(resource.name, resource)
    return resource
  }

  delete({ region, name }: Pick<T, 'region' | 'name'>): void {
    this.#byRegion.get(region)?.delete(name)
  }

  /** Those of one Region. */
  of(region: string): Iterable<T> {
    return this.#byRegion.get(region)?.values() ?? []
  }

  /** The number of those of one Region. */
  countOf(region: string): number {
    return this.#byRegion.get(region)?.size ?? 0
  }

  /** Those of all Regions. */
  *[Symbol.iterator](): Generator<T> {
    for (const ofRegion of this.#byRegion.values()) yield* ofRegion.values()
  }
}

/** Numbers resources, so that a list of them can be cut into pages. */
export function* numberedFrom<T extends Pick<NamedResource, 'sequence'>>(
  resources: Iterable<T>,
  from: number,
): Generator<[sequence: number, resource: T]> {
  for (const resource of resources) if (resource.sequence >= from) yield [resource.sequence, resource]
}
