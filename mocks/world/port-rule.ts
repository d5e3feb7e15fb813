import type { Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import { ANY_IPV4, ANY_IPV6 } from './any-address.ts'

/** The IP versions that an instance has. */
export type IpAddressType = 'dualstack' | 'ipv4' | 'ipv6'

/** A rule of an instance's firewall, in the one form that everything is compared in. */
export interface PortRule {
  readonly protocol: Protocol
  readonly fromPort: number
  readonly toPort: number
  readonly cidrs: readonly string[]
  readonly ipv6Cidrs: readonly string[]
  readonly cidrListAliases: readonly string[]
}

/** A rule of a request or of a world, with its path there. */
export interface RequestedRule {
  readonly path: string
  readonly rule: PortRule
}

export const PROTOCOLS = ['tcp', 'udp', 'icmp', 'icmpv6', 'all'] as const
export type Protocol = (typeof PROTOCOLS)[number]

/** Tells whether the rule names no address at all, which means everybody. */
function namesNoAddress(rule: PortRule): boolean {
  return rule.cidrs.length === 0 && rule.ipv6Cidrs.length === 0 && rule.cidrListAliases.length === 0
}

/** The empty address list. */
export const NONE: readonly string[] = Object.freeze([])

/**
 * Resolves a rule for an instance: without addresses it is open to everybody, in the IP versions that the instance has.
 * Complains of addresses of a version that the instance does not have.
 *
 * @returns the rule, or `undefined` if the rule `ip-versions` ignores it
 */
export function openOn(
  type: IpAddressType,
  rule: PortRule,
  path: string,
  complain: Complain,
  rules: Rules,
): PortRule | undefined {
  if (type !== 'dualstack') {
    if (rules['ip-versions'] === 'ignore') return withoutVersion(MISSING[type], type, rule)
    complainOfVersion(MISSING[type], rule, path, complain)
  }
  return namesNoAddress(rule) ? openToEverybody(type, rule, rules['default-ipv6']) : rule
}

function openToEverybody(type: IpAddressType, rule: PortRule, ipv6: Rules['default-ipv6']): PortRule {
  const { protocol, fromPort, toPort, cidrListAliases } = rule
  const hasIpv6 = type === 'ipv6' || protocol === 'icmpv6' || (type === 'dualstack' && ipv6 === 'both')
  return {
    protocol,
    fromPort,
    toPort,
    cidrs: type !== 'ipv6' && protocol !== 'icmpv6' ? [ANY_IPV4] : NONE,
    ipv6Cidrs: hasIpv6 && protocol !== 'icmp' ? [ANY_IPV6] : NONE,
    cidrListAliases,
  }
}

/** The members of a rule that an instance with one IP version cannot have. */
const MISSING = {
  ipv4: { version: 'IPv6', protocol: 'icmpv6', list: 'ipv6Cidrs' },
  ipv6: { version: 'IPv4', protocol: 'icmp', list: 'cidrs' },
} as const

/** Leaves out the addresses of a version that the instance does not have, and rules that have no other addresses. */
function withoutVersion(
  { protocol, list }: (typeof MISSING)[keyof typeof MISSING],
  type: IpAddressType,
  rule: PortRule,
): PortRule | undefined {
  if (rule.protocol === protocol) return undefined
  if (namesNoAddress(rule)) return openToEverybody(type, rule, 'both')
  const rest: PortRule = { ...rule, [list]: NONE }
  return namesNoAddress(rest) ? undefined : rest
}

function complainOfVersion(
  { version, protocol, list }: (typeof MISSING)[keyof typeof MISSING],
  rule: PortRule,
  path: string,
  complain: Complain,
): void {
  if (rule.protocol === protocol) {
    complain(`${path}.protocol`, `${protocol} needs an ${version} address, which the instance does not have`)
  }
  if (rule[list].length > 0) complain(`${path}.${list}`, `the instance has no ${version} address`)
}

/** Returns a number that is equal for two rules exactly if their protocols and ranges are. */
export function portsKey({ protocol, fromPort, toPort }: PortRule): number {
  return (PROTOCOLS.indexOf(protocol) * 0x2_0000 + fromPort + 1) * 0x2_0000 + toPort + 1
}

/**
 * Finds the rule of the same protocol and range. It compares members in a plain loop, without keys or functions: an
 * instance may have thousands of rules, and they may be opened one by one.
 */
export function indexOfRule(rules: readonly PortRule[], { protocol, fromPort, toPort }: PortRule): number {
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index]
    if (rule?.fromPort === fromPort && rule.toPort === toPort && rule.protocol === protocol) return index
  }
  return -1
}

/** So many rules are compared with each other: for a few that takes a tenth of the time of grouping them. */
const FEW = 8

/** Tells whether two rules have the same protocol and range. Nearly always no two have. */
export function hasTwins(rules: readonly PortRule[]): boolean {
  if (rules.length > FEW) return new Set(rules.map(portsKey)).size < rules.length
  for (let index = 1; index < rules.length; index++) {
    const rule = rules[index]
    if (rule !== undefined && indexOfRule(rules, rule) < index) return true
  }
  return false
}

/**
 * Adds rules to rules, in order: those of one protocol and range become one that is open to the addresses of both.
 *
 * @example
 * mergeRules([], rules) // what a Put of `rules` leaves
 */
export function mergeRules(present: readonly PortRule[], added: readonly PortRule[]): readonly PortRule[] {
  const rules = present.length === 0 ? added : [...present, ...added]
  return hasTwins(rules) ? Array.from(Map.groupBy(rules, portsKey).values(), unite) : rules
}

/**
 * Takes a rule away: the addresses that it names, and the rule itself with its last address; without addresses the
 * whole rule. A rule that is not open changes nothing.
 */
export function withoutRule(
  present: readonly PortRule[],
  closed: PortRule,
  by: Rules['close-by'],
): readonly PortRule[] {
  const index = indexOfRule(present, closed)
  const rule = present[index]
  if (rule === undefined) return present
  const rest = by === 'rule' || namesNoAddress(closed) ? undefined : subtract(rule, closed)
  return rest === undefined || namesNoAddress(rest) ? present.toSpliced(index, 1) : present.with(index, rest)
}

/** Makes one rule that is open to the addresses of all rules. */
export function unite(rules: readonly PortRule[]): PortRule {
  const [first, ...others] = rules
  if (first === undefined || others.length === 0) return first as PortRule
  const union = (list: (rule: PortRule) => readonly string[]) => [...new Set(rules.flatMap(list))]
  return {
    ...first,
    cidrs: union((rule) => rule.cidrs),
    ipv6Cidrs: union((rule) => rule.ipv6Cidrs),
    cidrListAliases: union((rule) => rule.cidrListAliases),
  }
}

function subtract(rule: PortRule, closed: PortRule): PortRule {
  const difference = (left: readonly string[], right: readonly string[]) => {
    const gone = new Set(right)
    return left.filter((text) => !gone.has(text))
  }
  return {
    ...rule,
    cidrs: difference(rule.cidrs, closed.cidrs),
    ipv6Cidrs: difference(rule.ipv6Cidrs, closed.ipv6Cidrs),
    cidrListAliases: difference(rule.cidrListAliases, closed.cidrListAliases),
  }
}

/** Tells whether two firewalls have the same rules in the same order. */
export function isSameFirewall(left: readonly PortRule[], right: readonly PortRule[]): boolean {
  return left.length === right.length && left.every((rule, index) => isSameRule(rule, right[index]))
}

function isSameRule(left: PortRule, right: PortRule | undefined): boolean {
  // Nearly all rules of an instance stay when one is opened or closed.
  if (left === right) return true
  if (right === undefined || portsKey(left) !== portsKey(right)) return false
  return (
    isSameList(left.cidrs, right.cidrs) &&
    isSameList(left.ipv6Cidrs, right.ipv6Cidrs) &&
    isSameList(left.cidrListAliases, right.cidrListAliases)
  )
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index])
}
