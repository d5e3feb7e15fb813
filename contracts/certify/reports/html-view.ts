import type { Card, Judgement, SituationResult } from '../card.ts'
import { labelOf } from './summary.ts'

/** What a judgement is shown as. */
export type Mark = ReturnType<typeof labelOf>

/** How the marks look, from what matters most. Symbols differ, so that none is told by its colour alone. */
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
  /** The fragment that leads to it. */
  readonly id: string
}

/** A situation with its place in the page. */
export interface SituationView extends SituationResult {
  readonly id: string
  /** From what matters most. */
  readonly judgements: readonly JudgementView[]
}

/** The situations of a card, each with a fragment of its own. */
export function viewsOf({ situations }: Card): SituationView[] {
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

/** Names as parts of a URL's fragment, no two of them alike. */
function fragments(named: readonly { readonly name: string }[]): string[] {
  const parts = named.map(({ name }) => name.replace(/[^\w-]+/g, '-'))
  return parts.map((part, index) => (parts.indexOf(part) === index ? part : `${part}.${index}`))
}

/** `1,234 ms`. */
export function milliseconds(duration: number): string {
  return `${String(Math.round(duration)).replace(/\B(?=(?:\d{3})+$)/g, ',')} ms`
}
