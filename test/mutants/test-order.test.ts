import { expect, test } from 'vitest'
import { TestOrder } from './test-order.ts'

const order = new TestOrder()

test('the tests of a file begin with the one that has its name', () => {
  expect(order.of('mocks/runtime/map-concurrently.ts')[0]).toBe('test/mocks/runtime/map-concurrently.test.ts')
})

test.each([
  ['imports it by the name of the package', 'mocks/doors/msw.ts', 'test/mocks/doors/msw.test.ts'],
  ['imports it through other files', 'mocks/runtime/random.ts', 'test/mocks/behaviours.test.ts'],
  ['starts it as a program', 'cli/main.ts', 'test/cli/serve.test.ts'],
  ['is of the same room', 'cli/commands/lint.ts', 'test/cli/fixtures.test.ts'],
])('a test that %s is among them', (_how, file, expected) => {
  expect(order.of(file)).toContain(expected)
})

test('tests of texts and types, slow ones, and those that need more than Node are not', () => {
  for (const name of order.of('mocks/index.ts'))
    expect(name).not.toMatch(/^test\/(?:docs|house|types|clients|browser|matrix|package)\/|\.slow\./)
})
