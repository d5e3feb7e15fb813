import type { LightsailService, ServiceOptions } from '../../../mocks/server/index.ts'

/** What a consumer signs with in a situation. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

/** Something that may happen to a consumer, and what it then has to do. */
export interface Situation {
  /** `commit-then-drop` */
  readonly name: string
  /** What happens in it, in a line. */
  readonly title: string
  /**
   * What it should come to: the job can be done (`success`); it can, by trying again (`recovery`); it cannot
   * (`failure`); it is done, but the reply does not say so (`either`).
   */
  readonly expects: 'success' | 'recovery' | 'failure' | 'either'
  /** The service that is there. */
  readonly service: (credentials: Credentials) => ServiceOptions
  /** What else is done to it before it starts. */
  readonly arrange?: (service: LightsailService) => void
  /** The error that it answers with for good. */
  readonly error?: string
  /** That error may go away: trying again is no mistake. */
  readonly isTransient?: boolean
  /** The situation that only a status and a text tell it from. */
  readonly sameAs?: string
  /** How many tries fail before one succeeds. Default 1; to survive more is advice. */
  readonly failures?: number
  /** Milliseconds that the service asks to wait. */
  readonly retryAfter?: number
  /** Waiting longer and longer is looked at here. */
  readonly backsOff?: boolean
  /** What another writer has opened meanwhile. */
  readonly others?: string
  /** Replies are lost that the job is done in spite of. */
  readonly losesReply?: boolean
  /** That error may go away in minutes: a second try is not wrong, but of no use. */
  readonly mayPass?: boolean
  /** How many tries are no mistake, though the error is for good. Default 1. */
  readonly allowsTries?: number
  /** It is reads that go wrong, not changes. */
  readonly ofReads?: boolean
  /** To report it as a failure is advice. */
  readonly isAdvice?: boolean
  /** It goes wrong, or changes, on the way: what is sent once more is no mistake. */
  readonly isPlain?: boolean
}
