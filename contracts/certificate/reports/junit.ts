import type { Card, Judgement, SituationResult } from '../card.ts'

/**
 * A card as JUnit XML, which CI systems read: a suite for each situation, a case for each judgement. Advice passes, with
 * what it says as the case's output.
 *
 * @example
 * await writeFile('certificate.xml', junitReport(card))
 */
export function junitReport({ consumer, passed, failed, warned, situations }: Card): string {
  const tests = passed + failed + warned
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${asXml(consumer)}" tests="${tests}" failures="${failed}" errors="0">`,
    ...situations.flatMap((situation) => suite(consumer, situation)),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(consumer: string, { name, title, judgements, duration, outcome }: SituationResult): string[] {
  const failures = judgements.filter(({ verdict }) => verdict === 'fail').length
  const time = (duration / 1000).toFixed(3)
  return [
    `  <testsuite name="${asXml(name)}" tests="${judgements.length}" failures="${failures}" errors="0" skipped="0" time="${time}">`,
    ...judgements.flatMap((judgement) => testcase(`${consumer}.${name}`, judgement)),
    `    <system-out>${asXml(`${title}\nIt ${outcome}.`)}</system-out>`,
    '  </testsuite>',
  ]
}

function testcase(className: string, { name, verdict, reason, accepted }: Judgement): string[] {
  const opening = `    <testcase classname="${asXml(className)}" name="${asXml(name)}"`
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
