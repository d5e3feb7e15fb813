import type { KnownSecrets } from '../../../mocks/secrets/index.ts'
import type { Job } from '../job.ts'
import type { Credentials } from '../situations/situation.ts'

/** Everything that a consumer is given in a situation, whatever language it is written in. */
export interface Given {
  readonly endpoint: string
  readonly region: string
  readonly credentials: Credentials
  /** The URL that gives fresh keys, where there are any. */
  readonly keysUrl: string | undefined
  readonly job: Job
  /** Resolves with the reason when the consumer has to be stopped. */
  readonly stopped: Promise<string>
  /** The secrets that it must not print, and that must not be on the card. */
  readonly secrets: KnownSecrets
  /** Ends it when it aborts. */
  readonly signal: AbortSignal
}

/** The end of a consumer. */
export interface Ended {
  /** The success or failure that it reports, if it has ended by itself. */
  readonly says: 'success' | 'failure' | undefined
  /** The same in words: `rejected with NotFoundException: …`, `exited with 1`. */
  readonly how: string
  /** Says what is wrong with the way that it ended. */
  readonly problem: string | undefined
  /** Everything that it says, where the name of an error may be. */
  readonly allText: string
  /** The part that has to be the same if only the text and the status of an error differ. */
  readonly sameness: string
  /** Everything that can tell one error from another: class, name, code, exit code and text. */
  readonly fingerprint: string
  /** The place of a secret: `what it printed`. */
  readonly secretPlace: string | undefined
  /** The end of its output, without secrets. */
  readonly printed: string
}

/** A consumer that can be run. */
export interface Certified {
  readonly run: (given: Given) => Promise<Ended>
}

/** Makes the end of a consumer that had to be stopped. */
export function stoppedEnd(
  common: Pick<Ended, 'allText' | 'secretPlace' | 'printed' | 'fingerprint'>,
  reason: string,
): Ended {
  const how = 'had not ended by itself, and was stopped'
  return { ...common, says: undefined, how, problem: `it was stopped: ${reason}`, sameness: how }
}
