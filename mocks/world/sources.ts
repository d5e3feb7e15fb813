import type { Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import { ANY_IPV4, ANY_IPV6 } from './any-address.ts'
import { hasTwins, indexOfRule, NONE, type PortRule, portsKey, type RequestedRule, unite } from './port-rule.ts'

/** One of the two firewalls of an instance: the members of a rule that are its sources. */
interface Firewall {
  readonly everybody: string
  readonly lists: readonly ('cidrs' | 'ipv6Cidrs' | 'cidrListAliases')[]
  /** The rule that decides on everybody beside another source. */
  readonly rule: 'everybody-beside-another' | 'everybody-beside-another-ipv6'
  readonly problem: string
}

const FIREWALLS: readonly Firewall[] = [
  {
    everybody: ANY_IPV4,
    lists: ['cidrs', 'cidrListAliases'],
    rule: 'everybody-beside-another',
    // AWS's own text.
    problem: `You cannot specify a CIDR or a CIDR list alias together with "${ANY_IPV4}". Specifying "${ANY_IPV4}" allows all CIDRs and CIDR list aliases.`,
  },
  {
    everybody: ANY_IPV6,
    lists: ['ipv6Cidrs'],
    rule: 'everybody-beside-another-ipv6',
    problem: `You cannot specify an IPv6 CIDR together with "${ANY_IPV6}". Specifying "${ANY_IPV6}" allows all IPv6 CIDRs.`,
  },
]

const isOpenToEverybody = ({ everybody, lists }: Firewall, rule: PortRule): boolean =>
  lists.some((list) => rule[list].includes(everybody))

/** Finds the first list of a rule that has a source besides everybody. */
const otherSource = ({ everybody, lists }: Firewall, rule: PortRule): Firewall['lists'][number] | undefined =>
  lists.find((list) => rule[list].some((source) => source !== everybody))

/** Complains of everybody beside another source, and of too many sources, in the rules of one protocol and range. */
export function checkSources(requested: readonly RequestedRule[], complain: Complain, rules: Rules): void {
  if (hasTwins(requested.map(({ rule }) => rule))) {
    for (const same of Map.groupBy(requested, ({ rule }) => portsKey(rule)).values()) checkTwins(same, complain, rules)
    return
  }
  // Nearly every request has no twins, and no groups are made for it.
  for (const { path, rule } of requested) {
    for (const firewall of FIREWALLS) {
      if (rules[firewall.rule] === 'refuse' && isOpenToEverybody(firewall, rule))
        complainOfOther(firewall, path, rule, complain)
    }
    checkLimit(rule, path, complain, rules)
  }
}

function checkTwins(same: readonly RequestedRule[], complain: Complain, rules: Rules): void {
  for (const firewall of FIREWALLS) {
    if (rules[firewall.rule] !== 'refuse' || !same.some(({ rule }) => isOpenToEverybody(firewall, rule))) continue
    for (const { path, rule } of same) complainOfOther(firewall, path, rule, complain)
  }
  checkLimit(unite(same.map(({ rule }) => rule)), same.at(-1)?.path, complain, rules)
}

function complainOfOther(firewall: Firewall, path: string, rule: PortRule, complain: Complain): void {
  const list = otherSource(firewall, rule)
  if (list !== undefined) complain(`${path}.${list}`, firewall.problem)
}

/** The most addresses of one IP version that a rule can have. */
const MOST_SOURCES = 60

function checkLimit(merged: PortRule, path: string | undefined, complain: Complain, rules: Rules): void {
  if (rules['source-limit'] === 'none') return
  if (merged.cidrs.length > MOST_SOURCES) complain(`${path}.cidrs`, limitProblem('IPv4'))
  if (merged.ipv6Cidrs.length > MOST_SOURCES) complain(`${path}.ipv6Cidrs`, limitProblem('IPv6'))
}

function limitProblem(version: string): string {
  return `You've either reached or will exceed your maximum limit of ${MOST_SOURCES} ${version} addresses for a firewall rule.`
}

/** Complains of a rule that an Open cannot add to the open ones. */
export function checkOpen(
  requested: readonly RequestedRule[],
  open: readonly PortRule[],
  complain: Complain,
  rules: Rules,
): void {
  for (const one of requested) {
    const present = open[indexOfRule(open, one.rule)]
    if (present === undefined) continue
    for (const firewall of FIREWALLS) checkWidening(firewall, one, present, complain, rules)
    for (const merged of openMore([present], one.rule)) checkLimit(merged, one.path, complain, rules)
  }
}

/** Complains where one of two rules is open to everybody, and the other one is not. */
function checkWidening(
  firewall: Firewall,
  { path, rule }: RequestedRule,
  present: PortRule,
  complain: Complain,
  rules: Rules,
): void {
  const list = otherSource(firewall, rule)
  if (list !== undefined && isOpenToEverybody(firewall, present) && rules['open-on-everybody'] === 'refuse')
    complain(`${path}.${list}`, firewall.problem)
  const isWidened = isOpenToEverybody(firewall, rule) && otherSource(firewall, present) !== undefined
  if (isWidened && rules['open-everybody-on-another'] === 'refuse') complain(path, firewall.problem)
}

/** Adds a rule to the open ones, as Open does: a firewall that is open to everybody has no other source. */
export function openMore(open: readonly PortRule[], added: PortRule): readonly PortRule[] {
  const index = indexOfRule(open, added)
  const present = open[index]
  if (present === undefined) return [...open, onlyEverybody(added)]
  return open.with(index, onlyEverybody(unite([present, added])))
}

/** Removes the other sources of a firewall that is open to everybody. */
function onlyEverybody(rule: PortRule): PortRule {
  let only = rule
  for (const { everybody, lists } of FIREWALLS) {
    const [own] = lists
    if (own === undefined || !only[own].includes(everybody)) continue
    only = { ...only, ...Object.fromEntries(lists.map((list) => [list, list === own ? [everybody] : NONE])) }
  }
  return only
}
