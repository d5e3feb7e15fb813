import fc from 'fast-check'
import { createLightsail, type PortInfo } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { uncoveredSources } from '../../../mocks/world/address-range.ts'
import { diffPorts, findLockOut } from '../../../mocks/world/port-difference.ts'

const portsOf = (...ports: readonly PortInfo[]) =>
  createLightsail({ instances: [{ name: 'web-1', ports }] }).instances.get('web-1').ports
const tcp = (port: number, ...cidrs: readonly string[]): PortInfo => ({
  protocol: 'tcp',
  fromPort: port,
  toPort: port,
  cidrs,
})

describe('the difference of ports', () => {
  test('names what was opened, closed, and opened to others', () => {
    const before = portsOf(tcp(22, '203.0.113.7'), tcp(80), tcp(8080, '10.0.0.0/8'))
    const after = portsOf(tcp(443), tcp(80), tcp(8080, '10.0.0.0/8', '192.0.2.1'))
    expect(diffPorts(before, after)).toMatchObject([
      { kind: 'opened', name: '443/tcp', added: ['0.0.0.0/0', '::/0'], removed: [] },
      { kind: 'changed', name: '8080/tcp', added: ['192.0.2.1/32'], removed: [] },
      { kind: 'closed', name: '22/tcp', added: [], removed: ['203.0.113.7/32'] },
    ])
  })

  test('says nothing of the order of rules and of sources', () => {
    const before = portsOf(tcp(22, '10.0.0.1', '10.0.0.2'), tcp(80))
    const after = portsOf(tcp(80), tcp(22, '10.0.0.2', '10.0.0.1'))
    expect(diffPorts(before, after)).toEqual([])
  })
})

describe('a lock-out', () => {
  test('is total when nobody reaches port 22 any more', () => {
    expect(findLockOut(portsOf(tcp(22, '203.0.113.7')), portsOf(tcp(80)))).toEqual({
      sources: ['203.0.113.7/32'],
      isTotal: true,
    })
  })

  test('names the sources that another rule for port 22 does not let in', () => {
    const before = portsOf(tcp(22, '203.0.113.7', '198.51.100.9'))
    const after = portsOf({ protocol: 'all', cidrs: ['203.0.113.0/24'] })
    expect(findLockOut(before, after)).toEqual({ sources: ['198.51.100.9/32'], isTotal: false })
  })

  test('is none where a range has port 22, or where it was closed before', () => {
    const range = { protocol: 'tcp', fromPort: 20, toPort: 30 }
    expect(findLockOut(portsOf(tcp(22)), portsOf(range))).toBeUndefined()
    expect(findLockOut(portsOf(tcp(80)), portsOf())).toBeUndefined()
  })
})

describe('uncovered sources', () => {
  test.each([
    [['10.0.0.0/24'], ['10.0.0.0/25', '10.0.0.128/25'], []],
    [['10.0.0.0/24'], ['10.0.0.0/25', '10.0.0.129/32'], ['10.0.0.0/24']],
    [['0.0.0.0/0'], ['0.0.0.0/1', '128.0.0.0/1'], []],
    [['0.0.0.0/0', '::/0'], ['::/0'], ['0.0.0.0/0']],
    [['2001:db8::1/128'], ['2001:db8::/32'], []],
    [['::ffff:192.0.2.1/128'], ['::ffff:0:0/96'], []],
    [['2001:db8::/32'], ['255.255.255.255/32', '::/1'], []],
    [['lightsail-connect'], ['10.0.0.0/8'], ['lightsail-connect']],
    [['lightsail-connect'], ['0.0.0.0/0'], []],
  ])('%j beside %j are %j', (sources, by, uncovered) => {
    expect(uncoveredSources(sources, by)).toEqual(uncovered)
  })

  test('are those of which an address is in no block (of four bits, counted one by one)', () => {
    const block = fc.tuple(fc.nat(15), fc.integer({ min: 0, max: 4 })).map(([address, bits]) => {
      const first = (address >> (4 - bits)) << (4 - bits)
      return { text: `10.0.0.${first}/${28 + bits}`, first, size: 1 << (4 - bits) }
    })
    fc.assert(
      fc.property(block, fc.array(block, { maxLength: 6 }), (source, others) => {
        const open = new Set(others.flatMap(({ first, size }) => Array.from({ length: size }, (_, at) => first + at)))
        const isCovered = Array.from({ length: source.size }, (_, at) => source.first + at).every((one) =>
          open.has(one),
        )
        const texts = others.map(({ text }) => text)
        expect(uncoveredSources([source.text], texts)).toEqual(isCovered ? [] : [source.text])
      }),
    )
  })
})
