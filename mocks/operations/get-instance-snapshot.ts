import type { InstanceSnapshot } from '../world/instance-snapshots.ts'
import { onResources } from './on-resources.ts'
import { snapshotOnly, snapshotOutput } from './snapshot-output.ts'

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetInstanceSnapshot.html */
export const getInstanceSnapshot = onResources({
  name: 'GetInstanceSnapshot',
  input: snapshotOnly,
  named: { instanceSnapshotName: 'InstanceSnapshot' },
  authorizedOn: '*',
  run({ world, region }, { instanceSnapshotName = '' }) {
    const snapshot = world.instanceSnapshots.get(region, instanceSnapshotName) as InstanceSnapshot
    return { instanceSnapshot: snapshotOutput(world, snapshot) }
  },
})
