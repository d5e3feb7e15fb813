import { Ring } from '../runtime/ring.ts'
import { type Operation, OperationRecord } from './operation-record.ts'

export type { Operation } from './operation-record.ts'

/** The number of operations that are kept; the oldest are dropped first. */
const KEPT = 10_000

/** Holds the operations of an account, oldest first. Their ids ascend. */
export class OperationLog {
  readonly #recorded = new Ring<OperationRecord>(KEPT)
  /** The operations of each resource. It is made when somebody asks for those of one: most tests never do. */
  #byResource: Map<string, OperationRecord[]> | undefined
  #next = 0

  /** Records an operation. @returns a function that changes it later */
  record(operation: Operation): (changed: Partial<Operation>) => void {
    const oldest = this.#recorded.length === KEPT ? this.#recorded.shift() : undefined
    if (oldest !== undefined) this.#forget(oldest)
    const record = oldest ?? new OperationRecord()
    record.fill(this.#next++, operation)
    this.#recorded.push(record)
    if (this.#byResource !== undefined) addTo(this.#byResource, record)
    return (changed) => {
      // The record may be that of a later operation by now.
      if (record.id === operation.id) record.change(changed)
    }
  }

  /** Returns the last operation on a resource. */
  lastOf(region: string, resourceName: string): Operation | undefined {
    return this.#ofResource(region, resourceName).at(-1)?.read()
  }

  get(region: string, id: string): Operation | undefined {
    const found = this.#recorded.at(this.#firstWith((record) => record.id >= id))
    return found?.id === id && found.region === region ? found.read() : undefined
  }

  /** Returns the operations of a Region that were recorded at or after `from`, a number of an earlier call. */
  *after(from: number, region: string): Generator<[sequence: number, operation: Operation]> {
    for (const record of this.#recorded.from(this.#firstWith(({ sequence }) => sequence >= from))) {
      if (record.region === region) yield [record.sequence, record.read()]
    }
  }

  /** Returns the operations on a resource that were recorded at or after `from`. */
  *onResource(from: number, region: string, name: string): Generator<[sequence: number, operation: Operation]> {
    for (const record of this.#ofResource(region, name)) {
      if (record.sequence >= from) yield [record.sequence, record.read()]
    }
  }

  clear(): void {
    this.#recorded.clear()
    this.#byResource = undefined
    this.#next = 0
  }

  /** Finds the index of the first record that is late enough, by halving. */
  #firstWith(isLateEnough: (record: OperationRecord) => boolean): number {
    let low = 0
    let high = this.#recorded.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const record = this.#recorded.at(middle)
      if (record !== undefined && isLateEnough(record)) high = middle
      else low = middle + 1
    }
    return low
  }

  #ofResource(region: string, name: string): readonly OperationRecord[] {
    if (this.#byResource === undefined) {
      this.#byResource = new Map()
      for (const record of this.#recorded) addTo(this.#byResource, record)
    }
    return this.#byResource.get(`${region} ${name}`) ?? []
  }

  /** Takes the oldest record out of the operations of its resource, of which it is the first. */
  #forget({ region, resourceName }: OperationRecord): void {
    const key = `${region} ${resourceName}`
    const records = this.#byResource?.get(key)
    if (records === undefined) return
    records.shift()
    if (records.length === 0) this.#byResource?.delete(key)
  }
}

function addTo(byResource: Map<string, OperationRecord[]>, record: OperationRecord): void {
  const key = `${record.region} ${record.resourceName}`
  const records = byResource.get(key)
  if (records === undefined) byResource.set(key, [record])
  else records.push(record)
}
