import { catalogueEntry, type ErrorName } from '../errors/index.ts'
import type { ErrorDetails } from '../errors/lightsail-error.ts'

/** An error of the catalogue that is answered with, whatever the request. */
export interface ErrorFault extends ErrorDetails {
  readonly error: ErrorName
  /** Seconds for a `Retry-After` header. */
  readonly retryAfter?: number | undefined
}

/** The request is carried out, and its reply comes late. */
export interface DelayFault {
  readonly fault: 'delay'
  readonly ms: number
}

/** The request is lost: nothing is carried out, and no reply ever comes. */
export interface NeverAnswerFault {
  readonly fault: 'neverAnswer'
}

/** One way to fail. The same values as JSON over HTTP, in a world file, and here. */
export type Fault = ErrorFault | DelayFault | NeverAnswerFault

/**
 * The faults by name.
 *
 * @example
 * lightsail.faults.next(fault.error('ThrottlingException', { retryAfter: 1 }), fault.delay(200))
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
  /** A reply that comes late. @param ms milliseconds */
  delay: (ms: number): DelayFault => ({ fault: 'delay', ms }),
  /** A request that is lost: it is not carried out, and nothing comes back. */
  neverAnswer: (): NeverAnswerFault => ({ fault: 'neverAnswer' }),
} as const
