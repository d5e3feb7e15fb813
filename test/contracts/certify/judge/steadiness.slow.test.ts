import { expect, test } from 'vitest'
import type { SituationResult } from '../../../../contracts/certify/index.ts'
import { judgeObservations } from '../../../../contracts/certify/observe-consumer.ts'
import { ALL_CONSUMERS } from './all-consumers.ts'
import { delayRecording } from './delays.ts'
import { readTraces } from './traces.ts'

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)

/** Lists all verdicts, as `SITUATION/JUDGEMENT: VERDICT`. */
const verdictsOf = (results: readonly SituationResult[]): string[] =>
  results.flatMap(({ name, judgements }) => judgements.map((one) => `${name}/${one.name}: ${one.verdict}`))

test.each(ALL_CONSUMERS)('$name has the same verdicts in 20 recordings with injected delays', async ({ name }) => {
  const recording = await readTraces(name)
  const verdicts = verdictsOf(judgeObservations(recording))
  expect(verdicts.length).toBeGreaterThan(0)
  for (const seed of SEEDS) {
    const delayed = verdictsOf(judgeObservations(delayRecording(recording, seed)))
    expect(
      delayed.filter((verdict) => !verdicts.includes(verdict)),
      `seed ${seed}`,
    ).toEqual([])
    expect(delayed).toHaveLength(verdicts.length)
  }
})
