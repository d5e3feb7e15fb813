import { normaliseIpv4, normaliseIpv6 } from '../world/addresses.ts'
import type { InstancePortState } from '../world/port-state.ts'

const ANYWHERE = ['0.0.0.0/0', '::/0']
const NOTATION = /^(?:all|(\d{1,5})(?:-(\d{1,5}))?\/(?:tcp|udp|all)|-?\d{1,3}:-?\d{1,3}\/icmp(?:v6)?)(?: from (\S.*))?$/

/** An open port. */
interface OpenPort {
  /** `22/tcp`, `8000-8080/udp`, `8:-1/icmp`, `all`. */
  readonly name: string
  /** The same with its addresses, `22/tcp from 203.0.113.7/32`. */
  readonly full: string
  readonly isForAll: boolean
}

function withAddresses(name: string, addresses: readonly string[]): string {
  return `${name} from ${addresses.toSorted().join(', ')}`
}

/** Names a port in the notation of the matchers, which separates ICMP's type and code by a colon. */
function portRangeName({ protocol, fromPort, toPort }: InstancePortState): string {
  if (protocol === '-1') return fromPort === 0 && toPort === 65_535 ? 'all' : `${fromPort}-${toPort}/all`
  if (protocol === 'icmp' || protocol === 'icmpv6') return `${fromPort}:${toPort}/${protocol}`
  return fromPort === toPort ? `${fromPort}/${protocol}` : `${fromPort}-${toPort}/${protocol}`
}

function open(state: InstancePortState): OpenPort {
  const { cidrs, ipv6Cidrs, cidrListAliases } = state
  const name = portRangeName(state)
  const addresses = [...cidrs, ...ipv6Cidrs, ...cidrListAliases]
  return {
    name,
    full: withAddresses(name, addresses),
    isForAll: addresses.every((address) => ANYWHERE.includes(address)),
  }
}

/** Describes an open port; with its addresses if it is not open to everybody. */
export function portText(state: InstancePortState): string {
  const { name, full, isForAll } = open(state)
  return isForAll ? name : full
}

/**
 * Reads ports as people write them, into the form in which they are compared.
 *
 * @throws {TypeError} if one of them is not a port
 */
export function readPorts(ports: unknown): readonly string[] {
  if (!Array.isArray(ports)) throw comparisonProblem(ports, 'is not a list of ports')
  const read = ports.map(readPort)
  const twice = read.find((port, index) => read.indexOf(port) !== index)
  if (twice !== undefined) throw comparisonProblem(twice, 'is listed twice')
  return read.toSorted()
}

function readPort(text: unknown): string {
  const match = typeof text === 'string' ? NOTATION.exec(text) : null
  const [whole = '', from, to, addresses] = match ?? []
  if (match === null || Number(from ?? 0) > 65_535 || Number(to ?? 0) > 65_535)
    throw comparisonProblem(text, 'is not a port')
  const [written = ''] = whole.split(' from ')
  const name = from !== undefined && from === to ? written.replace(/^\d+-/, '') : written
  if (addresses === undefined) return name
  const read = addresses.split(',').map((address) => readAddress(address.trim()))
  return withAddresses(name, read)
}

function readAddress(text: string): string {
  const read = text === 'lightsail-connect' ? text : (normaliseIpv4(text) ?? normaliseIpv6(text))
  if (read === undefined) throw comparisonProblem(text, 'is not an address')
  return read
}

function comparisonProblem(given: unknown, what: string): TypeError {
  return new TypeError(
    `Failed to compare ports: ${JSON.stringify(given)} ${what}. Use a list of texts such as 22/tcp, 8000-8080/udp, 8:-1/icmp, all, or 22/tcp from 203.0.113.7/32.`,
  )
}

/** Describes the open ports for the comparison: with their addresses if the test names addresses for that port. */
export function comparable(states: readonly InstancePortState[], expected: readonly string[]): readonly string[] {
  const named = new Set(expected.filter((one) => one.includes(' from ')).map((one) => one.split(' from ')[0]))
  return states
    .map(open)
    .map(({ name, full }) => (named.has(name) ? full : name))
    .toSorted()
}
