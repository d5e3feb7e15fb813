import { catalogueEntry, type ErrorName } from '../errors/index.ts'
import type { ErrorDetails } from '../errors/lightsail-error.ts'

/** An error of the catalogue that is answered with, whatever the request. */
export interface ErrorFault extends ErrorDetails {
  readonly error: ErrorName
  /** Seconds for a `Retry-After` header. */
  readonly retryAfter?: number | undefined
}

/** From `min` to `max`, by the seed. */
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
  /** Whether it fails in the end; then no port changes. */
  readonly fails?: boolean | undefined
}

/** The faults that have nothing to say but their name. */
export const PLAIN_FAULTS = [
  'emptyBody',
  'malformedJson',
  'unknownError',
  'untypedError',
  'staleReply',
  'commitThenDrop',
] as const

/** A fault that has nothing to say but its name. */
export interface PlainFault {
  readonly fault: (typeof PLAIN_FAULTS)[number]
}

/** One way to fail. */
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

/** Several at once: a late error, a slow reply that breaks off. */
export interface ComposedFault {
  readonly faults: readonly SingleFault[]
}

/** What goes wrong with a call. The same values as JSON over HTTP, in a world file, on the command line, and here. */
export type Fault = SingleFault | ComposedFault

/** How often a fault happens. */
export interface Often {
  readonly times?: number | 'always'
  readonly probability?: number
}

/**
 * The faults by name. What is wrong with one is told where it is given to the service.
 *
 * @example
 * lightsail.faults.next(fault.error('ThrottlingException', { retryAfter: 1 }), fault.delay(200))
 * lightsail.faults.when({ operation: 'PutInstancePublicPorts' }, fault.times(2, fault.commitThenDrop()))
 */
export const fault = {
  /**
   * An error of the catalogue, with what it says.
   *
   * @throws {TypeError} for a name that the catalogue does not have
   */
  error(name: ErrorName, details: Omit<ErrorFault, 'error'> = {}): ErrorFault {
    return { error: catalogueEntry(name).name, ...details }
  },
  /** A reply that comes late. @param ms milliseconds, or from how many to how many */
  delay: (ms: number | Range): DelayFault => ({ fault: 'delay', ms }),
  /** A request that is lost: it is not carried out, and nothing comes back. */
  neverAnswer: (): NeverAnswerFault => ({ fault: 'neverAnswer' }),
  /** A connection that is reset: `before` anything is carried out, `during` the reply, or `after` it. */
  reset: (at: ResetFault['at']): ResetFault => ({ fault: 'reset', at }),
  /** A reply that breaks off. @param bytes how many of its body get through */
  truncate: (bytes: number): TruncateFault => ({ fault: 'truncate', bytes }),
  /** A reply whose body comes slowly. @param bytesPerSecond from 0.001 */
  trickle: (bytesPerSecond: number): TrickleFault => ({ fault: 'trickle', bytesPerSecond }),
  /** The HTML page of a proxy instead of a reply: nothing is carried out. @param status e.g. 502 */
  html: (status: number): HtmlFault => ({ fault: 'html', status }),
  /** A reply without a body. */
  emptyBody: (): PlainFault => ({ fault: 'emptyBody' }),
  /** A reply of another content type, e.g. `text/html`. */
  contentType: (type: string): ContentTypeFault => ({ fault: 'contentType', type }),
  /** A reply whose body is only half of its JSON. */
  malformedJson: (): PlainFault => ({ fault: 'malformedJson' }),
  /** An error of a type that the service's model does not have. */
  unknownError: (): PlainFault => ({ fault: 'unknownError' }),
  /** An error without a `__type`. */
  untypedError: (): PlainFault => ({ fault: 'untypedError' }),
  /** A reply whose `Date` is off. @param seconds positive: ahead */
  clockSkew: (seconds: number): ClockSkewFault => ({ fault: 'clockSkew', seconds }),
  /**
   * The reply of one change ago: a read that does not know of the last change yet; for a change, the reply of the change
   * before it once more.
   */
  staleReply: (): PlainFault => ({ fault: 'staleReply' }),
  /** The request is carried out, and the connection is reset before any reply. */
  commitThenDrop: (): PlainFault => ({ fault: 'commitThenDrop' }),
  /** An operation that is Started, and `ms` later on the service's clock Succeeded, or Failed. */
  succeedSlowly: (ms: number, { fails = false }: { readonly fails?: boolean } = {}): SucceedSlowlyFault => ({
    ...{ fault: 'succeedSlowly', ms },
    ...(fails && { fails }),
  }),
  /** Several at once: `fault.compose(fault.delay(500), fault.error('ServiceException'))`. */
  compose: (...faults: readonly SingleFault[]): ComposedFault => ({ faults }),
  /** A fault for so many calls: `fault.times(2, fault.html(502))`. */
  times: <F extends Fault>(times: number, given: F): F & Often => ({ ...given, times }),
  /** A fault for every call: `fault.always(fault.delay(50))`. */
  always: <F extends Fault>(given: F): F & Often => ({ ...given, times: 'always' }),
  /** A fault for some of all calls, chosen by the seed. @param probability from 0 to 1 */
  withProbability: <F extends Fault>(probability: number, given: F): F & Often => ({
    ...{ times: 'always', ...given },
    probability,
  }),
} as const
