import { LightsailError } from '../errors/index.ts'
import type { ResourceLocation } from '../world/instance.ts'
import type { Operation } from '../world/operation-log.ts'
import type { ResourceType } from '../world/resource.ts'
import type { OperationContext } from './operation.ts'

/** An operation that begins. */
interface Begun {
  readonly operationType: string
  readonly operationDetails?: string
  readonly resourceName: string
  readonly resourceType: ResourceType
  readonly location: ResourceLocation
  /** The time until it succeeds, in milliseconds. Default: it succeeds at once. */
  readonly takes?: number
  /** Changes the world, when the operation succeeds. Returns false if the resource has gone meanwhile. */
  readonly effect?: () => boolean | undefined
}

/**
 * Records an operation and carries out its effect: at once, or later on the clock if it takes time.
 *
 * @returns the operation as the call replies with it
 */
export function recordOperation({ world, slowly, isStale }: OperationContext, begun: Begun): Operation {
  const { effect = () => true, takes = slowly?.ms, resourceName, location } = begun
  const now = world.clock.now() / 1000
  const operation: Operation = {
    id: world.ids.uuid(),
    resourceName,
    resourceType: begun.resourceType,
    createdAt: now,
    location,
    isTerminal: takes === undefined,
    ...(begun.operationDetails !== undefined && { operationDetails: begun.operationDetails }),
    operationType: begun.operationType,
    status: takes === undefined ? 'Succeeded' : 'Started',
    statusChangedAt: now,
  }
  const before = isStale === true ? world.operations.lastOf(location.regionName, resourceName) : undefined
  const settle = world.operations.record(operation)
  if (takes === undefined) {
    if (effect() === false) throw new LightsailError('OperationFailureException')
  } else {
    const ms = slowly?.ms ?? takes
    world.later(ms, () => {
      // Assumed: an operation on a resource that has gone meanwhile fails.
      const succeeds = slowly?.fails !== true && effect() !== false
      settle({ ...(succeeds ? SUCCEEDED : FAILED), statusChangedAt: now + ms / 1000 })
    })
  }
  return before ?? operation
}

const SUCCEEDED = { isTerminal: true, status: 'Succeeded' } as const
/** The reason that a failed operation gives is not known: assumed. */
const FAILED = {
  isTerminal: true,
  status: 'Failed',
  errorCode: 'OperationFailure',
  errorDetails: 'The operation failed to execute.',
} as const
