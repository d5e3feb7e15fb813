import type { SituationResult } from './card.ts'
import type { Observed } from './observed.ts'

/** Milliseconds that timers may be late. More disturbs consumers whose time-outs are of about a second. */
const CALM = 250
/** A disturbed situation is run so many times more. */
const MORE_RUNS = 3
/** No more situations than this are run again. */
const MOST = 8
/** The judgements that a time-out of the consumer can change. */
const BY_TIME = ['terminates', 'reports-success', 'same-by-either-status', 'retries-what-helps', 'retries-nothing-else']

/**
 * Runs situations again, one by one, in which the machine was too busy for a verdict: something is wrong there, and
 * timers were late. Of all runs of a situation the best is kept: a mistake of the consumer shows in each of them.
 */
export async function runDisturbedAgain(
  runs: Map<string, Observed>,
  observe: (observed: Observed) => Promise<Observed>,
  judge: (runs: readonly Observed[]) => readonly SituationResult[],
): Promise<void> {
  const scoreOf = (name: string): number => {
    const result = judge([...runs.values()]).find((one) => one.name === name)
    return badnessOf(result)
  }
  const disturbed = judge([...runs.values()])
    .filter(({ judgements }) => judgements.some(({ name, verdict }) => verdict === 'fail' && BY_TIME.includes(name)))
    .flatMap(({ name }) => runs.get(name) ?? [])
    .filter(({ worstLag }) => worstLag > CALM)
    .slice(0, MOST)
  for (const observed of disturbed) {
    const { name } = observed.situation
    let [best, bestScore] = [observed, scoreOf(name)]
    for (let run = 1; run <= MORE_RUNS && bestScore > 0 && best.worstLag > CALM; run++) {
      const again = await observe(best)
      runs.set(name, again)
      const score = scoreOf(name)
      if (again.worstLag <= CALM || score <= bestScore) [best, bestScore] = [again, score]
    }
    runs.set(name, best)
  }
}

/** Weighs the verdicts of a situation: failures first. */
function badnessOf(result: SituationResult | undefined): number {
  const count = (verdict: string) => result?.judgements.filter((one) => one.verdict === verdict).length ?? 0
  return count('fail') * 100 + count('warn')
}
