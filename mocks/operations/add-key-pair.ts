import type { Operation } from '../world/operation-log.ts'
import { locationOf } from '../world/resource.ts'
import { refuseNamesInUse } from './names-in-use.ts'
import type { OperationContext } from './operation.ts'
import { recordOperation } from './record-operation.ts'

/** Adds a key pair to the Region that was called, and records the operation. */
export function addKeyPair(
  context: OperationContext,
  operationType: 'CreateKeyPair' | 'ImportKeyPair',
  { name, tags, fingerprint }: { name: string; tags: Readonly<Record<string, string>>; fingerprint: string },
): Operation {
  const { world, region } = context
  // The key took time to make, and another call may have been faster.
  refuseNamesInUse(context, [name])
  return recordOperation(context, {
    operationType,
    resourceName: name,
    resourceType: 'KeyPair',
    location: locationOf({ region }),
    effect() {
      if (world.typeOf(region, name) !== undefined) return false
      const createdAt = world.clock.now()
      world.keyPairs.add({ name, region, createdAt, sequence: world.nextSequence(), tags, fingerprint })
      return true
    },
  })
}
