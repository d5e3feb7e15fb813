import { LightsailError } from '../errors/index.ts'
import type { Clock } from '../runtime/clock.ts'

/** The limits of a token bucket. */
export interface Throttling {
  /** Calls a second, in the long run. With 0 the bucket never fills up again. */
  readonly rate: number
  /** Calls at once. */
  readonly burst: number
}

interface Bucket {
  tokens: number
  at: number
}

/** The most buckets that are kept. The oldest are dropped first; their callers then have a full bucket again. */
const MAX_BUCKETS = 10_000

/** The token buckets of a service: one for each caller and action. */
export class TokenBuckets {
  readonly #limit: Throttling
  readonly #clock: Clock
  readonly #buckets = new Map<string, Bucket>()

  constructor(limit: Throttling, clock: Clock) {
    this.#limit = limit
    this.#clock = clock
  }

  /**
   * Takes a token of a caller for an action.
   *
   * @throws {LightsailError} ThrottlingException if the bucket is empty
   */
  take(caller: string, action: string): void {
    const bucket = this.#fill(`${caller} ${action}`)
    if (bucket.tokens < 1) throw new LightsailError('ThrottlingException')
    bucket.tokens -= 1
  }

  /** Fills all buckets. */
  clear(): void {
    this.#buckets.clear()
  }

  #fill(key: string): Bucket {
    const { rate, burst } = this.#limit
    const now = this.#clock.now()
    const known = this.#buckets.get(key)
    if (known === undefined) {
      const bucket = { tokens: burst, at: now }
      this.#buckets.set(key, bucket)
      const [oldest] = this.#buckets.keys()
      if (this.#buckets.size > MAX_BUCKETS && oldest !== undefined) this.#buckets.delete(oldest)
      return bucket
    }
    // A clock that is set back takes no tokens away.
    known.tokens = Math.min(burst, known.tokens + (Math.max(0, now - known.at) / 1000) * rate)
    known.at = now
    return known
  }
}
