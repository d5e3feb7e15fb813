import { bundleOf } from '../model/bundles.ts'
import { structure } from '../model/shape.ts'
import { nonEmptyString, resourceName } from '../model/shapes.ts'
import type { Instance } from '../world/instance.ts'
import { finishBoot } from './boot.ts'
import { recordOnInstance } from './instance-operation.ts'
import { invalidInput } from './invalid-input.ts'
import { onInstance } from './operation.ts'

/**
 * Starts a stopped instance, with another bundle if the request names one. It gets a new public IPv4 address, unless it
 * has a static one.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_StartInstance.html
 */
export const startInstance = onInstance({
  name: 'StartInstance',
  input: structure({ instanceName: resourceName, attributeUpdates: structure({ bundleId: nonEmptyString }) }, [
    'instanceName',
  ]),
  instanceIn: 'instanceName',
  authorizedOn: 'instance',
  states: ['stopped'],
  purpose: 'start an instance',
  run(context, { attributeUpdates }, instance) {
    instance.bundleId = newBundle(attributeUpdates?.bundleId, instance)
    instance.state = 'starting'
    instance.addressNumber = context.world.nextAddressNumber()
    return recordOnInstance(context, instance, {
      operationType: 'StartInstance',
      takes: context.bootTime.state,
      effect: finishBoot(context, instance, 'starting'),
    })
  },
})

/**
 * The bundle that an instance starts with.
 *
 * @throws {LightsailError} InvalidInputException for a bundle of another platform or other IP versions (assumed)
 */
function newBundle(id: string | undefined, { bundleId, ipAddressType }: Instance): string {
  if (id === undefined) return bundleId
  const [before, after] = [bundleOf(bundleId), bundleOf(id)]
  if (after === undefined) {
    throw invalidInput([
      `attributeUpdates.bundleId: ${JSON.stringify(id.slice(0, 64))} is not a bundle; GetBundles lists them`,
    ])
  }
  const isOfPlatform = before === undefined || after.supportedPlatforms[0] === before.supportedPlatforms[0]
  if (isOfPlatform && (after.publicIpv4AddressCount === 0) === (ipAddressType === 'ipv6')) return id
  throw invalidInput([`attributeUpdates.bundleId: ${id} does not support this instance, which has ${bundleId}`])
}
