import { clipped, LightsailError } from '../errors/index.ts'
import { bundleOf } from '../model/bundles.ts'
import { boolean, structure } from '../model/shape.ts'
import { ipAddressType, oneOf, resourceName } from '../model/shapes.ts'
import { type Instance, setRules } from '../world/instance.ts'
import type { IpAddressType } from '../world/port-rule.ts'
import { rulesOnType } from '../world/rules-on-type.ts'
import { recordOnInstance } from './instance-operation.ts'
import { invalidInput } from './invalid-input.ts'
import { onInstance } from './operation.ts'

/**
 * Changes the IP versions of an instance, and with them the rules that are possible: rules for a version that it loses
 * are closed, and a version that it gains starts without rules and with a new address. Load balancers and distributions are not simulated.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_SetIpAddressType.html
 */
export const setIpAddressType = onInstance({
  name: 'SetIpAddressType',
  input: structure(
    {
      resourceType: oneOf(['Instance', 'LoadBalancer', 'Distribution']),
      resourceName,
      ipAddressType,
      acceptBundleUpdate: boolean,
    },
    ['resourceType', 'resourceName', 'ipAddressType'],
  ),
  instanceIn: 'resourceName',
  authorizedOn: 'instance',
  states: ['running', 'stopped'],
  purpose: 'set the IP address type',
  run(context, { resourceType = '', resourceName: name = '', ipAddressType: given, acceptBundleUpdate }, instance) {
    if (resourceType !== 'Instance') {
      throw new LightsailError('NotFoundException', {
        message: `The ${resourceType} does not exist: ${clipped(name)}`,
      })
    }
    const type = given as IpAddressType
    const bundleId = bundleOn(type, instance)
    if (bundleId !== instance.bundleId && acceptBundleUpdate !== true) {
      throw invalidInput([`acceptBundleUpdate: true is required, as the bundle changes to ${bundleId}`])
    }
    const staticIp = context.world.staticIpOf(instance)
    if (type === 'ipv6' && staticIp !== undefined) {
      throw new LightsailError('OperationFailureException', {
        message: `The Instance ${instance.name} has the StaticIp ${staticIp.name}. Detach it first.`,
      })
    }
    return recordOnInstance(context, instance, {
      operationType: 'SetIpAddressType',
      operationDetails: type,
      effect() {
        instance.bundleId = bundleId
        if (instance.ipAddressType === 'ipv4' && type !== 'ipv4') instance.ipv6Number = context.world.nextSequence()
        if (instance.ipAddressType === 'ipv6' && type !== 'ipv6') {
          instance.addressNumber = context.world.nextAddressNumber()
        }
        instance.ipAddressType = type
        setRules(instance, rulesOnType(type, instance.rules))
      },
    })
  },
})

/** The bundle of the same size that has these IP versions. */
function bundleOn(type: IpAddressType, { bundleId }: Instance): string {
  const isIpv6Only = bundleOf(bundleId)?.publicIpv4AddressCount === 0
  if (type === 'ipv6') return isIpv6Only ? bundleId : bundleId.replace(/_(\d_\d)$/, '_ipv6_$1')
  return isIpv6Only ? bundleId.replace('_ipv6_', '_') : bundleId
}
