import { ANY_IPV4, ANY_IPV6, normaliseIpv4, normaliseIpv6 } from './addresses.ts'

/** Which IP versions an instance has. */
export type IpAddressType = 'dualstack' | 'ipv4' | 'ipv6'

/** What a request says about the ports to open. The members of the service's PortInfo. */
export interface PortInfo {
  /** First port, or ICMP type. Default 0. */
  readonly fromPort?: number | undefined
  /** Last port, or ICMP code. Default 0. */
  readonly toPort?: number | undefined
  /** `tcp`, `udp`, `icmp`, `icmpv6` or `all`; upper case is accepted. */
  readonly protocol?: string | undefined
  readonly cidrs?: readonly string[] | undefined
  readonly ipv6Cidrs?: readonly string[] | undefined
  readonly cidrListAliases?: readonly string[] | undefined
}

/** A rule as the service reads it back. The members and their order of the service's InstancePortState. */
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

/** A rule of an instance's firewall, in the one form that everything is compared in. */
export interface PortRule {
  readonly protocol: Protocol
  readonly fromPort: number
  readonly toPort: number
  readonly cidrs: readonly string[]
  readonly ipv6Cidrs: readonly string[]
  readonly cidrListAliases: readonly string[]
}

const PROTOCOLS = ['tcp', 'udp', 'icmp', 'icmpv6', 'all'] as const
export type Protocol = (typeof PROTOCOLS)[number]

const NONE: readonly string[] = Object.freeze([])
const LAST_PORT = 65_535

/** Collects what is wrong with an input. `at` is a path such as `portInfos[2].cidrs[0]`. */
export type Complain = (at: string, problem: string) => void

/**
 * Reads one rule of a request and complains of all that is wrong with it. Address lists that are absent stay empty:
 * what they stand for depends on the instance (see `openOn`).
 *
 * @returns the rule, or `undefined` where its protocol or ports are wrong
 */
export function readPortRule(info: PortInfo, path: string, complain: Complain): PortRule | undefined {
  const protocol = readProtocol(info.protocol, path, complain)
  const cidrs = readList(info.cidrs, path, 'cidrs', complain)
  const ipv6Cidrs = readList(info.ipv6Cidrs, path, 'ipv6Cidrs', complain)
  const cidrListAliases = readList(info.cidrListAliases, path, 'cidrListAliases', complain)
  if (protocol === undefined) return undefined
  const fromPort = info.fromPort ?? 0
  // The Go SDK leaves zeros out, so `all` may come with any part of 0-65535 missing.
  const toPort = info.toPort ?? (protocol === 'all' ? LAST_PORT : 0)
  if (!readPorts(protocol, fromPort, toPort, path, complain)) return undefined
  return { protocol, fromPort, toPort, cidrs, ipv6Cidrs, cidrListAliases }
}

function readProtocol(text: string | undefined, path: string, complain: Complain): Protocol | undefined {
  if (text === undefined) {
    complain(`${path}.protocol`, `a protocol is required: one of ${PROTOCOLS.join(', ')}`)
    return undefined
  }
  for (const protocol of PROTOCOLS) if (text === protocol) return protocol
  const lower = text.toLowerCase()
  const found = PROTOCOLS.find((protocol) => protocol === lower)
  if (found !== undefined) return found
  // `all` reads back as "-1", and what is read back can be sent again.
  if (text === '-1') return 'all'
  const hint = lower === 'icmp6' ? '; ICMP for IPv6 is icmpv6' : ''
  complain(`${path}.protocol`, `${quoted(text)} is not one of ${PROTOCOLS.join(', ')}${hint}`)
  return undefined
}

function readPorts(protocol: Protocol, from: number, to: number, path: string, complain: Complain): boolean {
  if (protocol === 'all') {
    if (from === 0 && to === LAST_PORT) return true
    complain(path, `protocol all takes the ports 0 to 65535, or none, not ${from} to ${to}`)
    return false
  }
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    const type = inRange(from, -1, 255, `${path}.fromPort`, 'an ICMP type', complain)
    return inRange(to, -1, 255, `${path}.toPort`, 'an ICMP code', complain) && type
  }
  const first = inRange(from, 0, LAST_PORT, `${path}.fromPort`, 'a port', complain)
  const last = inRange(to, 0, LAST_PORT, `${path}.toPort`, 'a port', complain)
  if (!first || !last) return false
  if (from <= to) return true
  complain(`${path}.toPort`, `the last port ${to} is lower than the first port ${from}`)
  return false
}

function inRange(value: number, min: number, max: number, path: string, what: string, complain: Complain): boolean {
  if (value >= min && value <= max) return true
  complain(path, `${value} is not ${what} from ${min} to ${max}`)
  return false
}

const LISTS = {
  cidrs: {
    normalise: normaliseIpv4,
    problem: (text: string) =>
      `${quoted(text)} is not an IPv4 address or CIDR block${normaliseIpv6(text) === undefined ? '' : '; IPv6 goes into ipv6Cidrs'}`,
  },
  ipv6Cidrs: {
    normalise: normaliseIpv6,
    problem: (text: string) =>
      `${quoted(text)} is not an IPv6 address or CIDR block${normaliseIpv4(text) === undefined ? '' : '; IPv4 goes into cidrs'}`,
  },
  cidrListAliases: {
    normalise: (text: string) => (text === 'lightsail-connect' ? text : undefined),
    problem: (text: string) => `${quoted(text)} is not an alias; the only one is lightsail-connect`,
  },
} as const

function readList(
  list: readonly string[] | undefined,
  path: string,
  member: keyof typeof LISTS,
  complain: Complain,
): readonly string[] {
  if (list === undefined || list.length === 0) return NONE
  const { normalise, problem } = LISTS[member]
  const read: string[] = []
  for (const [index, text] of list.entries()) {
    const value = normalise(text)
    if (value === undefined) complain(`${path}.${member}[${index}]`, problem(text))
    else read.push(value)
  }
  return read.length > 1 ? [...new Set(read)] : read
}

/** Long texts are cut: a message repeats enough of the input to find it, not all of it. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text)
}

/** Whether the rule names no address at all, which stands for everybody. */
function namesNoAddress(rule: PortRule): boolean {
  return rule.cidrs.length === 0 && rule.ipv6Cidrs.length === 0 && rule.cidrListAliases.length === 0
}

/**
 * The rule as it opens on an instance: without addresses it is open to everybody whom the instance's IP versions
 * allow. Complains of addresses of a version that the instance does not have.
 */
export function openOn(type: IpAddressType, rule: PortRule, path: string, complain: Complain): PortRule {
  if (type !== 'dualstack') complainOfVersion(MISSING[type], rule, path, complain)
  if (!namesNoAddress(rule)) return rule
  const { protocol, fromPort, toPort, cidrListAliases } = rule
  return {
    protocol,
    fromPort,
    toPort,
    cidrs: type !== 'ipv6' && protocol !== 'icmpv6' ? [ANY_IPV4] : NONE,
    ipv6Cidrs: type !== 'ipv4' && protocol !== 'icmp' ? [ANY_IPV6] : NONE,
    cidrListAliases,
  }
}

/** What an instance of one IP version cannot have. */
const MISSING = {
  ipv4: { version: 'IPv6', protocol: 'icmpv6', list: 'ipv6Cidrs' },
  ipv6: { version: 'IPv4', protocol: 'icmp', list: 'cidrs' },
} as const

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

/** Rules are the same rule when protocol and range are: this number is then the same, and otherwise not. */
function keyOf({ protocol, fromPort, toPort }: PortRule): number {
  return (PROTOCOLS.indexOf(protocol) * 0x2_0000 + fromPort + 1) * 0x2_0000 + toPort + 1
}

/**
 * Adds rules to rules, in order: those of one protocol and range become one that is open to the addresses of both.
 *
 * @example
 * mergeRules([], rules) // what a Put of `rules` leaves
 * mergeRules(open, [rule]) // what an Open of `rule` leaves
 */
export function mergeRules(present: readonly PortRule[], added: readonly PortRule[]): readonly PortRule[] {
  const rules = present.length === 0 ? added : [...present, ...added]
  const same = Map.groupBy(rules, keyOf)
  // Nearly always no two are the same.
  return same.size === rules.length ? rules : Array.from(same.values(), unite)
}

/** How Close treats addresses: it removes the ones that it names, or the whole rule whatever it names. */
export type CloseBy = 'addresses' | 'rule'

/**
 * Takes a rule away: the addresses that it names, and the rule itself with its last address; without addresses the
 * whole rule. A rule that is not open changes nothing.
 */
export function withoutRule(present: readonly PortRule[], closed: PortRule, by: CloseBy): readonly PortRule[] {
  const key = keyOf(closed)
  const whole = by === 'rule' || namesNoAddress(closed)
  return present.flatMap((rule) => {
    if (keyOf(rule) !== key) return [rule]
    if (whole) return []
    const rest = subtract(rule, closed)
    return namesNoAddress(rest) ? [] : [rest]
  })
}

/** One rule that is open to the addresses of all. */
function unite(rules: readonly PortRule[]): PortRule {
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

/** What the service writes for the protocol: `all` reads back as `-1`. */
export function readBackProtocol(protocol: Protocol): InstancePortState['protocol'] {
  return protocol === 'all' ? '-1' : protocol
}

/** The rule as GetInstancePortStates reads it back. The lists are copies. */
export function toPortState(rule: PortRule): InstancePortState {
  return {
    fromPort: rule.fromPort,
    toPort: rule.toPort,
    protocol: readBackProtocol(rule.protocol),
    state: 'open',
    cidrs: [...rule.cidrs],
    ipv6Cidrs: [...rule.ipv6Cidrs],
    cidrListAliases: [...rule.cidrListAliases],
  }
}

/** `22/tcp`, `8000-8080/tcp`, `8:-1/icmp` (type and code): how operations name a rule. */
export function describeRule({ protocol, fromPort, toPort }: PortRule): string {
  if (protocol === 'icmp' || protocol === 'icmpv6') return `${fromPort}:${toPort}/${protocol}`
  return fromPort === toPort ? `${fromPort}/${protocol}` : `${fromPort}-${toPort}/${protocol}`
}
