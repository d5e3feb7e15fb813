import type { Card, Judgement, SituationResult } from '../card.ts'
import { labelOf } from './summary.ts'

/** The mark of a judgement on the page. */
export type Mark = ReturnType<typeof labelOf>

/** The look of the marks, the most important first. Their symbols differ, so that colour is never the only sign. */
export const MARKS: Readonly<Record<Mark, { readonly symbol: string; readonly word: string }>> = {
  fail: { symbol: '✗', word: 'failed' },
  warn: { symbol: '!', word: 'warned' },
  accepted: { symbol: '(✓)', word: 'accepted' },
  pass: { symbol: '✓', word: 'passed' },
}
const ORDER = Object.keys(MARKS)

/** A judgement with its place in the page. */
export interface JudgementView extends Judgement {
  readonly mark: Mark
  /** The id of its element. */
  readonly id: string
}

/** A situation with its place in the page. */
export interface SituationView extends SituationResult {
  readonly id: string
  /** The most important first. */
  readonly judgements: readonly JudgementView[]
}

/** Gives each situation of a card an id of its own. */
export function situationViews({ situations }: Card): SituationView[] {
  const ids = fragments(situations)
  return situations.map((situation, index) => {
    const id = `situation-${ids[index]}`
    return { ...situation, id, judgements: judgementViews(situation.judgements, id) }
  })
}

function judgementViews(judgements: readonly Judgement[], situation: string): JudgementView[] {
  const ids = fragments(judgements)
  return judgements
    .map((one, index): JudgementView => ({ ...one, mark: labelOf(one), id: `${situation}/${ids[index]}` }))
    .toSorted((left, right) => ORDER.indexOf(left.mark) - ORDER.indexOf(right.mark))
}

/** Makes parts of a URL's fragment from names, each one different. */
function fragments(named: readonly { readonly name: string }[]): string[] {
  const parts = named.map(({ name }) => name.replace(/[^\w-]+/g, '-'))
  return parts.map((part, index) => (parts.indexOf(part) === index ? part : `${part}.${index}`))
}

/** Writes a duration as `1,234 ms`. */
export function formatMilliseconds(duration: number): string {
  return `${String(Math.round(duration)).replace(/\B(?=(?:\d{3})+$)/g, ',')} ms`
}
