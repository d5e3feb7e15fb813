import { blueprintOf } from '../model/blueprints.ts'
import { uuidOf } from '../runtime/ids.ts'
import { ANY_IPV4, ANY_IPV6 } from '../world/any-address.ts'
import { arnOf, type Instance, STATE_CODES } from '../world/instance.ts'
import type { PortRule } from '../world/port-rule.ts'
import { toPortState } from '../world/port-state.ts'
import type { World } from '../world/world.ts'

/** Writes the state as the service does. */
export function stateOutput({ state }: Instance): { code: number; name: string } {
  return { code: STATE_CODES[state], name: state }
}

/**
 * Writes an instance as the service does. Hardware and traffic are those of the smallest bundle; addresses are of ranges
 * that are reserved for tests and documentation.
 */
export function instanceOutput(world: World, instance: Instance): Record<string, unknown> {
  const { name, username } = blueprintOf(instance.blueprintId)
  return {
    name: instance.name,
    arn: arnOf(world.accountId, instance),
    supportCode: `${world.accountId}/i-${uuidOf(instance.name).replaceAll('-', '').slice(0, 17)}`,
    createdAt: instance.createdAt / 1000,
    location: instance.location,
    resourceType: 'Instance',
    tags: Object.entries(instance.tags).map(([key, value]) => (value === '' ? { key } : { key, value })),
    blueprintId: instance.blueprintId,
    blueprintName: name,
    bundleId: instance.bundleId,
    isStaticIp: false,
    ...addressesOutput(instance),
    ipAddressType: instance.ipAddressType,
    hardware: { cpuCount: 2, disks: [], ramSizeInGb: 0.5 },
    networking: { monthlyTransfer: { gbPerMonthAllocated: 1024 }, ports: instance.rules.map(portOutput) },
    state: stateOutput(instance),
    username,
    sshKeyName: 'LightsailDefaultKeyPair',
  }
}

function addressesOutput({ sequence, ipAddressType }: Instance): Record<string, unknown> {
  const host = sequence + 1
  const [high, low] = [(host >> 8) & 255, host & 255]
  return {
    ...(ipAddressType !== 'ipv6' && {
      privateIpAddress: `172.26.${high}.${low}`,
      publicIpAddress: `198.18.${high}.${low}`,
    }),
    ...(ipAddressType !== 'ipv4' && { ipv6Addresses: [`2001:db8::${host.toString(16)}`] }),
  }
}

function portOutput(rule: PortRule): Record<string, unknown> {
  const { fromPort, toPort, protocol, cidrs, ipv6Cidrs, cidrListAliases } = toPortState(rule)
  return {
    fromPort,
    toPort,
    protocol,
    accessFrom: accessFrom(rule),
    // Observed in lower case, although the model's enum says `Public`.
    accessType: 'public',
    commonName: '',
    accessDirection: 'inbound',
    cidrs,
    ipv6Cidrs,
    cidrListAliases,
  }
}

function accessFrom({ cidrs, ipv6Cidrs }: PortRule): string {
  const anywhere = [cidrs.includes(ANY_IPV4) ? ANY_IPV4 : [], ipv6Cidrs.includes(ANY_IPV6) ? ANY_IPV6 : []].flat()
  return anywhere.length === 0 ? 'Custom' : `Anywhere (${anywhere.join(' and ')})`
}
