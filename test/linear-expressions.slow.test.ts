import { expect, test } from 'vitest'
import { findSlowExpressions, findSlowPump } from './support/slow-expressions.ts'

/** Expressions whose input is short, wherever they stand. */
const SHORT_INPUT = [
  // A number of the certificate's page.
  'contracts/certify/reports/html-view.ts: /\\B(?=(?:\\d{3})+$)/g',
  // A line of Linux about a process.
  'contracts/consumers/process-group.ts: /.*\\) (\\S) \\d+ (\\d+) /s',
]

test('every regular expression takes linear time', () => {
  const slow = findSlowExpressions(['mocks', 'contracts', 'fixtures', 'cli'], new URL('../', import.meta.url))
  expect(slow.filter(({ at }) => !SHORT_INPUT.includes(at))).toEqual([])
})

test.each([
  ['an open quote', /"(?:[^"\\]|\\.)*"/g],
  ['an open variable', /\$\{[^}]*$/],
  ['trailing white space', /\s+$/],
  ['nested repetition', /^(?:a+)+$/],
  ['two neighbours of one class', /^\d+\d*x$/],
])('%s is found', (_name, expression) => {
  expect(findSlowPump(expression)).toBeDefined()
})

test.each([/^\w{1,128}$/, /^arn:[^:]+:iam::(\d+):root$/, /[!'()*]/g])('%s is linear', (expression) => {
  expect(findSlowPump(expression)).toBeUndefined()
})
