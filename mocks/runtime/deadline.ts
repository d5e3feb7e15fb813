/** The real timers, looked up once: fake timers of a test are for the consumer, not for its deadline. */
const startTimer = setTimeout
const stopTimer = clearTimeout

/** Waits for a promise, at most so many milliseconds; then the result is `undefined`. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = startTimer(() => resolve(undefined), ms)
    timer.unref()
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    stopTimer(timer)
  }
}
