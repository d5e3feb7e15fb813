import type { KeyPair } from '../world/key-pairs.ts'
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
): { readonly keyPair: KeyPair; readonly operation: Operation } {
  const { world, region } = context
  // The key took time to make, and another call may have been faster.
  refuseNamesInUse(context, [name])
  const keyPair: KeyPair = {
    name,
    region,
    createdAt: world.clock.now(),
    sequence: world.nextSequence(),
    tags,
    fingerprint,
  }
  const operation = recordOperation(context, {
    operationType,
    resourceName: name,
    resourceType: 'KeyPair',
    location: locationOf({ region }),
    effect() {
      if (world.typeOf(region, name) !== undefined) return false
      world.keyPairs.add(keyPair)
      return true
    },
  })
  return { keyPair, operation }
}
