import { REPOSITORY } from '../../../mocks/runtime/index.ts'
import type { Card, Judgement, SituationResult } from '../card.ts'
import { judgementRules } from '../judgements/index.ts'

/** Sums a card up in a word. */
export function verdictOfCard({ failed, warned }: Pick<Card, 'failed' | 'warned'>): 'passed' | 'warned' | 'failed' {
  if (failed > 0) return 'failed'
  return warned > 0 ? 'warned' : 'passed'
}

/** Writes the verdict first: `failed: 43 of 46 situations passed, 2 failed, 1 warned`. */
export function headlineOf(card: Card): string {
  return `${verdictOfCard(card)}: ${situationCounts(card)}`
}

/** Counts situations: `43 of 46 situations passed, 2 failed, 1 warned`. */
export function situationCounts({ situations }: Card): string {
  const verdicts = situations.map(verdictOf)
  const count = (verdict: string) => verdicts.filter((one) => one === verdict).length
  const others = (['failed', 'warned'] as const).filter((verdict) => count(verdict) > 0)
  const passed = count('passed') + count('accepted')
  return [
    `${passed} of ${situations.length} situations passed`,
    ...others.map((verdict) => `${count(verdict)} ${verdict}`),
  ].join(', ')
}

/** Writes the judgements of a card in a line: `297 judgements passed (1 accepted), 3 failed, 2 warned`. */
export function totalsOf({ passed, failed, warned, situations }: Card): string {
  const accepted = situations.flatMap(({ judgements }) => judgements.filter((one) => one.accepted === true)).length
  const onPurpose = accepted === 0 ? '' : ` (${accepted} accepted)`
  return `${passed} judgements passed${onPurpose}, ${failed} failed, ${warned} warned`
}

/** Writes the circumstances of a card in a line. */
export function circumstancesLine({ made }: Card): string | undefined {
  if (made === undefined) return undefined
  return [
    made.date,
    `lightsail-ports-testkit ${made.version}`,
    `Node ${made.node}`,
    ...(made.client === undefined ? [] : [made.client]),
    `deadline ${made.deadline} ms`,
    ...(made.command === undefined ? [] : [`command: ${made.command}`]),
  ].join(', ')
}

/** Says what to change after a failed judgement, and where to read more. Judgements of other releases have no advice. */
export function adviceOn(judgement: string): { readonly fix: string; readonly page: string } | undefined {
  const rule = judgementRules.find(({ name }) => name === judgement)
  return rule && { fix: rule.fix, page: `${REPOSITORY}/blob/main/docs/certificate/${judgement}.md` }
}

/** Sums a situation up in a word. */
export function verdictOf({ judgements }: SituationResult): 'failed' | 'warned' | 'accepted' | 'passed' {
  if (judgements.some(({ verdict }) => verdict === 'fail')) return 'failed'
  if (judgements.some(({ verdict }) => verdict === 'warn')) return 'warned'
  return judgements.some(({ accepted }) => accepted === true) ? 'accepted' : 'passed'
}

/** Lists the judgements of a situation that did not simply pass. */
export function remarksOf({ judgements }: SituationResult): readonly Judgement[] {
  return judgements.filter(({ verdict, accepted }) => verdict !== 'pass' || accepted === true)
}

/** Finds the word for a judgement on a card. */
export function labelOf({ verdict, accepted }: Judgement): 'fail' | 'warn' | 'accepted' | 'pass' {
  return accepted === true ? 'accepted' : verdict
}

/** The same judgement with the same verdict, in one situation or several. */
export interface RemarkGroup {
  readonly label: ReturnType<typeof labelOf>
  readonly name: string
  readonly situations: readonly string[]
  /** The reason in the first of them. */
  readonly reason: string
}

const ORDER = ['fail', 'warn', 'accepted', 'pass']

/** Groups the remarks of a card by judgement, failures first. */
export function groupRemarks({ situations }: Card): readonly RemarkGroup[] {
  const remarks = situations.flatMap((situation) =>
    remarksOf(situation).map((one) => ({ situation: situation.name, label: labelOf(one), ...one })),
  )
  const groups = Map.groupBy(remarks, ({ label, name }) => `${ORDER.indexOf(label)} ${label} ${name}`)
  return [...groups]
    .toSorted(([left], [right]) => Number(left[0]) - Number(right[0]))
    .flatMap(([, [first, ...others]]) => {
      if (first === undefined) return []
      const { label, name, reason } = first
      return [{ label, name, reason, situations: [first, ...others].map(({ situation }) => situation) }]
    })
}
