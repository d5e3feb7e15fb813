import { BlockList } from 'node:net'
import fc from 'fast-check'
import { normaliseIpv4, normaliseIpv6 } from '../../../mocks/world/addresses.ts'
import { ipv4Cidr, ipv6Cidr } from '../../support/arbitraries.ts'
import { fail, target } from '../target.ts'

type Family = 'ipv4' | 'ipv6'

const NORMALISE = { ipv4: normaliseIpv4, ipv6: normaliseIpv6 }

/** The block of a text, by Node's own arithmetic. */
function blockOf(text: string, family: Family): BlockList {
  const [address = '', prefix = family === 'ipv4' ? '32' : '128'] = text.split('/')
  const list = new BlockList()
  list.addSubnet(address, Number(prefix), family)
  return list
}

const given = (family: Family, cidr: fc.Arbitrary<string>, address: fc.Arbitrary<string>) =>
  fc.record({ family: fc.constant(family), cidr, address })

export const addresses = target(
  {
    name: 'addresses',
    title: "a block that was read covers the same addresses as by Node's own arithmetic",
    round: 8000,
    quick: 300,
  },
  fc.oneof(given('ipv4', ipv4Cidr, fc.ipV4()), given('ipv6', ipv6Cidr, fc.ipV6())),
  ({ family, cidr, address }) => {
    const normal = NORMALISE[family](cidr) ?? fail(`${cidr} was refused`)
    if (NORMALISE[family](normal) !== normal) fail(`${normal} is not in its normal form`)
    const [before, after] = [blockOf(cidr, family), blockOf(normal, family)]
    const [own = ''] = cidr.split('/')
    for (const one of [address, own]) {
      if (before.check(one, family) !== after.check(one, family)) fail(`${one} in ${cidr}, as ${normal}`)
    }
  },
)

export const addressTexts = target(
  {
    name: 'address-texts',
    title: 'any text is an address or is refused, and both forms of one address are the same',
    round: 10_000,
    quick: 300,
  },
  fc.oneof(fc.string({ unit: fc.constantFrom(...'0123456789abcdefF.:/%x ') }), fc.string(), ipv4Cidr, ipv6Cidr),
  (text) => {
    for (const normalise of Object.values(NORMALISE)) {
      const once = normalise(text)
      if (once !== undefined && normalise(once) !== once) fail(`${text} -> ${once} -> ${normalise(once)}`)
    }
  },
)
