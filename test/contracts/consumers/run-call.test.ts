import { expect, test } from 'vitest'
import { runCall } from '../../../contracts/consumers/run-call.ts'

const given = { client: { destroy: () => {} }, credentials: { secretAccessKey: 'a-secret-access-key' } }
const backgroundListeners = () =>
  ['unhandledRejection', 'uncaughtException'].map((name) => process.listeners(name as never))

test('a call leaves no listener to background errors and no changed output', async () => {
  const before = [backgroundListeners(), process.stdout.write]
  await runCall({ call: () => {} }, given)
  expect([backgroundListeners(), process.stdout.write]).toEqual(before)
})

test('background errors are listened to until the last of two calls has ended', async () => {
  const before = backgroundListeners()
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  const running = [first, second].map(({ promise }) => runCall({ call: () => promise }, given))
  const during = backgroundListeners()
  expect(during).not.toEqual(before)
  first.resolve()
  await running[0]
  expect(backgroundListeners()).toEqual(during)
  second.resolve()
  await running[1]
  expect(backgroundListeners()).toEqual(before)
})

test.each([
  ['prints', 'what it printed', () => process.stdout.write('a-secret-access-key')],
  ['returns', 'what it resolved with', () => ({ key: 'a-secret-access-key' })],
  ['throws', 'its error', () => Promise.reject(new Error('a-secret-access-key'))],
])('a call that %s its secret is told so by the place', async (_what, place, call) => {
  expect(await runCall({ call, quiet: true }, given)).toMatchObject({ toldSecret: place })
})
