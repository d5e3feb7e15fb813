import type { InstanceSnapshot } from '../world/instance-snapshots.ts'
import { locationOf } from '../world/resource.ts'
import { onResources } from './on-resources.ts'
import { recordOperation } from './record-operation.ts'
import { snapshotOnly } from './snapshot-output.ts'

/**
 * Deletes a snapshot. Instances that were made from it stay.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_DeleteInstanceSnapshot.html
 */
export const deleteInstanceSnapshot = onResources({
  name: 'DeleteInstanceSnapshot',
  input: snapshotOnly,
  named: { instanceSnapshotName: 'InstanceSnapshot' },
  authorizedOn: 'resources',
  run(context, { instanceSnapshotName = '' }) {
    const { world, region } = context
    const snapshot = world.instanceSnapshots.get(region, instanceSnapshotName) as InstanceSnapshot
    const operation = recordOperation(context, {
      operationType: 'DeleteInstanceSnapshot',
      operationDetails: snapshot.fromInstanceName,
      resourceName: instanceSnapshotName,
      resourceType: 'InstanceSnapshot',
      location: locationOf({ region }),
      effect() {
        if (world.instanceSnapshots.get(region, instanceSnapshotName) !== snapshot) return false
        world.instanceSnapshots.delete(snapshot)
        return true
      },
    })
    return { operations: [operation] }
  },
})
