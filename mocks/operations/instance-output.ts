import { ANY_IPV4, ANY_IPV6 } from '../world/addresses.ts'
import { describeInstance, type Instance, STATE_CODES } from '../world/instance.ts'
import type { PortRule } from '../world/port-rule.ts'
import { toPortState } from '../world/port-state.ts'
import type { World } from '../world/world.ts'

/** The state as the service writes it. */
export function stateOutput({ state }: Instance): { code: number; name: string } {
  return { code: STATE_CODES[state], name: state }
}

/** The service's Instance. Hardware and traffic are those of the smallest bundle: they matter to no firewall. */
export function instanceOutput(world: World, instance: Instance): Record<string, unknown> {
  const { username, sshKeyName, ...described } = describeInstance(world.accountId, instance)
  return {
    ...described,
    hardware: { cpuCount: 2, disks: [], ramSizeInGb: 0.5 },
    networking: { monthlyTransfer: { gbPerMonthAllocated: 1024 }, ports: instance.rules.map(portOutput) },
    state: stateOutput(instance),
    username,
    sshKeyName,
  }
}

function portOutput(rule: PortRule): Record<string, unknown> {
  const { fromPort, toPort, protocol, cidrs, ipv6Cidrs, cidrListAliases } = toPortState(rule)
  return {
    fromPort,
    toPort,
    protocol,
    accessFrom: accessFrom(rule),
    // Lower case although the model's enum says `Public`: this is what was seen.
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
