import { judgementRules } from '../judgements/index.ts'
import { describeExpectation } from '../situations/expectation.ts'
import { situations } from '../situations/index.ts'

/**
 * Lists all situations with the right outcome, and all judgements.
 *
 * @example
 * console.log(listCertificate())
 */
export function listCertificate(): string {
  const width = Math.max(...[...situations, ...judgementRules].map(({ name }) => name.length))
  return [
    `${situations.length} situations:`,
    ...situations.map(
      ({ name, title, expects }) => `  ${name.padEnd(width)}  ${title} (right: ${describeExpectation(expects)})`,
    ),
    '',
    `${judgementRules.length} judgements:`,
    ...judgementRules.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`),
  ].join('\n')
}
