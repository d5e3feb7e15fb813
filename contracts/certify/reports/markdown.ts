import { printableLine } from '../../../mocks/protocol/index.ts'
import type { Card, Judgement, SituationResult } from '../card.ts'
import {
  adviceOn,
  circumstancesLine,
  headlineOf,
  labelOf,
  remarksOf,
  totalsOf,
  verdictOf,
  verdictOfCard,
} from './summary.ts'

const SIGNS = { failed: '❌', warned: '⚠️', accepted: '☑️', passed: '✅' } as const
const WORDS = { fail: 'fails', warn: 'warns', accepted: 'is accepted', pass: 'passes' } as const

/**
 * Writes a card as Markdown, for the summary of a CI run: the failures first, and all situations folded below.
 *
 * @example
 * await appendFile(process.env.GITHUB_STEP_SUMMARY, markdownReport(card))
 */
export function markdownReport(card: Card): string {
  const noted = card.situations.filter((situation) => remarksOf(situation).length > 0)
  return [
    `## ${SIGNS[verdictOfCard(card)]} ${escapeMarkdown(card.consumer)} ${headlineOf(card)}`,
    '',
    `Its job: ${escapeMarkdown(card.job)}. ${totalsOf(card)}.`,
    '',
    escapeMarkdown(circumstancesLine(card) ?? ''),
    '',
    ...(noted.length === 0 ? [] : [...judgementTable(noted), '']),
    '<details><summary>All situations</summary>',
    '',
    '| | situation | what happens | how it ended |',
    '| --- | --- | --- | --- |',
    ...card.situations.map(
      (one) =>
        `| ${signOf(one)} | ${one.name} | ${escapeMarkdown(one.title)} | ${escapeMarkdown(clipText(one.outcome))} |`,
    ),
    '',
    '</details>',
    '',
  ].join('\n')
}

function signOf(situation: SituationResult): string {
  const verdict = verdictOf(situation)
  return `${SIGNS[verdict]} ${verdict}`
}

function judgementTable(situations: readonly SituationResult[]): string[] {
  const rows = situations.flatMap((situation) =>
    remarksOf(situation).map(
      (one) =>
        `| ${situation.name} | **${one.name}** ${WORDS[labelOf(one)]} | ${escapeMarkdown(clipText(one.reason))}${fixOf(one)} |`,
    ),
  )
  return ['| situation | judgement | why |', '| --- | --- | --- |', ...rows]
}

function fixOf(judgement: Judgement): string {
  const advice = labelOf(judgement) === 'accepted' ? undefined : adviceOn(judgement.name)
  return advice === undefined ? '' : ` **Fix:** ${escapeMarkdown(advice.fix)} (${advice.page})`
}

function clipText(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}

/** Escapes a text of the consumer, so that none of it is Markdown or HTML. */
function escapeMarkdown(text: string): string {
  return printableLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#@!]/g, '\\$&')
}
