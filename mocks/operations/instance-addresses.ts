import type { Instance } from '../world/instance.ts'
import type { World } from '../world/world.ts'

/** The public IPv6 address of an instance, of the range for documentation (RFC 3849). */
export function ipv6AddressOf({ ipv6Number }: Pick<Instance, 'ipv6Number'>): string {
  return `2001:db8::${(ipv6Number + 1).toString(16)}`
}

/** Writes the addresses of an instance as the service does. An IPv6-only instance has a private IPv4 address, too. */
export function addressesOutput(world: World, instance: Instance): Record<string, unknown> {
  const host = instance.sequence + 1
  const publicIpAddress = world.publicIpv4Of(instance)
  return {
    isStaticIp: world.staticIpOf(instance) !== undefined,
    privateIpAddress: `172.26.${(host >> 8) & 255}.${host & 255}`,
    ...(publicIpAddress !== undefined && { publicIpAddress }),
    ...(instance.ipAddressType !== 'ipv4' && { ipv6Addresses: [ipv6AddressOf(instance)] }),
  }
}
