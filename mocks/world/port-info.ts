import type { Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import { clipped } from '../errors/index.ts'
import { normaliseIpv4, normaliseIpv6 } from './addresses.ts'
import { NONE, type PortRule, PROTOCOLS, type Protocol } from './port-rule.ts'

/** The ports to open, with the members of the service's PortInfo. */
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

const LAST_PORT = 65_535

/**
 * Reads one rule of a request and complains of everything that is wrong with it. Absent address lists stay empty: their
 * meaning depends on the instance (see `openOn`).
 *
 * @returns the rule, or `undefined` if its protocol or its ports are wrong
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PortInfo.html
 */
export function readPortRule(
  info: PortInfo,
  path: string,
  complain: Complain,
  rules: Pick<Rules, 'all-range'>,
): PortRule | undefined {
  const protocol = readProtocol(info.protocol, path, complain)
  const cidrs = readSources(info.cidrs, path, 'cidrs', complain)
  const ipv6Cidrs = readSources(info.ipv6Cidrs, path, 'ipv6Cidrs', complain)
  const cidrListAliases = readSources(info.cidrListAliases, path, 'cidrListAliases', complain)
  if (protocol === undefined) return undefined
  if (protocol === 'icmp' && ipv6Cidrs.length > 0)
    complain(`${path}.ipv6Cidrs`, 'icmp is for IPv4; ICMP for IPv6 is icmpv6')
  if (protocol === 'icmpv6' && cidrs.length > 0) complain(`${path}.cidrs`, 'icmpv6 is for IPv6; ICMP for IPv4 is icmp')
  const fromPort = info.fromPort ?? 0
  // The Go SDK leaves zeros out, so `all` may come with any part of 0-65535 missing.
  const toPort = info.toPort ?? (protocol === 'all' ? LAST_PORT : 0)
  if (!checkPorts({ protocol, fromPort, toPort }, path, complain, rules)) return undefined
  return { protocol, fromPort, toPort, cidrs, ipv6Cidrs, cidrListAliases }
}

function readProtocol(text: string | undefined, path: string, complain: Complain): Protocol | undefined {
  if (text === undefined) {
    complain(`${path}.protocol`, `a protocol is required: one of ${PROTOCOLS.join(', ')}`)
    return undefined
  }
  const lower = text.toLowerCase()
  const found = PROTOCOLS.find((protocol) => protocol === lower)
  if (found !== undefined) return found
  // `all` reads back as "-1", and a reply of GetInstancePortStates can be sent again.
  if (text === '-1') return 'all'
  const hint = lower === 'icmp6' ? '; ICMP for IPv6 is icmpv6' : ''
  complain(`${path}.protocol`, `${quoteShort(text)} is not one of ${PROTOCOLS.join(', ')}${hint}`)
  return undefined
}

function checkPorts(
  { protocol, fromPort: from, toPort: to }: Pick<PortRule, 'protocol' | 'fromPort' | 'toPort'>,
  path: string,
  complain: Complain,
  rules: Pick<Rules, 'all-range'>,
): boolean {
  if (protocol === 'all' && rules['all-range'] === 'whole') {
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
      `${quoteShort(text)} is not an IPv4 address or CIDR block${normaliseIpv6(text) === undefined ? '' : '; IPv6 goes into ipv6Cidrs'}`,
  },
  ipv6Cidrs: {
    normalise: normaliseIpv6,
    problem: (text: string) =>
      `${quoteShort(text)} is not an IPv6 address or CIDR block${normaliseIpv4(text) === undefined ? '' : '; IPv4 goes into cidrs'}`,
  },
  cidrListAliases: {
    normalise: (text: string) => (text === 'lightsail-connect' ? text : undefined),
    problem: (text: string) => `${quoteShort(text)} is not an alias; the only one is lightsail-connect`,
  },
} as const

function readSources(
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

/** Quotes a text. A long one is cut: a message repeats enough of the input to find it, not all of it. */
function quoteShort(text: string): string {
  return JSON.stringify(clipped(text, 64))
}
