import { createService, type InstancePortState, type PortInfo } from '../../mocks/server/index.ts'

/** Ports of one protocol that are open from one place. */
export interface Opening {
  readonly protocol: string
  readonly from: number
  readonly to: number
  readonly address: string
}

/** Everything that is open: each protocol and range from each place. */
export function openings(states: readonly InstancePortState[]): Opening[] {
  return states.flatMap(({ protocol, fromPort, toPort, cidrs, ipv6Cidrs, cidrListAliases }) =>
    [...cidrs, ...ipv6Cidrs, ...cidrListAliases].map((address) => ({ protocol, from: fromPort, to: toPort, address })),
  )
}

/** Whether all of an opening is in others together. ICMP has types and codes, and no ranges. */
export function isCovered({ protocol, from, to, address }: Opening, others: readonly Opening[]): boolean {
  const same = others.filter((other) => other.protocol === protocol && other.address === address)
  if (protocol.startsWith('icmp')) return same.some((other) => other.from === from && other.to === to)
  let at = from
  for (const other of same.toSorted((left, right) => left.from - right.from)) {
    if (other.from <= at) at = Math.max(at, other.to + 1)
  }
  return at > to
}

/** `443/tcp from 0.0.0.0/0`. */
export function show({ protocol, from, to, address }: Opening): string {
  const range = protocol.startsWith('icmp') ? `${from}:${to}` : from === to ? `${from}` : `${from}-${to}`
  return `${range}/${protocol === '-1' ? 'all' : protocol} from ${address}`
}

/** What a job opens, as the service reads it back. */
export function openingsOf(
  portInfos: readonly PortInfo[],
  ipAddressType: 'dualstack' | 'ipv4' | 'ipv6' = 'dualstack',
): Opening[] {
  const service = createService({ instances: [{ name: 'job', ipAddressType, ports: portInfos }] })
  return openings(service.instances.get('job').ports)
}

/** What is wrong with the ports after a success: those of the job are open, and nothing else that was closed before. */
export function portsProblem(
  job: readonly Opening[],
  before: readonly InstancePortState[],
  after: readonly InstancePortState[],
): string | undefined {
  const open = openings(after)
  const closed = job.filter((opening) => !isCovered(opening, open))
  if (closed.length > 0) return `${closed.map(show).join(', ')} should be open, and is not`
  const others = open.filter((opening) => !isCovered(opening, [...openings(before), ...job]))
  return others.length > 0 ? `${others.map(show).join(', ')} is open, and nobody asked for that` : undefined
}
