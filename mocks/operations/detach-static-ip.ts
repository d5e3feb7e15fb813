import { LightsailError } from '../errors/index.ts'
import { staticIpOnly } from '../model/shapes.ts'
import type { StaticIp } from '../world/static-ips.ts'
import { onResources } from './on-resources.ts'
import { recordOnBoth } from './static-ip-operations.ts'

/**
 * Detaches a static IP address. The instance then has a new public address.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_DetachStaticIp.html
 */
export const detachStaticIp = onResources({
  name: 'DetachStaticIp',
  input: staticIpOnly,
  named: { staticIpName: 'StaticIp' },
  authorizedOn: 'resources',
  run(context, { staticIpName = '' }) {
    const { world, region } = context
    const staticIp = world.staticIps.get(region, staticIpName) as StaticIp
    const instance = staticIp.attachedTo === undefined ? undefined : world.instance(region, staticIp.attachedTo)
    if (instance === undefined) {
      throw new LightsailError('OperationFailureException', {
        message: `The StaticIp ${staticIpName} is not attached to an instance.`,
      })
    }
    return {
      operations: recordOnBoth(context, 'DetachStaticIp', staticIp, instance, () => {
        staticIp.attachedTo = undefined
        instance.addressNumber = world.nextAddressNumber()
      }),
    }
  },
})
