import type { Card, Judgement, SituationResult } from '../card.ts'
import type { Comparison } from '../compare-cards.ts'

/** How a report is written. */
export interface JUnitReportOptions {
  /** What became of it since an earlier card: what failed then is skipped. */
  readonly comparison?: Comparison | undefined
}

/**
 * A card as JUnit XML, which CI systems read: a suite for each situation, a case for each judgement. Warnings pass, with
 * what they say as the case's output.
 *
 * @example
 * await writeFile('certificate.xml', junitReport(card))
 */
export function junitReport(
  { consumer, passed, failed, warned, situations }: Card,
  { comparison }: JUnitReportOptions = {},
): string {
  const tests = passed + failed + warned
  const isKnown = knownFailures(comparison)
  const failures = comparison === undefined ? failed : comparison.newFailures.length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${asXml(consumer)}" tests="${tests}" failures="${failures}" errors="0">`,
    ...situations.flatMap((situation) => suite(consumer, situation, (name) => isKnown(situation.name, name))),
    '</testsuites>',
    '',
  ].join('\n')
}

type IsKnown = (judgement: string) => boolean

/** With an earlier card, what failed then is known; without, nothing is. */
function knownFailures(comparison: Comparison | undefined): (situation: string, judgement: string) => boolean {
  if (comparison === undefined) return () => false
  const isNew = new Set(comparison.newFailures.map(({ situation, judgement }) => `${situation}/${judgement}`))
  return (situation, judgement) => !isNew.has(`${situation}/${judgement}`)
}

/** Characters of what it printed that are kept: its end. */
const PRINTED = 4000

function suite(
  consumer: string,
  { name, title, judgements, duration, outcome, printed }: SituationResult,
  isKnown: IsKnown,
): string[] {
  const failed = judgements.filter(({ verdict }) => verdict === 'fail')
  const known = failed.filter((one) => isKnown(one.name)).length
  const time = (duration / 1000).toFixed(3)
  return [
    `  <testsuite name="${asXml(name)}" tests="${judgements.length}" failures="${failed.length - known}" errors="0" skipped="${known}" time="${time}">`,
    ...judgements.flatMap((judgement) => testcase(`${consumer}.${name}`, judgement, isKnown)),
    `    <system-out>${asXml(`${title}\nIt ${outcome}.\n${printed.slice(-PRINTED)}`)}</system-out>`,
    '  </testsuite>',
  ]
}

function testcase(className: string, { name, verdict, reason, accepted }: Judgement, isKnown: IsKnown): string[] {
  const opening = `    <testcase classname="${asXml(className)}" name="${asXml(name)}"`
  if (verdict === 'fail' && isKnown(name)) {
    return [`${opening}>`, `      <skipped message="${asXml(`known: ${reason}`)}"/>`, '    </testcase>']
  }
  if (verdict === 'fail') {
    return [`${opening}>`, `      <failure message="${asXml(reason)}">${asXml(reason)}</failure>`, '    </testcase>']
  }
  if (verdict === 'pass' && accepted !== true) return [`${opening}/>`]
  const label = accepted === true ? 'accepted' : 'warning'
  return [`${opening}>`, `      <system-out>${asXml(`${label}: ${reason}`)}</system-out>`, '    </testcase>']
}

/** Also without what XML cannot say: most control characters, and halves of pairs. */
function asXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
