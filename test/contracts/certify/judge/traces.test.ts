import { describe, expect, test } from 'vitest'
import { judgeObservations } from '../../../../contracts/certify/observe-consumer.ts'
import { ALL_CONSUMERS } from './all-consumers.ts'
import { confusionOf, problemsOf } from './confusion.ts'
import { isRight } from './row.ts'
import { readTraces } from './traces.ts'

test('there are at least 80 consumers, and at least half of them are right', () => {
  const right = ALL_CONSUMERS.filter(isRight)
  expect(ALL_CONSUMERS.length).toBeGreaterThanOrEqual(80)
  expect(2 * right.length).toBeGreaterThanOrEqual(ALL_CONSUMERS.length)
  expect(new Set(ALL_CONSUMERS.map(({ name }) => name)).size).toBe(ALL_CONSUMERS.length)
})

describe('what a consumer did is judged as the table says:', () => {
  test.each(ALL_CONSUMERS)('$name', async (row) => {
    const results = judgeObservations(await readTraces(row.name))
    expect(problemsOf(confusionOf(results, row))).toEqual([])
  })
})
