/** Where the simulation takes the time from, and how it waits. Hand in your own to hold the time in a test. */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now()` gives them. */
  now(): number
  /** Runs `callback` after `ms` milliseconds and returns a function that cancels it. Default: the global timers. */
  wait?(callback: () => void, ms: number): () => void
}

/** The longest that a timer of JavaScript can wait, in milliseconds; told to wait longer it does not wait at all. */
export const LONGEST_WAIT = 2_147_483_647

/** Waits on a clock: its own `wait`, or the global timers. */
export function waitOn(clock: Clock, callback: () => void, ms: number): () => void {
  if (clock.wait !== undefined) return clock.wait(callback, ms)
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}
