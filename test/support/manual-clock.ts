import type { Clock } from 'lightsail-ports-testkit'

/** A clock that stands still until it is set. */
export class ManualClock implements Clock {
  at: number

  constructor(at: Date) {
    this.at = at.getTime()
  }

  now(): number {
    return this.at
  }
}
