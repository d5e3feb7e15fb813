import { type Clock, LONGEST_WAIT } from './clock.ts'

/** A clock that can be moved. */
export interface MovableClock extends Clock {
  /**
   * Moves it on; what was waited for until then happens, in its order.
   *
   * @param by milliseconds, or a text such as `500ms`, `30s`, `5m`, `2h`, `7d`
   * @throws {ClockError} for what is no duration
   */
  advance(by: number | string): void
}

/** A clock cannot be made, or moved, as it was asked to. */
export class ClockError extends TypeError {
  override readonly name = 'ClockError'
}

interface Timer {
  at: number
  readonly callback: () => void
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * Reads a duration: milliseconds, or a text such as `5m`.
 *
 * @throws {ClockError} for what is none
 */
export function readDuration(by: unknown): number {
  const [, count, unit = ''] = typeof by === 'string' ? (/^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(by) ?? []) : []
  const ms = count === undefined ? by : Number(count) * (UNITS[unit] ?? 1)
  if (typeof ms === 'number' && ms >= 0 && ms <= 1e14) return ms
  throw new ClockError(
    `Failed to move the clock: ${JSON.stringify(by)} is no duration. Use milliseconds, or a text such as 500ms, 30s, 5m, 2h or 7d.`,
  )
}

/** The last moment that a Date can be. */
const LAST_MOMENT = 8.64e15

function checkMoment(at: number): number {
  if (at <= LAST_MOMENT) return at
  throw new ClockError('Failed to move the clock: there is no moment as late as that. Move it by less.')
}

/** The timers of a clock that is moved by hand. */
class Timers {
  readonly #timers = new Set<Timer>()

  add(timer: Timer): () => void {
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Moves all of them, with a clock that is put back. */
  shift(by: number): void {
    for (const timer of this.#timers) timer.at += by
  }

  /** Takes the first one out that is due by then. */
  takeDue(until: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.#timers)
      if (timer.at <= until && (first === undefined || timer.at < first.at)) first = timer
    if (first !== undefined) this.#timers.delete(first)
    return first
  }
}

/**
 * A clock that stands still until it is moved: delays, set-ups, slow operations and throttling then take no real time.
 *
 * @param start where it stands: a Date, milliseconds since 1970, or a moment in ISO 8601. Default: the machine's time
 * @throws {ClockError} for what is no moment
 * @example
 * const clock = createVirtualClock('2026-01-31T12:00:00Z')
 * const lightsail = createLightsail({ instances: ['web-1'], clock })
 * clock.advance('5m')
 */
export function createVirtualClock(start: Date | number | string = Date.now()): MovableClock {
  let now = new Date(start).getTime()
  if (Number.isNaN(now)) {
    throw new ClockError(
      `Failed to make a clock: ${JSON.stringify(start)} is no moment. Use one such as 2026-01-31T12:00:00Z.`,
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
 * The machine's clock, as far as it was moved on. It looks `Date` and `setTimeout` up at each use, so that fake timers
 * apply.
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

/** A clock that can be moved, or that says why it cannot. */
export function asMovable(clock: Clock): MovableClock {
  if ('advance' in clock && typeof clock.advance === 'function') return clock as MovableClock
  return {
    now: () => clock.now(),
    ...(clock.wait !== undefined && { wait: clock.wait.bind(clock) }),
    advance() {
      throw new ClockError(
        'Failed to move the clock: the one that was given has no advance(). Use createVirtualClock(), or none at all.',
      )
    },
  }
}
