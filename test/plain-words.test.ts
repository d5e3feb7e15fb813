import { expect, test } from 'vitest'
import { findHardWords, hardWordsIn } from './support/plain-words.ts'

const ROOMS = ['mocks', 'contracts', 'fixtures', 'cli', 'examples', 'bench', 'test']
/** These two files hold the hard words themselves. */
const OWN = /^test\/(?:support\/)?plain-words/

test('comments, messages and names of tests are plain', () => {
  const found = findHardWords(ROOMS, new URL('../', import.meta.url)).filter(({ at }) => !OWN.test(at))
  expect(found.map(({ at, line, say }) => `${at}: ${line} (${say})`)).toEqual([])
})

test.each([
  ['a comment that begins with What', '/** What a consumer is given. */\nconst a = 1'],
  ['a comment that begins with Whether', '// Whether it is open.\nconst a = 1'],
  [
    'a throws for a thing that is none',
    '/**\n * Reads it.\n *\n * @throws {TypeError} for a name that is none\n */\nconst a = 1',
  ],
  ['a message about an instance that there is not', "const a = 'an instance that there is not'"],
  ['members packed on one line', 'const a = { ...{ b, c }, d }'],
])('%s is found', (_name, source) => {
  expect(hardWordsIn('sample.ts', source)).toHaveLength(1)
})

test('plain words are not found', () => {
  expect(
    hardWordsIn('sample.ts', '/** Delays the reply. Where it is late, it says so. */\nconst a = { ...b }'),
  ).toEqual([])
})
