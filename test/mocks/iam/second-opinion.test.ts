import fc from 'fast-check'
import { expect, test } from 'vitest'
import { budget, randomRuns } from '../../support/budget.ts'
import { anyCase, askBoth, DECISIONS } from './second-opinion.ts'

test(
  'the decision is that of another evaluator for thousands of policies',
  async () => {
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        const { decision, error, other } = await askBoth(one)
        seen.set(decision, (seen.get(decision) ?? 0) + 1)
        expect(decision).toBe(other)
        expect(error).toBe(decision === 'allowed' ? undefined : 'AccessDeniedException')
      }),
      { numRuns: randomRuns(3000) },
    )
    // All three come about, or the agreement would say little.
    const rarest = Math.min(...DECISIONS.map((decision) => seen.get(decision) ?? 0))
    expect(rarest).toBeGreaterThanOrEqual(randomRuns(3000) / 100)
  },
  budget(120_000),
)
