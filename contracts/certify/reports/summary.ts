import type { Card, Judgement, SituationResult } from '../card.ts'

/** Writes a card in a line: `297 passed, 3 failed, 2 warned in 41 situations`. */
export function totalsOf({ passed, failed, warned, situations }: Card): string {
  const accepted = situations.flatMap(({ judgements }) => judgements.filter((one) => one.accepted === true)).length
  const meant = accepted === 0 ? '' : ` (${accepted} of them accepted)`
  return `${passed} passed${meant}, ${failed} failed, ${warned} warned in ${situations.length} situations`
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
