import { escapeXml } from '../../../mocks/protocol/index.ts'
import type { InteractionResult, PactResult, VerificationReport } from './report.ts'

/**
 * Writes a verification as JUnit XML, which CI systems read: a suite for each pact, a case for each interaction. A pending
 * interaction that is not kept is skipped.
 *
 * @example
 * await writeFile('verification.xml', verificationJUnit(await verifyProvider({ pacts: ['pacts'] })))
 */
export function verificationJUnit({ provider, pacts, problems }: VerificationReport): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(provider)}">`,
    ...pacts.flatMap(pactSuite),
    ...(problems.length === 0 ? [] : publication(problems)),
    '</testsuites>',
    '',
  ].join('\n')
}

function pactSuite({ consumer, interactions }: PactResult): string[] {
  const count = (verdict: InteractionResult['verdict']) => interactions.filter((one) => one.verdict === verdict).length
  return [
    `  <testsuite name="${escapeXml(consumer)}" tests="${interactions.length}" failures="${count('broken')}" errors="0" skipped="${count('pending')}">`,
    ...interactions.flatMap((one) => interactionTestcase(consumer, one)),
    '  </testsuite>',
  ]
}

function interactionTestcase(consumer: string, { description, verdict, problems }: InteractionResult): string[] {
  const opening = `    <testcase classname="${escapeXml(consumer)}" name="${escapeXml(description)}"`
  if (verdict === 'kept') return [`${opening}/>`]
  const reason = escapeXml(problems.join('; '))
  const element =
    verdict === 'pending'
      ? `<skipped message="pending: ${reason}"/>`
      : `<failure message="${reason}">${reason}</failure>`
  return [`${opening}>`, `      ${element}`, '    </testcase>']
}

function publication(problems: readonly string[]): string[] {
  return [
    `  <testsuite name="publication" tests="${problems.length}" failures="0" errors="${problems.length}" skipped="0">`,
    ...problems.flatMap((problem, index) => [
      `    <testcase classname="publication" name="result ${index + 1}">`,
      `      <error message="${escapeXml(problem)}"/>`,
      '    </testcase>',
    ]),
    '  </testsuite>',
  ]
}
