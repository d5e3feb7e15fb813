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

/**
 * The record of one operation in a log. It is filled anew when the operation is dropped, and keeps texts that are the same
 * in the next one: a log that is full makes hardly any objects that live longer than their request.
 */
export class OperationRecord {
  #sequence = 0
  #id = ''
  #resourceName = ''
  #resourceType: Operation['resourceType'] = 'Instance'
  #createdAt = 0
  #location: Operation['location'] = { availabilityZone: '', regionName: '' }
  #isTerminal = false
  #operationDetails: string | undefined
  #operationType = ''
  #status: Operation['status'] = 'NotStarted'
  #statusChangedAt = 0
  #errorCode: string | undefined
  #errorDetails: string | undefined

  get sequence(): number {
    return this.#sequence
  }

  get id(): string {
    return this.#id
  }

  get region(): string {
    return this.#location.regionName
  }

  get resourceName(): string {
    return this.#resourceName
  }

  fill(sequence: number, operation: Operation): void {
    this.#sequence = sequence
    this.#id = operation.id
    if (this.#resourceName !== operation.resourceName) this.#resourceName = operation.resourceName
    this.#resourceType = operation.resourceType
    this.#createdAt = operation.createdAt
    this.#location = operation.location
    if (this.#operationDetails !== operation.operationDetails) this.#operationDetails = operation.operationDetails
    this.#operationType = operation.operationType
    this.change(operation)
  }

  /** Changes the status, and what belongs to it. */
  change(changed: Partial<Operation>): void {
    this.#isTerminal = changed.isTerminal ?? this.#isTerminal
    this.#status = changed.status ?? this.#status
    this.#statusChangedAt = changed.statusChangedAt ?? this.#statusChangedAt
    this.#errorCode = changed.errorCode
    this.#errorDetails = changed.errorDetails
  }

  read(): Operation {
    return {
      id: this.#id,
      resourceName: this.#resourceName,
      resourceType: this.#resourceType,
      createdAt: this.#createdAt,
      location: this.#location,
      isTerminal: this.#isTerminal,
      ...(this.#operationDetails !== undefined && { operationDetails: this.#operationDetails }),
      operationType: this.#operationType,
      status: this.#status,
      statusChangedAt: this.#statusChangedAt,
      ...(this.#errorCode !== undefined && { errorCode: this.#errorCode }),
      ...(this.#errorDetails !== undefined && { errorDetails: this.#errorDetails }),
    }
  }
}
