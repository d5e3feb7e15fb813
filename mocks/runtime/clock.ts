/** The source of the time, and the way to wait. Give your own to control the time in a test. */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now()` gives them. */
  now(): number
  /** Runs `callback` after `ms` milliseconds and returns a function that cancels it. Default: the global timers. */
  wait?(callback: () => void, ms: number): () => void
}

/** The longest wait of a JavaScript timer, in milliseconds. With a longer one the timer would fire at once. */
export const LONGEST_WAIT = 2_147_483_647

/** Waits on a clock: its own `wait`, or the global timers. */
export function waitOn(clock: Clock, callback: () => void, ms: number): () => void {
  if (clock.wait !== undefined) return clock.wait(callback, ms)
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}
