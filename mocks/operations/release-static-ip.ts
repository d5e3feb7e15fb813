import { staticIpOnly } from '../model/shapes.ts'
import { locationOf } from '../world/resource.ts'
import type { StaticIp } from '../world/static-ips.ts'
import { onResources } from './on-resources.ts'
import { recordOperation } from './record-operation.ts'

/**
 * Releases a static IP address. An instance that has it gets a new public address.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_ReleaseStaticIp.html
 */
export const releaseStaticIp = onResources({
  name: 'ReleaseStaticIp',
  input: staticIpOnly,
  named: { staticIpName: 'StaticIp' },
  authorizedOn: 'resources',
  run(context, { staticIpName = '' }) {
    const { world, region } = context
    const staticIp = world.staticIps.get(region, staticIpName) as StaticIp
    const operation = recordOperation(context, {
      operationType: 'ReleaseStaticIp',
      resourceName: staticIpName,
      resourceType: 'StaticIp',
      location: locationOf(staticIp),
      effect() {
        if (world.staticIps.get(region, staticIpName) !== staticIp) return false
        const instance = staticIp.attachedTo === undefined ? undefined : world.instance(region, staticIp.attachedTo)
        if (instance !== undefined) instance.addressNumber = world.nextAddressNumber()
        world.staticIps.delete(staticIp)
        return true
      },
    })
    return { operations: [operation] }
  },
})
