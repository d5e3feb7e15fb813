import { expect, test } from 'vitest'
import { printable, printableJson, printableLine } from '../../../mocks/protocol/index.ts'

test('a text of somebody else steers no terminal', () => {
  expect(printable('a\u001b[31mb\r\n\u202ec\u2028d\ud800')).toBe('a [31mb c d\ufffd')
})

test('a line of output is no command of a CI system, and else it stays as it is', () => {
  expect(printableLine('::error::x')).toBe(': :error::x')
  expect(printableLine('  ::error::x')).toBe('  : :error::x')
  expect(printableLine('\n::error::x')).toBe(' : :error::x')
  expect(printableLine('a ##[error]x')).toBe('a ## [error]x')
  expect(printableLine('22/tcp from ::/0')).toBe('22/tcp from ::/0')
})

test('JSON that is printed steers nothing, and has the same value', () => {
  const value = { text: 'a\u001b\u009b\u202e\u2028\u007f\u{e0001} ##[error]\n::error::x', list: [1, 'b'] }
  for (const indent of [undefined, 2]) {
    const written = printableJson(value, indent)
    expect(written.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##\[/u)
    expect(JSON.parse(written)).toEqual(value)
  }
  expect(printableJson(value, 2)).toMatch(/^\{\n {2}"text"/)
})
