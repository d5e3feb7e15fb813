import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readText } from './page.ts'

/** The rows of the table: the attack, the defence, and the tests. */
const rows = readText('docs/security.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| attack |'))
  .map((line) => line.split(' | '))

test('every defence of docs/security.md names a test that exists', () => {
  expect(rows.length).toBeGreaterThan(12)
  for (const [attack, , shown = ''] of rows) {
    const files = [...shown.matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file)
    expect(files, attack).not.toEqual([])
    expect(files.filter((file) => !existsSync(new URL(`../../${file}`, import.meta.url)))).toEqual([])
  }
})
