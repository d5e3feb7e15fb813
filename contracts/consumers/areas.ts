import ipaddr from 'ipaddr.js'

/** One rule as the service reads it back, for one of its sources. */
export interface Opening {
  /** `tcp`, `udp`, `icmp`, `icmpv6`, or `-1` for every protocol. */
  readonly protocol: string
  readonly from: number
  readonly to: number
  /** A CIDR block, or an alias such as `lightsail-connect`. */
  readonly address: string
}

/**
 * A rectangle of what a firewall lets through: a range of ports from a range of addresses. Only areas of the same space
 * can overlap.
 */
export interface Area {
  /** The protocol and the kind of source: `tcp ipv4`, `udp ipv6`, `tcp lightsail-connect`. */
  readonly space: string
  readonly ports: readonly [low: number, high: number]
  readonly addresses: readonly [low: bigint, high: bigint]
}

const LAST_PORT = 65_535
/** The protocols that `all` stands for; `other` is every protocol that has no name in the API. */
const EVERY_PROTOCOL = ['tcp', 'udp', 'icmp', 'icmpv6', 'other']
/** The aliases that the service knows. `0.0.0.0/0` covers them. */
const ALIASES = ['lightsail-connect']

/** Parsed once: a comparison of many rules asks for the areas of each of them many times. */
const parsed = new WeakMap<Opening, readonly Area[]>()

/** Lists what an opening lets through. Two openings overlap exactly where their areas do. */
export function areasOf(opening: Opening): readonly Area[] {
  const known = parsed.get(opening)
  if (known !== undefined) return known
  const { protocol, from, to, address } = opening
  const sources = sourcesInAddress(address)
  const areas = rangesOf(protocol, from, to).flatMap(({ name, ports }) =>
    sources.map(({ kind, addresses }) => ({ space: `${name} ${kind}`, ports, addresses })),
  )
  parsed.set(opening, areas)
  return areas
}

/** Lists the ports of an opening, whatever its source is. */
export function portAreasOf({ protocol, from, to }: Omit<Opening, 'address'>): Area[] {
  return rangesOf(protocol, from, to).map(({ name, ports }) => ({ space: name, ports, addresses: [0n, 0n] }))
}

/** Takes areas away from others. Nothing is left if the others cover all of it. */
export function subtractAreas(areas: readonly Area[], others: readonly Area[]): Area[] {
  const bySpace = Map.groupBy(others, ({ space }) => space)
  return areas.flatMap((area) =>
    (bySpace.get(area.space) ?? []).reduce<Area[]>(
      (rest, other) => rest.flatMap((piece) => subtractArea(piece, other)),
      [area],
    ),
  )
}

function subtractArea(area: Area, other: Area): Area[] {
  const low = Math.max(area.ports[0], other.ports[0])
  const high = Math.min(area.ports[1], other.ports[1])
  const first = area.addresses[0] > other.addresses[0] ? area.addresses[0] : other.addresses[0]
  const last = area.addresses[1] < other.addresses[1] ? area.addresses[1] : other.addresses[1]
  if (low > high || first > last) return [area]
  const pieces: Area[] = [
    { ...area, ports: [area.ports[0], low - 1] },
    { ...area, ports: [high + 1, area.ports[1]] },
    { ...area, ports: [low, high], addresses: [area.addresses[0], first - 1n] },
    { ...area, ports: [low, high], addresses: [last + 1n, area.addresses[1]] },
  ]
  return pieces.filter(({ ports, addresses }) => ports[0] <= ports[1] && addresses[0] <= addresses[1])
}

interface Range {
  readonly name: string
  readonly ports: readonly [number, number]
}

function rangesOf(protocol: string, from: number, to: number): Range[] {
  if (protocol === 'icmp' || protocol === 'icmpv6') return [{ name: protocol, ports: icmpRange(from, to) }]
  if (protocol !== '-1' && protocol !== 'all') return [{ name: protocol, ports: [from, to] }]
  // Protocols without ports belong to a rule for all protocols only if it is for all ports.
  const isWhole = from <= 0 && to >= LAST_PORT
  const names = isWhole ? EVERY_PROTOCOL : ['tcp', 'udp']
  return names.map((name) => ({ name, ports: [Math.max(0, from), to] }))
}

/** Gives each type of ICMP a range of 256 numbers, one for each code. Type -1 is every type, code -1 every code. */
function icmpRange(type: number, code: number): [number, number] {
  if (type === -1) return [0, LAST_PORT]
  return code === -1 ? [type * 256, type * 256 + 255] : [type * 256 + code, type * 256 + code]
}

interface Source {
  readonly kind: string
  readonly addresses: readonly [bigint, bigint]
}

function sourcesInAddress(address: string): Source[] {
  if (!address.includes('/')) return [{ kind: address, addresses: [0n, 0n] }]
  const [block, prefix] = ipaddr.parseCIDR(address)
  const bytes = block.toByteArray()
  const start = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const size = 1n << BigInt(bytes.length * 8 - prefix)
  const source: Source = { kind: block.kind(), addresses: [start, start + size - 1n] }
  const isAnybody = block.kind() === 'ipv4' && prefix === 0
  return isAnybody ? [source, ...ALIASES.map((kind): Source => ({ kind, addresses: [0n, 0n] }))] : [source]
}
