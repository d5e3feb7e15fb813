import { catalogueEntry, type ErrorName } from '../errors/index.ts'
import type { ErrorDetails } from '../errors/lightsail-error.ts'

/** Answers with an error of the catalogue, whatever the request. */
export interface ErrorFault extends ErrorDetails {
  readonly error: ErrorName
  /** Seconds for a `Retry-After` header. */
  readonly retryAfter?: number | undefined
}

/** A random number from `min` to `max`; the service's seed decides. */
export interface Range {
  readonly min: number
  readonly max: number
}

/** The request is carried out, and its reply comes late. */
export interface DelayFault {
  readonly fault: 'delay'
  /** Milliseconds. */
  readonly ms: number | Range
}

/** The request is lost: nothing is carried out, and no reply ever comes. */
export interface NeverAnswerFault {
  readonly fault: 'neverAnswer'
}

/**
 * The connection is reset: before the request is carried out, in the middle of the reply, or after it. After it, the
 * reply is there, and the next request on the same connection fails; in process there is no connection left to fail.
 */
export interface ResetFault {
  readonly fault: 'reset'
  readonly at: 'before' | 'during' | 'after'
}

/** The request is carried out, and the connection is closed after so many bytes of the reply's body. */
export interface TruncateFault {
  readonly fault: 'truncate'
  readonly bytes: number
}

/** The request is carried out, and the body of the reply comes slowly. */
export interface TrickleFault {
  readonly fault: 'trickle'
  readonly bytesPerSecond: number
}

/** A proxy answers in HTML, and nothing is carried out. */
export interface HtmlFault {
  readonly fault: 'html'
  /** An HTTP status, most often 502 or 503. */
  readonly status: number
}

/** The reply has another content type. */
export interface ContentTypeFault {
  readonly fault: 'contentType'
  readonly type: string
}

/** The reply's `Date` is off. */
export interface ClockSkewFault {
  readonly fault: 'clockSkew'
  /** Positive: the service's clock is ahead. */
  readonly seconds: number
}

/** The operation is Started, and some time later Succeeded or Failed; the ports change when it succeeds. */
export interface SucceedSlowlyFault {
  readonly fault: 'succeedSlowly'
  /** Milliseconds, on the service's clock. */
  readonly ms: number
  /** True if it fails in the end; then no port changes. */
  readonly fails?: boolean | undefined
}

/** The faults that need no member but their name. */
export const PLAIN_FAULTS = [
  'emptyBody',
  'malformedJson',
  'unknownError',
  'untypedError',
  'staleReply',
  'commitThenDrop',
] as const

/** A fault that needs no member but its name. */
export interface PlainFault {
  readonly fault: (typeof PLAIN_FAULTS)[number]
}

/** A single fault. */
export type SingleFault =
  | ErrorFault
  | DelayFault
  | NeverAnswerFault
  | ResetFault
  | TruncateFault
  | TrickleFault
  | HtmlFault
  | ContentTypeFault
  | ClockSkewFault
  | SucceedSlowlyFault
  | PlainFault

/** Several faults for one call: a late error, or a slow reply that breaks off. */
export interface ComposedFault {
  readonly faults: readonly SingleFault[]
}

/** A failure of a call. It has the same JSON form in code, over HTTP, in a world file and on the command line. */
export type Fault = SingleFault | ComposedFault

/** The number of times that a fault happens. */
export interface Often {
  readonly times?: number | 'always'
  readonly probability?: number
}

/**
 * Makes faults by name. A wrong one is refused when it is given to the service.
 *
 * @example
 * lightsail.faults.next(fault.error('ThrottlingException', { retryAfter: 1 }), fault.delay(200))
 * lightsail.faults.when({ operation: 'PutInstancePublicPorts' }, fault.times(2, fault.commitThenDrop()))
 */
export const fault = {
  /**
   * Answers with an error of the catalogue.
   *
   * @throws {TypeError} if the catalogue has no such error
   */
  error(name: ErrorName, details: Omit<ErrorFault, 'error'> = {}): ErrorFault {
    return { error: catalogueEntry(name).name, ...details }
  },
  /** Delays the reply. @param ms milliseconds, or a range of them */
  delay: (ms: number | Range): DelayFault => ({ fault: 'delay', ms }),
  /** Loses the request: it is not carried out, and no reply comes. */
  neverAnswer: (): NeverAnswerFault => ({ fault: 'neverAnswer' }),
  /** Resets the connection: `before` anything is carried out, `during` the reply, or `after` it. */
  reset: (at: ResetFault['at']): ResetFault => ({ fault: 'reset', at }),
  /** Cuts the reply off. @param bytes the number of bytes of its body that get through */
  truncate: (bytes: number): TruncateFault => ({ fault: 'truncate', bytes }),
  /** Sends the body of the reply slowly. @param bytesPerSecond from 0.001 */
  trickle: (bytesPerSecond: number): TrickleFault => ({ fault: 'trickle', bytesPerSecond }),
  /** Answers with the HTML page of a proxy; nothing is carried out. @param status e.g. 502 */
  html: (status: number): HtmlFault => ({ fault: 'html', status }),
  /** Sends the reply without a body. */
  emptyBody: (): PlainFault => ({ fault: 'emptyBody' }),
  /** Sends the reply with another content type, e.g. `text/html`. */
  contentType: (type: string): ContentTypeFault => ({ fault: 'contentType', type }),
  /** Sends only half of the reply's JSON. */
  malformedJson: (): PlainFault => ({ fault: 'malformedJson' }),
  /** Answers with an error of a type that the service's model does not have. */
  unknownError: (): PlainFault => ({ fault: 'unknownError' }),
  /** Answers with an error without a `__type`. */
  untypedError: (): PlainFault => ({ fault: 'untypedError' }),
  /** Sends a wrong `Date` header. @param seconds positive for a date in the future */
  clockSkew: (seconds: number): ClockSkewFault => ({ fault: 'clockSkew', seconds }),
  /**
   * Answers as before the last change: a read does not know of the last change yet; a change gets the reply of the
   * change before it once more.
   */
  staleReply: (): PlainFault => ({ fault: 'staleReply' }),
  /** Carries the request out, and resets the connection before any reply. */
  commitThenDrop: (): PlainFault => ({ fault: 'commitThenDrop' }),
  /** Starts the operation, which is Succeeded, or Failed, `ms` later on the service's clock. */
  succeedSlowly: (ms: number, { fails = false }: { readonly fails?: boolean } = {}): SucceedSlowlyFault => ({
    fault: 'succeedSlowly',
    ms,
    ...(fails && { fails }),
  }),
  /** Combines several faults for one call: `fault.compose(fault.delay(500), fault.error('ServiceException'))`. */
  compose: (...faults: readonly SingleFault[]): ComposedFault => ({ faults }),
  /** Makes a fault happen to so many calls: `fault.times(2, fault.html(502))`. */
  times: <F extends Fault>(times: number, given: F): F & Often => ({ ...given, times }),
  /** Makes a fault happen to every call: `fault.always(fault.delay(50))`. */
  always: <F extends Fault>(given: F): F & Often => ({ ...given, times: 'always' }),
  /** Makes a fault happen to some calls; the service's seed decides. @param probability from 0 to 1 */
  withProbability: <F extends Fault>(probability: number, given: F): F & Often => ({
    times: 'always',
    ...given,
    probability,
  }),
} as const
