import { type Clock, LONGEST_WAIT } from './clock.ts'
import { parseDuration } from './duration.ts'

/** A clock that can be moved. */
export interface MovableClock extends Clock {
  /**
   * Moves the clock on. Everything that is due until then happens, in order.
   *
   * @param by milliseconds, or a text such as `500ms`, `30s`, `5m`, `2h`, `7d`
   * @throws {ClockError} if `by` is not a duration
   */
  advance(by: number | string): void
}

/** A clock cannot be made or moved as requested. */
export class ClockError extends TypeError {
  override readonly name = 'ClockError'
}

interface Timer {
  at: number
  readonly callback: () => void
}

/**
 * Reads a duration: milliseconds, or a text such as `5m`.
 *
 * @throws {ClockError} if `by` is not a duration
 */
export function readDuration(by: unknown): number {
  const ms = parseDuration(by)
  if (ms !== undefined) return ms
  throw new ClockError(
    `Failed to move the clock: ${JSON.stringify(by)} is not a duration. Use milliseconds, or a text such as 500ms, 30s, 5m, 2h or 7d.`,
  )
}

/** The last moment that a Date can hold. */
const LAST_MOMENT = 8.64e15

function checkMoment(at: number): number {
  if (at <= LAST_MOMENT) return at
  throw new ClockError('Failed to move the clock: a date cannot be that late. Move it by less.')
}

/** Holds the timers of a clock that is moved by hand. */
class Timers {
  readonly #timers = new Set<Timer>()

  add(timer: Timer): () => void {
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Shifts all timers when the clock is put back. */
  shift(by: number): void {
    for (const timer of this.#timers) timer.at += by
  }

  /** Removes and returns the first timer that is due until then. */
  takeDue(until: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.#timers)
      if (timer.at <= until && (first === undefined || timer.at < first.at)) first = timer
    if (first !== undefined) this.#timers.delete(first)
    return first
  }
}

/**
 * Makes a clock that stands still until it is moved: delays, set-ups, slow operations and throttling take no real time.
 *
 * @param start the time at the start: a Date, milliseconds since 1970, or a moment in ISO 8601. Default: the machine's time
 * @throws {ClockError} if `start` is not a moment
 * @example
 * const clock = createVirtualClock('2026-01-31T12:00:00Z')
 * const lightsail = createLightsail({ instances: ['web-1'], clock })
 * clock.advance('5m')
 */
export function createVirtualClock(start: Date | number | string = Date.now()): MovableClock {
  let now = new Date(start).getTime()
  if (Number.isNaN(now)) {
    throw new ClockError(
      `Failed to make a clock: ${JSON.stringify(start)} is not a moment. Use one such as 2026-01-31T12:00:00Z.`,
    )
  }
  const timers = new Timers()
  return {
    now: () => now,
    wait: (callback, ms) => timers.add({ at: now + ms, callback }),
    advance(by) {
      const until = checkMoment(now + readDuration(by))
      for (let due = timers.takeDue(until); due !== undefined; due = timers.takeDue(until)) {
        now = Math.max(now, due.at)
        due.callback()
      }
      now = Math.max(now, until)
    },
  }
}

/**
 * Makes a clock that shows the machine's time and can be moved on. It looks `Date` and `setTimeout` up at each use, so that
 * fake timers apply.
 */
export function createSystemClock(): MovableClock & { restart(): void } {
  let ahead = 0
  const timers = new Timers()
  return {
    now: () => Date.now() + ahead,
    wait(callback, ms) {
      const timer: Timer = { at: Date.now() + ahead + ms, callback: fire }
      const forget = timers.add(timer)
      const handle = setTimeout(fire, Math.min(ms, LONGEST_WAIT))
      function fire(): void {
        cancel()
        callback()
      }
      function cancel(): void {
        forget()
        clearTimeout(handle)
      }
      return cancel
    },
    advance(by) {
      const until = checkMoment(Date.now() + ahead + readDuration(by))
      ahead = until - Date.now()
      for (let due = timers.takeDue(until); due !== undefined; due = timers.takeDue(until)) due.callback()
    },
    restart() {
      timers.shift(-ahead)
      ahead = 0
    },
  }
}

/** Makes a clock movable. If it has no `advance`, moving it throws an error that says so. */
export function asMovable(clock: Clock): MovableClock {
  if ('advance' in clock && typeof clock.advance === 'function') return clock as MovableClock
  return {
    now: () => clock.now(),
    ...(clock.wait !== undefined && { wait: clock.wait.bind(clock) }),
    advance() {
      throw new ClockError(
        'Failed to move the clock: the given clock has no advance(). Use createVirtualClock(), or give no clock.',
      )
    },
  }
}
