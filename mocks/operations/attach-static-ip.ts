import { LightsailError } from '../errors/index.ts'
import { structure } from '../model/shape.ts'
import { resourceName } from '../model/shapes.ts'
import type { Instance } from '../world/instance.ts'
import type { StaticIp } from '../world/static-ips.ts'
import { onResources } from './on-resources.ts'
import { recordOnBoth } from './static-ip-operations.ts'

/**
 * Attaches a static IP address. It takes the place of another one that the instance has.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_AttachStaticIp.html
 */
export const attachStaticIp = onResources({
  name: 'AttachStaticIp',
  input: structure({ staticIpName: resourceName, instanceName: resourceName }, ['staticIpName', 'instanceName']),
  named: { instanceName: 'Instance', staticIpName: 'StaticIp' },
  authorizedOn: 'resources',
  run(context, { staticIpName = '', instanceName = '' }) {
    const { world, region } = context
    const staticIp = world.staticIps.get(region, staticIpName) as StaticIp
    const instance = world.instance(region, instanceName) as Instance
    refuseUnlessFree(staticIp, instance)
    return {
      operations: recordOnBoth(context, 'AttachStaticIp', staticIp, instance, () => {
        world.staticIps.attach(staticIp, instanceName)
      }),
    }
  },
})

function refuseUnlessFree(staticIp: StaticIp, { name, state, ipAddressType }: Instance): void {
  const refuse = (message: string) => new LightsailError('OperationFailureException', { message })
  if (staticIp.attachedTo !== undefined) {
    throw refuse(`The StaticIp ${staticIp.name} is already attached to the Instance ${staticIp.attachedTo}.`)
  }
  if (ipAddressType === 'ipv6') throw refuse(`The Instance ${name} is IPv6-only and cannot have a StaticIp.`)
  if (state !== 'running' && state !== 'stopped') {
    throw refuse(
      `You can only attach a static IP when the target instance is running or stopped. The current state of your instance is: ${state}`,
    )
  }
}
