import type { Instance } from '../world/instance.ts'
import type { Operation } from '../world/operation-log.ts'
import type { OperationContext } from './operation.ts'
import { recordOperation } from './record-operation.ts'

/** Records an operation on one instance, in the list that the service replies with. */
export function recordOnInstance(
  context: OperationContext,
  instance: Instance,
  operation: {
    readonly operationType: string
    readonly operationDetails?: string
    readonly takes?: number
    readonly effect: () => void
  },
): { readonly operations: readonly Operation[] } {
  const { world } = context
  return {
    operations: [
      recordOperation(context, {
        ...operation,
        resourceName: instance.name,
        resourceType: 'Instance',
        location: instance.location,
        effect() {
          if (world.instance(instance.region, instance.name) !== instance) return false
          operation.effect()
          return true
        },
      }),
    ],
  }
}
