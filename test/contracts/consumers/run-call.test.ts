import { expect, test } from 'vitest'

// A module of its own: the one that other tests share may still listen for the calls that they have ended.
const module = '../../../contracts/consumers/run-call.ts?own'
const { runCall }: typeof import('../../../contracts/consumers/run-call.ts') = await import(module)

const given = { client: { destroy: () => {} }, credentials: { secretAccessKey: 'a-secret-access-key' } }
const names = ['unhandledRejection', 'uncaughtException'] as const
const allListeners = () => names.flatMap((name): unknown[] => process.listeners(name as never))

/** Counts the listeners to background errors that have come since then. Those of others may end at any time. */
function countNewListeners(): () => number {
  const before = new Set(allListeners())
  return () => allListeners().filter((listener) => !before.has(listener)).length
}

test('a call leaves no listener to background errors and no changed output', async () => {
  const newListeners = countNewListeners()
  const { write } = process.stdout
  await runCall({ call: () => {} }, given)
  expect(newListeners()).toBe(0)
  expect(process.stdout.write).toBe(write)
})

test('background errors are listened to until the last of two calls has ended', async () => {
  const newListeners = countNewListeners()
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  const running = [first, second].map(({ promise }) => runCall({ call: () => promise }, given))
  expect(newListeners()).toBe(names.length)
  first.resolve()
  await running[0]
  expect(newListeners()).toBe(names.length)
  second.resolve()
  await running[1]
  expect(newListeners()).toBe(0)
})

test.each([
  ['prints', 'what it printed', () => process.stdout.write('a-secret-access-key')],
  ['returns', 'what it resolved with', () => ({ key: 'a-secret-access-key' })],
  ['throws', 'its error', () => Promise.reject(new Error('a-secret-access-key'))],
])('a call that %s its secret is told so by the place', async (_what, place, call) => {
  expect(await runCall({ call, quiet: true }, given)).toMatchObject({ toldSecret: place })
})
