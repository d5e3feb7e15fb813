import { escapeXml } from '../../../mocks/protocol/index.ts'
import type { Card, Judgement, SituationResult } from '../card.ts'
import type { Comparison } from '../compare-cards.ts'
import { adviceOn } from './summary.ts'

/** Options of the JUnit report. */
export interface JUnitReportOptions {
  /** The differences from an earlier card: failures of that card are skipped. */
  readonly comparison?: Comparison | undefined
}

/**
 * Writes a card as JUnit XML, which CI systems read: a suite for each situation, a case for each judgement. Warnings
 * pass, with their reason as the output of the case.
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
    `<testsuites name="${escapeXml(consumer)}" tests="${tests}" failures="${failures}" errors="0">`,
    ...situations.flatMap((situation) => suite(consumer, situation, (name) => isKnown(situation.name, name))),
    '</testsuites>',
    '',
  ].join('\n')
}

type IsKnown = (judgement: string) => boolean

/** Tells which failures are known: those of the earlier card, if there is one. */
function knownFailures(comparison: Comparison | undefined): (situation: string, judgement: string) => boolean {
  if (comparison === undefined) return () => false
  const isNew = new Set(comparison.newFailures.map(({ situation, judgement }) => `${situation}/${judgement}`))
  return (situation, judgement) => !isNew.has(`${situation}/${judgement}`)
}

/** The number of characters of the output that are kept, from its end. */
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
    `  <testsuite name="${escapeXml(name)}" tests="${judgements.length}" failures="${failed.length - known}" errors="0" skipped="${known}" time="${time}">`,
    ...judgements.flatMap((judgement) => testcase(`${consumer}.${name}`, judgement, isKnown)),
    `    <system-out>${escapeXml(`${title}\nIt ${outcome}.\n${printed.slice(-PRINTED)}`)}</system-out>`,
    '  </testsuite>',
  ]
}

function testcase(className: string, { name, verdict, reason, accepted }: Judgement, isKnown: IsKnown): string[] {
  const opening = `    <testcase classname="${escapeXml(className)}" name="${escapeXml(name)}"`
  if (verdict === 'fail' && isKnown(name)) {
    return [`${opening}>`, `      <skipped message="${escapeXml(`known: ${reason}`)}"/>`, '    </testcase>']
  }
  if (verdict === 'fail') {
    const advice = adviceOn(name)
    const fix = advice === undefined ? '' : `\nFix: ${advice.fix} See ${advice.page}`
    return [
      `${opening}>`,
      `      <failure message="${escapeXml(reason)}">${escapeXml(`${reason}${fix}`)}</failure>`,
      '    </testcase>',
    ]
  }
  if (verdict === 'pass' && accepted !== true) return [`${opening}/>`]
  const label = accepted === true ? 'accepted' : 'warning'
  return [`${opening}>`, `      <system-out>${escapeXml(`${label}: ${reason}`)}</system-out>`, '    </testcase>']
}
