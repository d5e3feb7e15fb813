import { blueprintInfo } from '../model/blueprint-table.ts'
import { blueprintOf } from '../model/blueprints.ts'
import { hardwareOf } from '../model/bundles.ts'
import { uuidOf } from '../runtime/ids.ts'
import { ANY_IPV4, ANY_IPV6 } from '../world/any-address.ts'
import { arnOf, type Instance, STATE_CODES } from '../world/instance.ts'
import { DEFAULT_KEY_PAIR } from '../world/key-pairs.ts'
import type { PortRule } from '../world/port-rule.ts'
import { toPortState } from '../world/port-state.ts'
import type { World } from '../world/world.ts'
import { addressesOutput } from './instance-addresses.ts'
import { tagsOutput } from './tags.ts'

/** Writes the state as the service does. */
export function stateOutput({ state }: Instance): { code: number; name: string } {
  return { code: STATE_CODES[state], name: state }
}

/**
 * Writes an instance as the service does. Addresses are of ranges that are reserved for tests and documentation.
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
    tags: tagsOutput(instance.tags),
    blueprintId: instance.blueprintId,
    blueprintName: blueprintInfo(instance.blueprintId)?.name ?? name,
    bundleId: instance.bundleId,
    ...(instance.addOns !== undefined && { addOns: instance.addOns }),
    ...addressesOutput(world, instance),
    ipAddressType: instance.ipAddressType,
    hardware: hardwareOutput(instance),
    networking: {
      monthlyTransfer: { gbPerMonthAllocated: hardwareOf(instance.bundleId).transferPerMonthInGb },
      ports: instance.rules.map(portOutput),
    },
    state: stateOutput(instance),
    username,
    sshKeyName: instance.keyPairName ?? DEFAULT_KEY_PAIR,
  }
}

function hardwareOutput({ name, bundleId, createdAt }: Instance): Record<string, unknown> {
  const { cpuCount, ramSizeInGb, diskSizeInGb } = hardwareOf(bundleId)
  const disk = {
    createdAt: createdAt / 1000,
    sizeInGb: diskSizeInGb,
    isSystemDisk: true,
    // Three for each GiB and at least 100, as in the AWS CLI's examples.
    iops: Math.max(100, 3 * diskSizeInGb),
    path: '/dev/xvda',
    attachedTo: name,
    attachmentState: 'attached',
  }
  return { cpuCount, disks: [disk], ramSizeInGb }
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
