import { ANY_IPV4, ANY_IPV6 } from '../../../world/any-address.ts'
import type { InstancePortState } from '../../../world/port-state.ts'

const SERVICES: Readonly<Record<number, string>> = {
  20: 'FTP data',
  21: 'FTP',
  22: 'SSH',
  25: 'SMTP',
  53: 'DNS',
  80: 'HTTP',
  110: 'POP3',
  143: 'IMAP',
  443: 'HTTPS',
  993: 'IMAPS',
  3306: 'MySQL',
  3389: 'RDP',
  5432: 'PostgreSQL',
  6379: 'Redis',
  8080: 'HTTP',
  8443: 'HTTPS',
}

const ICMP: Readonly<Record<string, string>> = {
  'icmp 8 -1': 'ping',
  'icmp 8 0': 'ping',
  'icmp 0 -1': 'replies to ping',
  'icmp 3 -1': 'destination unreachable',
  'icmp -1 -1': 'all ICMP',
  'icmpv6 128 -1': 'ping',
  'icmpv6 128 0': 'ping',
  'icmpv6 -1 -1': 'all ICMPv6',
}

/** The rule of a firewall, as far as its name goes. */
export type NamedRule = Pick<InstancePortState, 'protocol' | 'fromPort' | 'toPort'>

/** Says what a rule is for: `SSH`, `ping`, `everything`. Empty if the numbers say it all. */
export function purposeOf({ protocol, fromPort, toPort }: NamedRule): string {
  if (protocol === '-1') return fromPort === 0 && toPort === 65_535 ? 'everything' : 'all protocols'
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    const known = ICMP[`${protocol} ${fromPort} ${toPort}`]
    return known ?? `type ${fromPort}, ${toPort === -1 ? 'all codes' : `code ${toPort}`}`
  }
  if (fromPort === 0 && toPort === 65_535) return 'all ports'
  return fromPort === toPort ? (SERVICES[fromPort] ?? '') : ''
}

/** Names a source in words. */
export function sourceName(source: string): string {
  if (source === ANY_IPV4 || source === ANY_IPV6) return 'everybody'
  return source === 'lightsail-connect' ? 'lightsail-connect (SSH in the browser)' : source
}

/** Names sources in words; everybody comes once, with the IP version if only one is named. */
export function sourceNames(sources: readonly string[]): readonly string[] {
  const hasIpv4 = sources.includes(ANY_IPV4)
  const hasIpv6 = sources.includes(ANY_IPV6)
  const others = sources.filter((source) => source !== ANY_IPV4 && source !== ANY_IPV6).map(sourceName)
  if (hasIpv4 && hasIpv6) return ['everybody', ...others]
  if (hasIpv4) return ['everybody (IPv4)', ...others]
  return hasIpv6 ? ['everybody (IPv6)', ...others] : others
}

/** `12:00:00.123`, in the time of this machine. */
export function timeName(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`
}

/** `250 ms`, `1.5 s`, `2 min`. */
export function durationName(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(1))} s`
  return `${Number((ms / 60_000).toFixed(1))} min`
}

/** `1 call`, `12 calls`. */
export function countName(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

const CHECKS: Readonly<Record<string, string>> = {
  size: 'the size of the body',
  target: 'what was asked for',
  json: 'the JSON of the body',
  authentication: 'who is calling',
  throttling: 'how often it was asked',
  accountSetup: 'whether the account is set up',
  regionSetup: 'whether the Region is set up',
  input: 'the input',
  authorization: "what the caller's policies allow",
  existence: 'whether there is such an instance',
  state: 'the state of the instance',
  operation: 'the operation itself',
}

/** Says in words which check refused a call. */
export function checkName(check: string): string {
  return CHECKS[check] ?? check
}
