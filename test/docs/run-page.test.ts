import { expect, test } from 'vitest'
import { isLike } from './run-page.ts'

test.each([
  ['one', 'one\n', true],
  ['one … three', 'one two three', true],
  ['one …', 'one\ntwo\n', true],
  ['… three', 'one\ntwo\nthree', true],
  ['one', 'one two', false],
  ['one … four', 'one two three', false],
  ['one … three', 'one two three four', false],
])('%j and %j are alike: %s', (expected, printed, alike) => {
  expect(isLike(expected, printed)).toBe(alike)
})
