import { locationOf, resourceArn } from '../world/resource.ts'
import type { StaticIp } from '../world/static-ips.ts'
import type { World } from '../world/world.ts'

/** Writes a static IP address as the service does. */
export function staticIpOutput({ accountId }: World, staticIp: StaticIp): Record<string, unknown> {
  const { name, ipAddress, attachedTo, createdAt } = staticIp
  return {
    name,
    arn: resourceArn(accountId, 'StaticIp', staticIp),
    supportCode: `${accountId}/${ipAddress}`,
    createdAt: createdAt / 1000,
    location: locationOf(staticIp),
    resourceType: 'StaticIp',
    ipAddress,
    ...(attachedTo !== undefined && { attachedTo }),
    isAttached: attachedTo !== undefined,
  }
}
