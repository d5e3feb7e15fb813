import { expect, test } from 'vitest'
import { type Activity, watchPatience } from '../../../contracts/certify/patience.ts'

test('a consumer that repeats itself for ever is stopped when an exchange ends, not at some later check', async () => {
  const activity: Activity = { waiting: undefined, lastSign: 0, vainTries: 51, givenUp: 0 }
  let end = (): void => {}
  const onEnd = (listener: () => void) => {
    end = listener
  }
  const watched = watchPatience({ activity: () => activity, onEnd, now: () => 0 }, 1000)
  try {
    end()
    const atOnce = new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => resolve('not stopped'))))
    expect(await Promise.race([watched.stopped, atOnce])).toMatch(/^it had sent the same request 51 times in vain/)
  } finally {
    watched.end()
  }
})
