import type { PortRule, Protocol } from './port-rule.ts'

/** A rule as the service reads it back, with the members and their order of the service's InstancePortState. */
export interface InstancePortState {
  readonly fromPort: number
  readonly toPort: number
  /** All protocols read back as `-1`. */
  readonly protocol: Exclude<Protocol, 'all'> | '-1'
  readonly state: 'open'
  readonly cidrs: string[]
  readonly ipv6Cidrs: string[]
  readonly cidrListAliases: string[]
}

/** Writes a rule as GetInstancePortStates reads it back. The lists are copies. */
export function toPortState(rule: PortRule): InstancePortState {
  return {
    fromPort: rule.fromPort,
    toPort: rule.toPort,
    protocol: rule.protocol === 'all' ? '-1' : rule.protocol,
    state: 'open',
    cidrs: [...rule.cidrs],
    ipv6Cidrs: [...rule.ipv6Cidrs],
    cidrListAliases: [...rule.cidrListAliases],
  }
}

/** Names a rule as operations do: `22/tcp`, `8000-8080/tcp`, `8--1/icmp` (type 8, code -1). */
export function describeRule({
  protocol,
  fromPort,
  toPort,
}: Pick<PortRule, 'protocol' | 'fromPort' | 'toPort'>): string {
  const isIcmp = protocol === 'icmp' || protocol === 'icmpv6'
  return fromPort === toPort && !isIcmp ? `${fromPort}/${protocol}` : `${fromPort}-${toPort}/${protocol}`
}
