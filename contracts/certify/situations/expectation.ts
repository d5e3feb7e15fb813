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
  | Twice
  | Either

/** Nothing goes wrong: the job can be done. */
interface Done {
  readonly kind: 'done'
}

/** The job can be done, but the reply or the operation takes its time. */
interface Late {
  readonly kind: 'late'
}

/** The job can be done by trying again. */
export interface Recovery {
  readonly kind: 'recovery'
  /** The number of tries that fail before one succeeds. */
  readonly failures: number
  /** Which requests fail: those that change ports, those that read, or any of them. */
  readonly of: 'changes' | 'reads' | 'any'
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
  /** It is one of the errors that are documented for PutInstancePublicPorts. */
  readonly isDocumented: boolean
  /** The name of the situation that differs in text and status alone. */
  readonly sameAs: string | undefined
}

/** The service accepts the change, and its operation fails: in the very reply, or later. */
interface FailedOperation {
  readonly kind: 'failed-operation'
  readonly fails: 'at-once' | 'later'
}

/** Changes are never answered. */
interface Silence {
  readonly kind: 'silence'
}

/** Reads go wrong: a consumer that does not read is not affected. */
interface TroubledReads {
  readonly kind: 'troubled-reads'
}

/** Changes are carried out, and their replies cannot be read. */
interface Unreadable {
  readonly kind: 'unreadable'
}

/** Somebody else changes the ports meanwhile. */
interface Race {
  readonly kind: 'race'
  /** The rule that the other one has opened: `8443/tcp from 198.51.100.0/24`. */
  readonly others: string
}

/** The consumer runs twice at the same time, with the same job. */
interface Twice {
  readonly kind: 'twice'
}

/** The consumer may do the job or give it up, if it reports the truth. */
interface Either {
  readonly kind: 'either'
  /** The name of the error that no second try changes, if there is one. */
  readonly error: string | undefined
}

/** Says in a few words what is right in a situation. */
export function describeExpectation({ kind }: Expectation): string {
  return WORDS[kind]
}

const TRUTH = 'either, with the ports to match'

const WORDS: Readonly<Record<Expectation['kind'], string>> = {
  done: 'success',
  late: 'success',
  recovery: 'success, by trying again',
  refusal: 'failure',
  'failed-operation': 'failure',
  silence: 'failure',
  'troubled-reads': TRUTH,
  unreadable: TRUTH,
  race: 'success',
  twice: 'success',
  either: TRUTH,
}
