import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { hasAtLeast, isError, matchesError } from '../../../contracts/pact/consumer/match-value.ts'

test.each([
  ['an error', new TypeError('no'), true],
  ['an error of another realm', runInNewContext('new TypeError("no")'), true],
  ['an object with message and stack', { message: 'no', stack: '' }, true],
  ['an object with a message alone', { message: 'no' }, false],
  ['an object with a stack alone', { stack: '' }, false],
  ['nothing', null, false],
  ['a text', 'no', false],
])('%s is recognized', (_what, given, expected) => {
  expect(isError(given)).toBe(expected)
})

test.each([
  ['a list has the same length', [1, 2], [1], false],
  ['a list has its items in order', [1, 2], [2, 1], false],
  ['items have more members', [{ a: 1, b: 2 }], [{ a: 1 }], true],
  ['a list is no object', { 0: 1, length: 1 }, [1], false],
  ['an object has more members', { a: 1, b: 2 }, { a: 1 }, true],
  ['a member is missing', { b: 2 }, { a: 1 }, false],
  ['a member matches a pattern', { a: 'web-1' }, { a: /^web/ }, true],
  ['a number matches no pattern', { a: 1 }, { a: /1/ }, false],
  ['dates are equal', new Date(5), new Date(5), true],
  ['dates differ', new Date(5), new Date(6), false],
  ['nothing is no object', null, { a: 1 }, false],
  ['NaN is NaN', Number.NaN, Number.NaN, true],
])('a value is compared: %s', (_what, value, expected, result) => {
  expect(hasAtLeast(value, expected)).toBe(result)
})

test.each([
  ['its name', 'TypeError', true],
  ['another name', 'Error', false],
  ['a pattern', /^no/, true],
  ['its class', TypeError, true],
  ['another class', RangeError, false],
  ['its members', { message: 'no' }, true],
  ['other members', { message: 'yes' }, false],
  ['a function that accepts it', (error: Error) => error.message === 'no', true],
  ['a function that refuses it', () => false, false],
  ['a function that returns nothing', () => undefined, true],
])('an error is described by %s', async (_what, spec, expected) => {
  expect(await matchesError(new TypeError('no'), spec)).toBe(expected)
})
