import { BlockList } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseIpv4, normaliseIpv6 } from '../../../mocks/world/addresses.ts'
import { ipv4Cidr, ipv6Cidr } from '../../support/arbitraries.ts'
import { randomRuns } from '../../support/budget.ts'

const families = [
  { family: 'ipv4', normalise: normaliseIpv4, cidr: ipv4Cidr, bits: 32 },
  { family: 'ipv6', normalise: normaliseIpv6, cidr: ipv6Cidr, bits: 128 },
] as const

describe.each(families)('reading $family', ({ family, normalise, cidr, bits }) => {
  test('normalising never throws, and normalising twice changes nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), cidr, fc.string({ unit: fc.constantFrom(...'0123456789abcdef.:/%x ') })),
        (text) => {
          const once = normalise(text)
          if (once !== undefined) expect(normalise(once)).toBe(once)
        },
      ),
      { numRuns: randomRuns(2000) },
    )
  })

  test("covers the address that it was given, by Node's own arithmetic", () => {
    fc.assert(
      fc.property(cidr, (text) => {
        const [address = '', prefix = String(bits)] = text.split('/')
        const [network = '', length] = normalise(text)?.split('/') ?? []
        expect(length).toBe(prefix)
        const given = new BlockList()
        given.addSubnet(address, Number(prefix), family)
        const read = new BlockList()
        read.addSubnet(network, Number(length), family)
        expect(given.check(network, family)).toBe(true)
        expect(read.check(address, family)).toBe(true)
      }),
      { numRuns: randomRuns(1000) },
    )
  })
})

test.each([
  ['::192.0.2.1', '::c000:201/128'],
  ['::ffff:192.0.2.1', '::ffff:c000:201/128'],
  ['1::192.0.2.1', '1::c000:201/128'],
  ['2001:db8:0:0:0:0:0:1', '2001:db8::1/128'],
  ['2001:DB8::1/32', '2001:db8::/32'],
  ['192.0.2.1', undefined],
  ['xx192.0.2.1', undefined],
])('the IPv6 address %s is read as %s', (text, expected) => {
  expect(normaliseIpv6(text)).toBe(expected)
})

test('five thousand different addresses are read alike, cached or not', () => {
  const read = () => Array.from({ length: 5000 }, (_, index) => normaliseIpv4(`10.${index >> 8}.${index & 255}.9/24`))
  const first = read()
  expect(read()).toEqual(first)
  expect(first[4999]).toBe('10.19.135.0/24')
})
