/** The right outcome of a situation. Each kind has the members that its judgements need. */
export type Expectation =
  | Done
  | Late
  | Recovery
  | Refusal
  | FailedOperation
  | Silence
  | TroubledReads
  | Unreadable
  | Race
  | ClockSkew

/** Nothing goes wrong: the job can be done. */
export interface Done {
  readonly kind: 'done'
}

/** The job can be done, but the reply or the operation takes its time. */
export interface Late {
  readonly kind: 'late'
}

/** The job can be done by trying again. */
export interface Recovery {
  readonly kind: 'recovery'
  /** The number of tries that fail before one succeeds. */
  readonly failures: number
  /** Which requests fail: those that change ports, or those that read. */
  readonly of: 'changes' | 'reads'
  /** The change is carried out, and only its reply is lost. */
  readonly losesReply: boolean
  /** Milliseconds that the service asks the caller to wait. */
  readonly retryAfter: number | undefined
}

/** The service refuses the job with an error for as long as the consumer runs. */
export interface Refusal {
  readonly kind: 'refusal'
  /** The name of the error. */
  readonly error: string
  /** When another try may help: `never`, `later` (in minutes), or `soon` (the error is transient). */
  readonly retryHelps: 'never' | 'later' | 'soon'
  /** The number of times that the same request may be sent without blame. */
  readonly triesAllowed: number
  /** The judgement of waits between tries applies. */
  readonly isThrottling: boolean
  /** The name of the situation that differs in text and status alone. */
  readonly sameAs: string | undefined
}

/** The service accepts the change, and its operation fails: in the very reply, or later. */
export interface FailedOperation {
  readonly kind: 'failed-operation'
  readonly fails: 'at-once' | 'later'
}

/** Changes are never answered. */
export interface Silence {
  readonly kind: 'silence'
}

/** Reads go wrong: a consumer that does not read is not affected. */
export interface TroubledReads {
  readonly kind: 'troubled-reads'
  /** The name of the error that reads are refused with, if they are. */
  readonly error: string | undefined
}

/** Changes are carried out, and their replies cannot be read. */
export interface Unreadable {
  readonly kind: 'unreadable'
}

/** Somebody else changes the ports meanwhile. */
export interface Race {
  readonly kind: 'race'
  /** The rule that the other one has opened: `8443/tcp from 198.51.100.0/24`. */
  readonly others: string
}

/** The clocks differ: a client that corrects its own can do the job. */
export interface ClockSkew {
  readonly kind: 'clock-skew'
  /** The name of the error until then. */
  readonly error: string
}

/** Says in a few words what is right in a situation. */
export function describeExpectation({ kind }: Expectation): string {
  return WORDS[kind]
}

const WORDS: Readonly<Record<Expectation['kind'], string>> = {
  done: 'success',
  late: 'success',
  recovery: 'success, by trying again',
  refusal: 'failure',
  'failed-operation': 'failure',
  silence: 'failure',
  'troubled-reads': 'either, with the ports to match',
  unreadable: 'either, with the ports to match',
  race: 'success',
  'clock-skew': 'either, with the ports to match',
}
