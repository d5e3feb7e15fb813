import type { Card, Judgement, SituationResult } from './card.ts'
import { findCause } from './cause.ts'
import { judgementRules } from './judgements/index.ts'
import type { Context } from './judgements/judgement.ts'
import type { Observed } from './observed.ts'

/** The name of the judgement that tells a mistake from which everything else follows. */
const FIRST_RULE = 'sends-a-request'

/** A secret that is printed is told in any case. */
const LEAKS = 'no-secret'

/** Judges what a consumer did in all situations. */
export function judgeAll(
  runs: readonly Observed[],
  context: Omit<Context, 'in' | 'all'>,
  accepts: readonly string[],
): readonly SituationResult[] {
  const byName = new Map(runs.map((observed) => [observed.situation.name, observed]))
  const causes = new Map(runs.filter(isConcerned).map((observed) => [observed, findCause(observed)]))
  // A run with such a mistake says nothing about another run either.
  const sound = runs.filter((observed) => causes.get(observed) === undefined && isConcerned(observed))
  const whole: Context = { ...context, in: (name) => sound.find((one) => one === byName.get(name)), all: sound }
  const said = new Set<string>()
  return runs.map((observed) => {
    const cause = causes.get(observed)
    if (cause === undefined) return resultOf(observed, sound.includes(observed) ? judge(observed, whole, accepts) : [])
    const isNew = !said.has(cause)
    said.add(cause)
    const skipped = context.skipped === 0 ? '' : `. The other ${context.skipped} situations were not run`
    const judgement: Judgement = { name: FIRST_RULE, verdict: 'fail', reason: `${cause}${skipped}` }
    const leaks = judge(observed, whole, accepts).filter(({ name, verdict }) => name === LEAKS && verdict === 'fail')
    return resultOf(observed, [...(isNew ? accepted([judgement], observed, accepts) : []), ...leaks])
  })
}

/** Tells whether a situation is about the consumer: one about session tokens is about those that send one. */
function isConcerned({ situation, claims }: Observed): boolean {
  return situation.hasToken !== true || claims.some(({ hasToken }) => hasToken)
}

function judge(observed: Observed, context: Context, accepts: readonly string[]): readonly Judgement[] {
  const judgements = judgementRules.flatMap((rule): Judgement[] => {
    const finding = rule.judge(observed, context)
    return finding === undefined ? [] : [{ name: rule.name, ...finding }]
  })
  return accepted(judgements, observed, accepts)
}

function accepted(
  judgements: readonly Judgement[],
  { situation }: Observed,
  accepts: readonly string[],
): readonly Judgement[] {
  return judgements.map((one): Judgement => {
    const isAccepted = accepts.includes(one.name) || accepts.includes(`${situation.name}/${one.name}`)
    return isAccepted && one.verdict !== 'pass' ? { ...one, verdict: 'pass', accepted: true } : one
  })
}

function resultOf(
  { situation: { name, title }, ended, duration, exchanges }: Observed,
  judgements: readonly Judgement[],
): SituationResult {
  return { name, title, judgements, outcome: ended.how, duration, exchanges, printed: ended.printed }
}

/** Counts the verdicts of all situations. */
export function countVerdicts(results: readonly SituationResult[]): Pick<Card, 'passed' | 'failed' | 'warned'> {
  const verdicts = results.flatMap(({ judgements }) => judgements.map(({ verdict }) => verdict))
  const count = (verdict: Judgement['verdict']) => verdicts.filter((one) => one === verdict).length
  return { passed: count('pass'), failed: count('fail'), warned: count('warn') }
}
