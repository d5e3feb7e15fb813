import { uuidOf } from '../runtime/ids.ts'
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

/** The location of a resource, as the service writes it. */
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
  bundleId: string
  ipAddressType: IpAddressType
  readonly createdAt: number
  /** Counts the instances of a world, so that a page of GetInstances can continue after the last one. */
  readonly sequence: number
  /** Numbers its public IPv4 address, which changes when it is stopped and started. */
  addressNumber: number
  /** Numbers its IPv6 address, which changes when IPv6 is disabled and enabled. */
  ipv6Number: number
  /** Default: the default key pair of its Region. */
  readonly keyPairName?: string | undefined
  addOns?: readonly AddOn[]
  state: InstanceState
  /** The moment of its last start, in milliseconds since 1970. */
  runningSince: number
  /** Milliseconds after it was started in which it has no public IPv4 address. */
  addressDelay: number
  /** Milliseconds after it was started in which it refuses changes of its ports. */
  portsDelay: number
  /** `null` if it has no public address yet; `undefined` for one that is derived from its number. */
  publicIpAddress: string | null | undefined
  tags: Readonly<Record<string, string>>
  /** The firewall. Replaced as a whole, never changed in place. */
  rules: readonly PortRule[]
  /** The firewall before the last change, for a stale read. */
  previousRules: readonly PortRule[]
}

/** An add-on of an instance, as the service writes it. */
export interface AddOn {
  readonly name: string
  readonly status: 'Enabled'
  readonly snapshotTimeOfDay?: string
  readonly threshold?: string
  readonly duration?: string
}

/** Replaces the firewall. */
export function setRules(instance: Instance, rules: readonly PortRule[]): void {
  instance.previousRules = instance.rules
  instance.rules = rules
}

/** Returns the instance's ARN. It contains a UUID, not the instance's name. */
export function arnOf(accountId: string, instance: Pick<Instance, 'region' | 'name'>): string {
  const id = uuidOf(`${accountId}/${instance.region}/${instance.name}`)
  return `arn:aws:lightsail:${instance.region}:${accountId}:Instance/${id}`
}
