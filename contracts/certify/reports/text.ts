import { styleText } from 'node:util'
import { printable, printableLine } from '../../../mocks/protocol/index.ts'
import type { Card, SituationResult } from '../card.ts'
import type { Change, Comparison } from '../compare-cards.ts'
import { countOf } from '../judgements/wording.ts'
import {
  adviceOn,
  circumstancesLine,
  groupRemarks,
  headlineOf,
  labelOf,
  type RemarkGroup,
  remarksOf,
  totalsOf,
  verdictOf,
  verdictOfCard,
} from './summary.ts'

type Style = Parameters<typeof styleText>[0]

const STYLES: Readonly<Record<string, Style>> = {
  failed: 'red',
  fail: 'red',
  worse: 'red',
  warned: 'yellow',
  warn: 'yellow',
  accepted: 'cyan',
  passed: 'green',
  better: 'green',
}

/** Options of the text report. */
export interface TextReportOptions {
  /** Uses colours. Default: false. */
  readonly color?: boolean | undefined
  /** Leaves out the situations that passed. */
  readonly brief?: boolean | undefined
  /** The differences from an earlier card. */
  readonly comparison?: Comparison | undefined
}

/**
 * Writes a card as lines for a terminal, or for the message of a test.
 *
 * @example
 * expect(card.failed, textReport(card, { brief: true })).toBe(0)
 */
export function textReport(card: Card, { color = false, brief = false, comparison }: TextReportOptions = {}): string {
  const paint = (text: string, word: string) => {
    const style = STYLES[word]
    return color && style !== undefined ? styleText(style, text, { validateStream: false }) : text
  }
  const bold = (text: string) => (color ? styleText('bold', text, { validateStream: false }) : text)
  const circumstances = circumstancesLine(card)
  const sections = [
    [
      `${bold(printableLine(card.consumer))} ${paint(headlineOf(card), verdictOfCard(card))}`,
      `Its job: ${card.job}`,
      ...(circumstances === undefined ? [] : [printable(circumstances)]),
    ],
    card.situations
      .filter((one) => verdictOf(one) !== 'passed')
      .map((situation) => rowOf(situation, widthOf(card), paint)),
    brief ? [] : passedLines(card, paint),
    ...groupRemarks(card).map((group) => linesOfGroup(group, paint)),
    ...(comparison === undefined ? [] : [linesOfChanges(comparison, paint)]),
    [`${bold(headlineOf(card))} (${totalsOf(card)})`],
  ]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

type Paint = (text: string, word: string) => string

/** The longest line of names of situations that passed. */
const LINE = 100

function passedLines({ situations }: Card, paint: Paint): string[] {
  const names = situations.filter((one) => verdictOf(one) === 'passed').map(({ name }) => name)
  const lines: string[] = []
  for (const name of names) {
    const last = lines.at(-1)
    if (last === undefined || last.length + name.length > LINE) lines.push(name)
    else lines[lines.length - 1] = `${last}, ${name}`
  }
  return lines.map((line, index) => `${index === 0 ? paint('passed  ', 'passed') : ' '.repeat(8)}  ${line}`)
}

function widthOf({ situations }: Card): number {
  return Math.max(...situations.map(({ name }) => name.length), 0)
}

function rowOf(situation: SituationResult, width: number, paint: Paint): string {
  const verdict = verdictOf(situation)
  const { name, title, exchanges, duration } = situation
  const requests = exchanges.length === 1 ? '1 request' : `${exchanges.length} requests`
  const facts = `${requests.padStart(11)}  ${`${Math.round(duration)} ms`.padStart(9)}`
  // The row begins with the verdict, so a remark with the same verdict does not repeat it.
  const remarks = remarksOf(situation).map((one) => {
    const label = labelOf(one)
    return verdict.startsWith(label) ? one.name : `${one.name} (${label})`
  })
  const noted = remarks.length === 0 ? '' : ` [${remarks.join(', ')}]`
  return `${paint(verdict.padEnd(8), verdict)}  ${name.padEnd(width)}  ${facts}  ${title}${noted}`
}

/** Stands below the labels. */
const INDENT = ' '.repeat(10)

function linesOfGroup({ label, name, situations, reason }: RemarkGroup, paint: Paint): string[] {
  const [first = '', ...others] = situations
  const advice = adviceOn(name)
  return [
    `${paint(label.padEnd(8), label)}  ${name}, in ${first}: ${printable(reason)}`,
    ...(others.length === 0
      ? []
      : [`${INDENT}also in ${countOf(others.length, 'other situation')}: ${others.join(', ')}`]),
    ...(advice === undefined || label === 'accepted' ? [] : [`${INDENT}Fix: ${advice.fix} See ${advice.page}`]),
  ]
}

function linesOfChanges({ better, worse }: Comparison, paint: Paint): string[] {
  if (better.length + worse.length === 0) return ['Nothing has changed.']
  const line = (word: string) => (change: Change) =>
    `${paint(word.padEnd(8), word)}  ${change.situation}, ${change.judgement}: ${change.was ?? 'not judged'}, now ${change.is ?? 'not judged'}. ${printable(change.reason)}`
  return [...worse.map(line('worse')), ...better.map(line('better'))]
}
