/** What the service says of a change that was asked for. The members and their order of the service's Operation. */
export interface Operation {
  readonly id: string
  readonly resourceName: string
  readonly resourceType: 'Instance'
  /** Seconds since 1970, with milliseconds as fractions. */
  readonly createdAt: number
  readonly location: { readonly availabilityZone: string; readonly regionName: string }
  readonly isTerminal: boolean
  readonly operationDetails: string
  readonly operationType: string
  readonly status: 'NotStarted' | 'Started' | 'Failed' | 'Completed' | 'Succeeded'
  readonly statusChangedAt: number
  readonly errorCode?: string
  readonly errorDetails?: string
}

interface Recorded {
  readonly sequence: number
  readonly operation: Operation
}

/** How many operations are kept; the oldest go first. */
const KEPT = 10_000

/** The operations of an account, oldest first. */
export class OperationLog {
  readonly #byId = new Map<string, Recorded>()
  #next = 0

  record(operation: Operation): void {
    this.#byId.set(operation.id, { sequence: this.#next++, operation })
    if (this.#byId.size <= KEPT) return
    // A Map keeps the order of insertion: its first key is the oldest.
    for (const oldest of this.#byId.keys()) {
      this.#byId.delete(oldest)
      break
    }
  }

  get(region: string, id: string): Operation | undefined {
    const operation = this.#byId.get(id)?.operation
    return operation?.location.regionName === region ? operation : undefined
  }

  /** Those of a Region that were recorded at or after `from`, a number that an earlier call gave. */
  *after(from: number, region: string): Generator<[sequence: number, operation: Operation]> {
    for (const { sequence, operation } of this.#byId.values()) {
      if (sequence >= from && operation.location.regionName === region) yield [sequence, operation]
    }
  }

  clear(): void {
    this.#byId.clear()
  }
}
