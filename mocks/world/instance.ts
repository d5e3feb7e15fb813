import { blueprintOf } from './blueprints.ts'
import { uuidOf } from './ids.ts'
import type { IpAddressType, PortRule } from './port-rule.ts'

/** The states that an instance can be in, and the codes that stand beside their names (EC2's; assumed for Lightsail). */
export const STATE_CODES = {
  pending: 0,
  starting: 0,
  running: 16,
  stopping: 64,
  stopped: 80,
  terminating: 32,
} as const

/** The state of an instance. Its ports can be changed while it is `running` or `stopped`. */
export type InstanceState = keyof typeof STATE_CODES

/** Where a resource is, as the service writes it. */
export interface ResourceLocation {
  readonly availabilityZone: string
  readonly regionName: string
}

/** An instance as the simulation holds it. */
export interface Instance {
  readonly name: string
  readonly region: string
  readonly location: ResourceLocation
  readonly blueprintId: string
  readonly bundleId: string
  readonly ipAddressType: IpAddressType
  readonly createdAt: number
  /** Counts the instances of a world, so that a page of them can go on where the last one ended. */
  readonly sequence: number
  state: InstanceState
  tags: Readonly<Record<string, string>>
  /** The firewall. Replaced as a whole, never changed in place. */
  rules: readonly PortRule[]
}

/** The instance's ARN: it names a UUID, not the instance's name. */
export function arnOf(accountId: string, instance: Instance): string {
  const id = uuidOf(`${accountId}/${instance.region}/${instance.name}`)
  return `arn:aws:lightsail:${instance.region}:${accountId}:Instance/${id}`
}

/** The members of the service's Instance that do not depend on the firewall. Addresses are
 * of ranges that lead nowhere. */
export function describeInstance(accountId: string, instance: Instance): Record<string, unknown> {
  const { name, username } = blueprintOf(instance.blueprintId)
  const host = instance.sequence + 1
  const [high, low] = [(host >> 8) & 255, host & 255]
  const ipv4 = instance.ipAddressType !== 'ipv6'
  const ipv6 = instance.ipAddressType !== 'ipv4'
  return {
    name: instance.name,
    arn: arnOf(accountId, instance),
    supportCode: `${accountId}/i-${uuidOf(instance.name).replaceAll('-', '').slice(0, 17)}`,
    createdAt: instance.createdAt / 1000,
    location: instance.location,
    resourceType: 'Instance',
    tags: Object.entries(instance.tags).map(([key, value]) => (value === '' ? { key } : { key, value })),
    blueprintId: instance.blueprintId,
    blueprintName: name,
    bundleId: instance.bundleId,
    isStaticIp: false,
    ...(ipv4 && { privateIpAddress: `172.26.${high}.${low}`, publicIpAddress: `198.18.${high}.${low}` }),
    ...(ipv6 && { ipv6Addresses: [`2001:db8::${host.toString(16)}`] }),
    ipAddressType: instance.ipAddressType,
    username,
    sshKeyName: 'LightsailDefaultKeyPair',
  }
}
