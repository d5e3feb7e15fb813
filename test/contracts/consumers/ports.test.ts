import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Opening } from '../../../contracts/consumers/areas.ts'
import { comparePorts, describeChange, isGain, isLoss } from '../../../contracts/consumers/port-changes.ts'
import { isCovered, isSameAccess } from '../../../contracts/consumers/ports.ts'
import { randomRuns } from '../../support/budget.ts'

/** Reads `22/tcp 203.0.113.7/32`, `8000-8010/udp ::/0`, `all 0.0.0.0/0`. */
function opening(text: string): Opening {
  const [rule = '', address = ''] = text.split(' ')
  if (rule === 'all') return { protocol: '-1', from: 0, to: 65_535, address }
  const [, from = '', to = from, protocol = ''] = /^(-?\d+)(?:[-:](-?\d+))?\/(\w+)$/.exec(rule) ?? []
  return { protocol, from: Number(from), to: Number(to), address }
}

const openings = (...texts: string[]): Opening[] => texts.map(opening)

describe('an opening', () => {
  test.each([
    ['22/tcp 203.0.113.7/32', ['22/tcp 0.0.0.0/0']],
    ['22/tcp 203.0.113.7/32', ['20-30/tcp 203.0.113.0/24']],
    ['22/tcp 203.0.113.7/32', ['all 0.0.0.0/0']],
    ['22/tcp lightsail-connect', ['22/tcp 0.0.0.0/0']],
    ['22/tcp lightsail-connect', ['all 0.0.0.0/0']],
    ['20-30/tcp 0.0.0.0/0', ['20-25/tcp 0.0.0.0/0', '26-30/tcp 0.0.0.0/0']],
    ['22/tcp 0.0.0.0/0', ['22/tcp 0.0.0.0/1', '22/tcp 128.0.0.0/1', '22/tcp lightsail-connect']],
    ['8:0/icmp 0.0.0.0/0', ['8:-1/icmp 0.0.0.0/0']],
    ['8:-1/icmp 0.0.0.0/0', ['-1:-1/icmp 0.0.0.0/0']],
    ['128:0/icmpv6 2001:db8::/64', ['all ::/0']],
  ])('%s is covered by %j', (one, others) => {
    expect(isCovered(opening(one), openings(...others))).toBe(true)
  })

  test.each([
    ['22/tcp 0.0.0.0/0', ['22/tcp 203.0.113.7/32']],
    ['22/tcp 0.0.0.0/0', ['22/udp 0.0.0.0/0']],
    ['22/tcp ::/0', ['22/tcp 0.0.0.0/0']],
    ['22/tcp lightsail-connect', ['22/tcp 203.0.113.7/32', '22/tcp ::/0']],
    ['20-30/tcp 0.0.0.0/0', ['20-25/tcp 0.0.0.0/0', '27-30/tcp 0.0.0.0/0']],
    ['-1:-1/icmp 0.0.0.0/0', ['8:-1/icmp 0.0.0.0/0']],
    ['all 0.0.0.0/0', ['0-65535/tcp 0.0.0.0/0', '0-65535/udp 0.0.0.0/0']],
  ])('%s is not covered by %j', (one, others) => {
    expect(isCovered(opening(one), openings(...others))).toBe(false)
  })
})

describe('a change', () => {
  test.each([
    [
      ['22/tcp 203.0.113.7/32'],
      ['22/tcp 0.0.0.0/0', '22/tcp ::/0'],
      'widened 22/tcp from 203.0.113.7/32 to everybody (0.0.0.0/0, ::/0)',
    ],
    [
      ['22/tcp lightsail-connect'],
      ['22/tcp 0.0.0.0/0'],
      'widened 22/tcp from lightsail-connect to everybody (0.0.0.0/0)',
    ],
    [
      ['22/tcp 0.0.0.0/0', '22/tcp ::/0'],
      ['22/tcp 203.0.113.7/32'],
      'narrowed 22/tcp from everybody (0.0.0.0/0, ::/0) to 203.0.113.7/32',
    ],
    [['22/tcp 203.0.113.7/32'], ['22/tcp 198.51.100.9/32'], 'moved 22/tcp from 203.0.113.7/32 to 198.51.100.9/32'],
    [['22/tcp 203.0.113.7/32'], [], 'closed 22/tcp, which was open to 203.0.113.7/32'],
    [[], ['all 0.0.0.0/0'], 'opened all to everybody (0.0.0.0/0)'],
    [
      ['20-30/tcp 0.0.0.0/0'],
      ['22/tcp 0.0.0.0/0'],
      'narrowed 20-30/tcp from everybody (0.0.0.0/0) to everybody (0.0.0.0/0) on 22/tcp',
    ],
  ])('from %j to %j is described with both sides', (before, after, text) => {
    expect(comparePorts(openings(...before), openings(...after)).map(describeChange)).toEqual([text])
  })

  test('that was asked for is no change', () => {
    const asked = openings('80/tcp 0.0.0.0/0')
    expect(comparePorts(openings('22/tcp ::/0'), openings('22/tcp ::/0', '80/tcp 0.0.0.0/0'), asked)).toEqual([])
  })

  test.each([
    [
      ['all 203.0.113.7/32'],
      ['80/tcp 0.0.0.0/0'],
      ['closed all, which was open to 203.0.113.7/32 (80/tcp is open still)'],
    ],
    [['all 203.0.113.7/32'], ['all 0.0.0.0/0'], ['widened all from 203.0.113.7/32 to everybody (0.0.0.0/0)']],
    [
      ['1-1024/tcp 0.0.0.0/0'],
      ['80/tcp 0.0.0.0/0', '22/tcp 203.0.113.7/32'],
      [
        'narrowed 1-1024/tcp from everybody (0.0.0.0/0) to everybody (0.0.0.0/0) on 80/tcp and 203.0.113.7/32 on 22/tcp',
      ],
    ],
  ])('from %j to %j is told from what was asked for beside it', (before, after, texts) => {
    const asked = openings('80/tcp 0.0.0.0/0')
    expect(comparePorts(openings(...before), openings(...after), asked).map(describeChange)).toEqual(texts)
  })

  test('is a loss exactly if something is no longer covered, and a gain exactly if something is new', () => {
    const rule = fc.record({
      protocol: fc.constantFrom('tcp', 'udp', '-1'),
      from: fc.integer({ min: 0, max: 6 }),
      length: fc.integer({ min: 0, max: 3 }),
      address: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '::/0', 'lightsail-connect'),
    })
    const any = fc.array(
      rule.map(({ length, ...one }): Opening => ({ ...one, to: one.from + length })),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(any, any, (before, after) => {
        const changes = comparePorts(before, after)
        const isLost = before.some((one) => !isCovered(one, after))
        const isNew = after.some((one) => !isCovered(one, before))
        expect(changes.some(isLoss)).toBe(isLost)
        expect(changes.some(isGain)).toBe(isNew)
        expect(isSameAccess(before, after)).toBe(!isLost && !isNew)
      }),
      { numRuns: randomRuns(1000) },
    )
  })
})
