import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillPlaceholders } from '../../../contracts/consumers/placeholders.ts'
import { randomRuns } from '../../support/budget.ts'

const words = (command: string): string[] => execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }).split('\0')

test.each([
  ['outside of quotes', 'printf "%s\\0" {ports}'],
  ['in single quotes', `printf '%s\\0' '{ports}'`],
  ['in double quotes', 'printf "%s\\0" "{ports}"'],
  ['behind an escaped quote', `printf '%s\\0' {ports} \\' "it's" \\"`],
])('a value is one word %s', (_where, command) => {
  const value = `[{"protocol":"tcp","note":"it's $HOME \`id\` \\\\ *"}]`
  expect(words(fillPlaceholders(command, { ports: value }))[0]).toBe(value)
})

test('any value is one word, wherever it stands', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab \'"\\$`{}()*?;&|<>\n~#!=-é') })
  fc.assert(
    fc.property(text, fc.constantFrom('', "'", '"'), text, (value, quote, before) => {
      // The text before the placeholder leaves no quote open.
      const prefix = `'${before.replaceAll("'", '')}'"${before.replaceAll(/["\\$`!]/g, '')}"`
      const command = `printf '%s\\0' ${prefix} ${quote}{value}${quote}`
      const [, found] = words(fillPlaceholders(command, { value }))
      expect(found).toBe(value)
    }),
    { numRuns: randomRuns(150) },
  )
})

test('other braces stay as they are', () => {
  const shell = `region=x; echo "$\{region}" $\{region} '$\{region}'`
  expect(fillPlaceholders(shell, { region: 'us-east-1' })).toBe(shell)
  const command = `jq '{a: .b}' {constructor} {} "\${HOME}" {endpoint`
  expect(fillPlaceholders(command, { endpoint: 'http://127.0.0.1:1' })).toBe(command)
  expect(fillPlaceholders('x {endpoint}/a{endpoint}', { endpoint: 'http://127.0.0.1:1' })).toBe(
    'x http://127.0.0.1:1/ahttp://127.0.0.1:1',
  )
})
