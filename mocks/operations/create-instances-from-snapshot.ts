import { LightsailError } from '../errors/index.ts'
import { hardwareOf } from '../model/bundles.ts'
import { boolean, list, map, structure, text } from '../model/shape.ts'
import { ipAddressType, nonEmptyString, resourceName, tagList } from '../model/shapes.ts'
import type { InstanceSnapshot } from '../world/instance-snapshots.ts'
import { addOnRequest, readAddOns } from './add-ons.ts'
import { invalidInput } from './invalid-input.ts'
import { checkHardware, checkNames, makeInstances } from './new-instances.ts'
import { onResources } from './on-resources.ts'
import { readTags } from './tags.ts'

const diskMap = structure({ originalDiskPath: nonEmptyString, newDiskName: resourceName })

const input = structure(
  {
    instanceNames: list(text),
    attachedDiskMapping: map(list(diskMap)),
    availabilityZone: text,
    instanceSnapshotName: resourceName,
    bundleId: nonEmptyString,
    userData: text,
    keyPairName: resourceName,
    tags: tagList,
    addOns: list(addOnRequest),
    ipAddressType,
    sourceInstanceName: text,
    restoreDate: text,
    useLatestRestorableAutoSnapshot: boolean,
  },
  ['instanceNames', 'availabilityZone', 'bundleId'],
)

/**
 * Creates instances from a snapshot. They have the default rules of its blueprint, not those of the instance that it was
 * made of. Automatic snapshots and disks are not simulated.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_CreateInstancesFromSnapshot.html
 */
export const createInstancesFromSnapshot = onResources({
  name: 'CreateInstancesFromSnapshot',
  input,
  named: { instanceSnapshotName: 'InstanceSnapshot' },
  authorizedOn: 'resources',
  check(given, complain, rules) {
    checkNames(given.instanceNames ?? [], complain, rules)
    if (given.instanceSnapshotName === undefined) {
      complain('instanceSnapshotName', 'a value is required: there are no automatic snapshots of an instance here')
    }
    return { ...given, tags: readTags(given.tags, complain), addOns: readAddOns(given.addOns, complain) }
  },
  run(context, given) {
    const { world, region } = context
    const { instanceSnapshotName = '', bundleId = '' } = given
    const snapshot = world.instanceSnapshots.get(region, instanceSnapshotName) as InstanceSnapshot
    if (snapshot.state === 'pending') {
      throw new LightsailError('OperationFailureException', {
        message: `The InstanceSnapshot ${instanceSnapshotName} is pending. Please try again later.`,
      })
    }
    const problems: string[] = []
    const made = { ...given, blueprintId: snapshot.fromBlueprintId }
    checkHardware(made, (at, problem) => problems.push(`${at}: ${problem}`))
    if (hardwareOf(bundleId).diskSizeInGb < hardwareOf(snapshot.fromBundleId).diskSizeInGb) {
      problems.push(`bundleId: ${bundleId} is smaller than ${snapshot.fromBundleId}, which the snapshot was made of`)
    }
    if (problems.length > 0) throw invalidInput(problems)
    return makeInstances(context, made)
  },
})
