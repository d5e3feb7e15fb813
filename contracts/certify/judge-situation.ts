import type { Card, Judgement, SituationResult } from './card.ts'
import { judgementRules } from './judgements/index.ts'
import type { Context } from './judgements/judgement.ts'
import type { Observed } from './observed.ts'

/** Judges what a consumer did in one situation. */
export function judgeSituation(observed: Observed, context: Context, accepts: readonly string[]): SituationResult {
  const { situation, ended, duration, exchanges } = observed
  const { name, title } = situation
  const judgements = judgementRules.flatMap((rule): Judgement[] => {
    const finding = rule.judge(observed, context)
    if (finding === undefined) return []
    const isAccepted = accepts.includes(rule.name) || accepts.includes(`${name}/${rule.name}`)
    if (!isAccepted || finding.verdict === 'pass') return [{ name: rule.name, ...finding }]
    return [{ name: rule.name, verdict: 'pass', reason: finding.reason, accepted: true }]
  })
  return { name, title, judgements, outcome: ended.how, duration, exchanges, printed: ended.printed }
}

/** Counts the verdicts of all situations. */
export function countVerdicts(results: readonly SituationResult[]): Pick<Card, 'passed' | 'failed' | 'warned'> {
  const verdicts = results.flatMap(({ judgements }) => judgements.map(({ verdict }) => verdict))
  const count = (verdict: Judgement['verdict']) => verdicts.filter((one) => one === verdict).length
  return { passed: count('pass'), failed: count('fail'), warned: count('warn') }
}
