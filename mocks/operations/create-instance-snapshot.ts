import { structure } from '../model/shape.ts'
import { resourceName, tagList } from '../model/shapes.ts'
import { arnOf } from '../world/instance.ts'
import { locationOf } from '../world/resource.ts'
import { refuseNamesInUse } from './names-in-use.ts'
import { onInstance } from './operation.ts'
import { recordOperation } from './record-operation.ts'
import { readTags } from './tags.ts'

/**
 * Makes a snapshot of an instance. It is `pending` as long as an instance boots, then `available`. It has no rules.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_CreateInstanceSnapshot.html
 */
export const createInstanceSnapshot = onInstance({
  name: 'CreateInstanceSnapshot',
  input: structure({ instanceSnapshotName: resourceName, instanceName: resourceName, tags: tagList }, [
    'instanceSnapshotName',
    'instanceName',
  ]),
  instanceIn: 'instanceName',
  authorizedOn: 'instance',
  states: ['running', 'stopped'],
  purpose: 'create a snapshot of an instance',
  check: ({ instanceSnapshotName: name = '', tags }, complain) => ({ name, tags: readTags(tags, complain) }),
  run(context, { name, tags }, instance) {
    const { world, region, bootTime } = context
    refuseNamesInUse(context, [name])
    const snapshot = world.instanceSnapshots.add({
      name,
      region,
      createdAt: world.clock.now(),
      sequence: world.nextSequence(),
      tags,
      state: 'pending',
      fromInstanceName: instance.name,
      fromInstanceArn: arnOf(world.accountId, instance),
      fromBlueprintId: instance.blueprintId,
      fromBundleId: instance.bundleId,
    })
    const operation = { operationType: 'CreateInstanceSnapshot', takes: bootTime.state }
    return {
      operations: [
        recordOperation(context, {
          ...operation,
          operationDetails: instance.name,
          resourceName: name,
          resourceType: 'InstanceSnapshot',
          location: locationOf({ region }),
          effect() {
            if (world.instanceSnapshots.get(region, name) !== snapshot) return false
            snapshot.state = 'available'
            return true
          },
        }),
        recordOperation(context, {
          ...operation,
          operationDetails: name,
          resourceName: instance.name,
          resourceType: 'Instance',
          location: instance.location,
        }),
      ],
    }
  },
})
