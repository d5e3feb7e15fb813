import { Ring } from '../runtime/ring.ts'
import type { ResourceLocation } from './instance.ts'
import type { ResourceType } from './resource.ts'

/** An operation, with the members and their order of the service's Operation. */
export interface Operation {
  readonly id: string
  readonly resourceName: string
  readonly resourceType: ResourceType
  /** Seconds since 1970, with milliseconds as fractions. */
  readonly createdAt: number
  readonly location: ResourceLocation
  readonly isTerminal: boolean
  readonly operationDetails?: string
  readonly operationType: string
  readonly status: 'NotStarted' | 'Started' | 'Failed' | 'Completed' | 'Succeeded'
  readonly statusChangedAt: number
  readonly errorCode?: string
  readonly errorDetails?: string
}

interface Recorded {
  readonly sequence: number
  operation: Operation
}

/** The number of operations that are kept; the oldest are dropped first. */
const KEPT = 10_000

/** Holds the operations of an account, oldest first. */
export class OperationLog {
  readonly #recorded = new Ring<Recorded>(KEPT)
  #next = 0

  /** Records an operation. @returns a function that changes it later */
  record(operation: Operation): (changed: Partial<Operation>) => void {
    const recorded: Recorded = { sequence: this.#next++, operation }
    this.#recorded.push(recorded)
    return (changed) => {
      recorded.operation = { ...recorded.operation, ...changed }
    }
  }

  /** Returns the last operation on a resource. */
  lastOf(region: string, resourceName: string): Operation | undefined {
    let last: Operation | undefined
    for (const [, operation] of this.after(0, region)) if (operation.resourceName === resourceName) last = operation
    return last
  }

  get(region: string, id: string): Operation | undefined {
    for (const [, operation] of this.after(0, region)) if (operation.id === id) return operation
    return undefined
  }

  /** Returns the operations of a Region that were recorded at or after `from`, a number of an earlier call. */
  *after(from: number, region: string): Generator<[sequence: number, operation: Operation]> {
    for (const { sequence, operation } of this.#recorded) {
      if (sequence >= from && operation.location.regionName === region) yield [sequence, operation]
    }
  }

  clear(): void {
    this.#recorded.clear()
    this.#next = 0
  }
}
