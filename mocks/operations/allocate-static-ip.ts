import { staticIpOnly } from '../model/shapes.ts'
import { locationOf } from '../world/resource.ts'
import { ipv4Address } from '../world/static-ips.ts'
import { refuseTooManyStaticIps } from './limits.ts'
import { refuseNamesInUse } from './names-in-use.ts'
import { onAccount } from './operation.ts'
import { recordOperation } from './record-operation.ts'

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_AllocateStaticIp.html */
export const allocateStaticIp = onAccount({
  name: 'AllocateStaticIp',
  input: staticIpOnly,
  run(context, { staticIpName: name = '' }) {
    const { world, region } = context
    refuseNamesInUse(context, [name])
    refuseTooManyStaticIps(world, region)
    const operation = recordOperation(context, {
      operationType: 'AllocateStaticIp',
      resourceName: name,
      resourceType: 'StaticIp',
      location: locationOf({ region }),
      effect() {
        if (world.typeOf(region, name) !== undefined) return false
        world.staticIps.add({
          name,
          region,
          createdAt: world.clock.now(),
          sequence: world.nextSequence(),
          tags: {},
          ipAddress: ipv4Address(world.nextAddressNumber()),
          attachedTo: undefined,
        })
        return true
      },
    })
    return { operations: [operation] }
  },
})
