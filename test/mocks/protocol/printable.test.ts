import { expect, test } from 'vitest'
import { printable, printableLine } from '../../../mocks/protocol/index.ts'

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
