import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRandomLooking } from '../../../mocks/secrets/index.ts'
import { randomRuns } from '../../support/budget.ts'

test('random keys look random', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const key = fc.string({ minLength: 40, maxLength: 60, unit: fc.constantFrom(...letters) })
  let random = 0
  const runs = randomRuns(300)
  fc.assert(
    fc.property(fc.noShrink(key), (text) => {
      if (isRandomLooking(text)) random += 1
    }),
    { numRuns: runs },
  )
  // The library also makes texts of one repeated letter.
  expect(random).toBeGreaterThan(runs * 0.7)
})

test.each([
  'us-east-1',
  'application/x-amz-json-1.1',
  'https://lightsail.us-east-1.amazonaws.com/',
  'lightsail.us-east-1.amazonaws.com',
  'Lightsail_20161128.GetRegions',
  'CreateGUISessionAccessDetails',
  'arn:aws:iam::111122223333:user/user-1',
  'e4b1f2aa-77a1-4da5-b784-000000000002',
  '2026-01-31T12:00:00.000Z',
  '2001:db8:aaaa:bbbb:cccc:dddd:1:2',
  'opaque-token-0001',
  'a sentence with several words and 2026',
])('%s does not look random', (text) => {
  expect(isRandomLooking(text)).toBe(false)
})
