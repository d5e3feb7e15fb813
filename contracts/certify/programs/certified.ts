import type { Credentials } from '../situations/situation.ts'

/** What a consumer is given in a situation, whatever it is written in. */
export interface Given {
  readonly endpoint: string
  readonly region: string
  readonly credentials: Credentials
  /** Milliseconds that it may take. */
  readonly deadline: number
  /** Ends it when it aborts. */
  readonly signal: AbortSignal
}

/** How a consumer ended. */
export interface Ended {
  /** What it says of the job, if it has ended by itself. */
  readonly says: 'success' | 'failure' | undefined
  /** The same in words: `rejected with NotFoundException: …`, `exited with 1`. */
  readonly how: string
  /** What is wrong with the way that it ended, or `undefined`. */
  readonly problem: string | undefined
  /** All that it tells of a failure: where the name of an error has to be. */
  readonly told: string
  /** What has to be the same where only the text and the status of an error differ. */
  readonly sameness: string
  /** Where a secret was: `what it printed`. */
  readonly toldSecret: string | undefined
  readonly printed: string
}

/** A consumer that can be run. */
export interface Certified {
  readonly run: (given: Given) => Promise<Ended>
}
