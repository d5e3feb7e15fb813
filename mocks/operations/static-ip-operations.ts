import type { Instance } from '../world/instance.ts'
import type { Operation } from '../world/operation-log.ts'
import { locationOf } from '../world/resource.ts'
import type { StaticIp } from '../world/static-ips.ts'
import type { OperationContext } from './operation.ts'
import { recordOperation } from './record-operation.ts'

/** Records the two operations of attaching or detaching: one of the static IP address, one of its instance. */
export function recordOnBoth(
  context: OperationContext,
  operationType: 'AttachStaticIp' | 'DetachStaticIp',
  staticIp: StaticIp,
  instance: Instance,
  change: () => void,
): readonly Operation[] {
  const { world } = context
  const areThere = () =>
    world.staticIps.get(staticIp.region, staticIp.name) === staticIp &&
    world.instance(instance.region, instance.name) === instance
  return [
    recordOperation(context, {
      operationType,
      operationDetails: instance.name,
      resourceName: staticIp.name,
      resourceType: 'StaticIp',
      location: locationOf(staticIp),
      effect() {
        if (!areThere()) return false
        change()
        return true
      },
    }),
    recordOperation(context, {
      operationType,
      operationDetails: staticIp.name,
      resourceName: instance.name,
      resourceType: 'Instance',
      location: instance.location,
      effect: areThere,
    }),
  ]
}
