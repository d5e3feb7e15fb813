import { hardwareOf } from '../model/bundles.ts'
import { structure } from '../model/shape.ts'
import { resourceName } from '../model/shapes.ts'
import type { InstanceSnapshot } from '../world/instance-snapshots.ts'
import { locationOf, resourceArn } from '../world/resource.ts'
import type { World } from '../world/world.ts'
import { tagsOutput } from './tags.ts'

/** An input that names a snapshot and no more. */
export const snapshotOnly = structure({ instanceSnapshotName: resourceName }, ['instanceSnapshotName'])

/** Writes a snapshot as the service does. */
export function snapshotOutput({ accountId }: World, snapshot: InstanceSnapshot): Record<string, unknown> {
  const { name, createdAt, tags, state } = snapshot
  return {
    name,
    arn: resourceArn(accountId, 'InstanceSnapshot', snapshot),
    supportCode: `${accountId}/${name}`,
    createdAt: createdAt / 1000,
    location: locationOf(snapshot),
    resourceType: 'InstanceSnapshot',
    tags: tagsOutput(tags),
    state,
    ...(state === 'pending' && { progress: '0%' }),
    fromAttachedDisks: [],
    fromInstanceName: snapshot.fromInstanceName,
    fromInstanceArn: snapshot.fromInstanceArn,
    fromBlueprintId: snapshot.fromBlueprintId,
    fromBundleId: snapshot.fromBundleId,
    isFromAutoSnapshot: false,
    sizeInGb: hardwareOf(snapshot.fromBundleId).diskSizeInGb,
  }
}
