import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDeeperThan, isTextDeeperThan } from '../../../mocks/protocol/depth.ts'
import { randomRuns } from '../../support/budget.ts'

test('the text of a value is as deep as the value', () => {
  const levels = fc.nat({ max: 4 })
  const value = fc.jsonValue({ maxDepth: 4, stringUnit: fc.constantFrom('{', '[', ']', '"', '\\', 'é') })
  fc.assert(
    fc.property(value, levels, (one, limit) => {
      expect(isTextDeeperThan(JSON.stringify(one), limit)).toBe(isDeeperThan(one, limit))
    }),
    { numRuns: randomRuns(1000) },
  )
})

test('a text that is no JSON has the depth of its brackets, whatever stands between them', () => {
  expect(isTextDeeperThan('[~é~{🙂~', 2)).toBe(false)
  expect(isTextDeeperThan('[~é~{🙂~', 1)).toBe(true)
})
