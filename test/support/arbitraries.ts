import fc from 'fast-check'
import type { PortInfo } from 'lightsail-ports-testkit'

const ipv4Cidr = fc
  .tuple(fc.ipV4(), fc.option(fc.integer({ min: 0, max: 32 }), { nil: undefined }))
  .map(([address, prefix]) => (prefix === undefined ? address : `${address}/${prefix}`))
const ipv6Cidr = fc
  .tuple(fc.ipV6(), fc.option(fc.integer({ min: 0, max: 128 }), { nil: undefined }))
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

export { ipv4Cidr, ipv6Cidr }
