import fc from 'fast-check'
import type { PortInfo } from 'lightsail-ports-testkit'

const ipv4Cidr = fc
  .tuple(fc.ipV4(), fc.option(fc.integer({ min: 1, max: 32 }), { nil: undefined }))
  .map(([address, prefix]) => (prefix === undefined ? address : `${address}/${prefix}`))
const ipv6Cidr = fc
  .tuple(fc.ipV6(), fc.option(fc.integer({ min: 1, max: 128 }), { nil: undefined }))
  .map(([address, prefix]) => (prefix === undefined ? address : `${address}/${prefix}`))

const few = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { maxLength: 3 })
const range = (min: number, max: number): fc.Arbitrary<[number, number]> =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => [Math.min(a, b), Math.max(a, b)])
// Few different ports, so that rules of the same range come together often.
const port = fc.oneof(fc.constantFrom(22, 80, 443), fc.integer({ min: 0, max: 65_535 }))

const ports = fc.oneof(
  fc.tuple(
    fc.constantFrom('tcp', 'udp', 'TCP'),
    fc.oneof(
      port.map((one) => [one, one]),
      range(0, 65_535),
    ),
  ),
  fc.tuple(fc.constantFrom('icmp', 'icmpv6'), fc.constantFrom([-1, -1], [8, -1], [128, 0], [255, 255])),
  fc.tuple(fc.constantFrom('all', '-1'), fc.constantFrom([0, 65_535])),
)

/** A rule that a dual-stack instance takes. */
export const validPortInfo: fc.Arbitrary<PortInfo> = fc
  .record({ ports, cidrs: few(ipv4Cidr), ipv6Cidrs: few(ipv6Cidr), alias: fc.boolean(), lists: fc.boolean() })
  .map(({ ports: [protocol, [fromPort, toPort]], cidrs, ipv6Cidrs, alias, lists }) => ({
    protocol,
    fromPort,
    toPort,
    ...(lists && {
      cidrs: protocol === 'icmpv6' ? [] : cidrs,
      ipv6Cidrs: protocol === 'icmp' ? [] : ipv6Cidrs,
      cidrListAliases: alias ? ['lightsail-connect'] : [],
    }),
  }))

/** The sources of one rule in the IPv4 and the IPv6 firewall: everybody (true), or others (false). */
type Sources = readonly [ipv4: boolean | undefined, ipv6: boolean | undefined]

function sourcesOf({ protocol = '', cidrs = [], ipv6Cidrs = [], cidrListAliases = [] }: PortInfo): Sources {
  const isForAll = cidrs.length + ipv6Cidrs.length + cidrListAliases.length === 0
  if (isForAll) return [protocol === 'icmpv6' ? undefined : true, protocol === 'icmp' ? undefined : true]
  return [cidrs.length + cidrListAliases.length > 0 ? false : undefined, ipv6Cidrs.length > 0 ? false : undefined]
}

/** Rules that a dual-stack instance takes together: no rule is open to everybody beside another source. */
export const validPortInfos: fc.Arbitrary<PortInfo[]> = fc.array(validPortInfo, { maxLength: 5 }).map((infos) => {
  const seen = new Map<string, Sources>()
  return infos.filter((info) => {
    const key = `${info.protocol?.toLowerCase().replace('all', '-1')} ${info.fromPort} ${info.toPort}`
    const [ipv4, ipv6] = seen.get(key) ?? []
    const [own4, own6] = sourcesOf(info)
    const differs = (one: boolean | undefined, other: boolean | undefined) =>
      one !== undefined && other !== undefined && one !== other
    if (differs(ipv4, own4) || differs(ipv6, own6)) return false
    seen.set(key, [ipv4 ?? own4, ipv6 ?? own6])
    return true
  })
})

export { ipv4Cidr, ipv6Cidr }
