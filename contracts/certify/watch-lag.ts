/** Milliseconds between two looks at the clock. */
const STEP = 20

/** Looked up once: fake timers of a test are for the consumer. */
const startInterval = setInterval
const stopInterval = clearInterval

/**
 * Measures how late the timers of this process are. On a busy machine a consumer's own time-outs may end a request that
 * the service has answered at once.
 */
export function watchLag(): { readonly worst: () => number; readonly end: () => void } {
  let last = performance.now()
  let worst = 0
  const look = () => {
    const now = performance.now()
    worst = Math.max(worst, now - last - STEP)
    last = now
  }
  const timer = startInterval(look, STEP)
  timer.unref()
  return {
    worst() {
      look()
      return worst
    },
    end: () => stopInterval(timer),
  }
}
