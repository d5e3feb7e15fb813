import { LightsailError } from '../errors/index.ts'
import { staticIpOnly } from '../model/shapes.ts'
import { locationOf } from '../world/resource.ts'
import type { StaticIp } from '../world/static-ips.ts'
import { onResources } from './on-resources.ts'
import { recordOperation } from './record-operation.ts'

/**
 * Releases a static IP address. It must be detached first.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_ReleaseStaticIp.html
 */
export const releaseStaticIp = onResources({
  name: 'ReleaseStaticIp',
  input: staticIpOnly,
  named: { staticIpName: 'StaticIp' },
  changes: true,
  authorizedOn: 'resources',
  run(context, { staticIpName = '' }) {
    const { world, region } = context
    const staticIp = world.staticIps.get(region, staticIpName) as StaticIp
    if (staticIp.attachedTo !== undefined) {
      throw new LightsailError('OperationFailureException', {
        message: `The StaticIp ${staticIpName} is attached to the Instance ${staticIp.attachedTo}. Detach it first.`,
      })
    }
    const operation = recordOperation(context, {
      operationType: 'ReleaseStaticIp',
      resourceName: staticIpName,
      resourceType: 'StaticIp',
      location: locationOf(staticIp),
      effect() {
        if (world.staticIps.get(region, staticIpName) !== staticIp) return false
        world.staticIps.delete(staticIp)
        return true
      },
    })
    return { operations: [operation] }
  },
})
