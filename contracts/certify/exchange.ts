/** A request of a consumer, and its reply. No header is kept, so it holds no credential. */
export interface Exchange {
  /** The operation that was asked for; `undefined` if the request names none. */
  readonly operation: string | undefined
  /** The parsed body; `undefined` if it is not JSON, or very long. */
  readonly input: unknown
  /** The number of the try within one SDK invocation, from 1, if the SDK says it. */
  readonly attempt: number | undefined
  /** The moment at which it came, in milliseconds since the consumer was started. */
  readonly at: number
  /** The moment at which its reply was out, or its connection was closed. */
  readonly endedAt: number
  readonly ending: Ending
  /** HTTP status of the reply, also of one that did not get through; 0 without a reply. */
  readonly status: number
  /** The name of the error, if the reply is one. */
  readonly error: string | undefined
  /** The body of the reply, its beginning if it is long; empty without a reply. */
  readonly reply: string
  /** The open ports after it, such as `22/tcp from 0.0.0.0/0`; only if they changed. */
  readonly ports: readonly string[] | undefined
}

/**
 * The end of an exchange: the whole reply was sent, also if its connection was reset afterwards (`answered`); the reply
 * broke off (`cut off`); the connection was reset before the reply (`dropped`); the consumer stopped waiting
 * (`given up`); there was no reply until the consumer had ended (`unanswered`).
 */
export type Ending = 'answered' | 'cut off' | 'dropped' | 'given up' | 'unanswered'
