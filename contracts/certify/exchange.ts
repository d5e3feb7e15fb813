/** A request of a consumer, and what came back. No header of it is kept, so it holds no credential. */
export interface Exchange {
  /** The operation that was asked for; `undefined` where the request names none. */
  readonly operation: string | undefined
  /** The parsed body; `undefined` where it is no JSON, or a very long one. */
  readonly input: unknown
  /** Which try of one SDK invocation this is, from 1, if the SDK says. */
  readonly attempt: number | undefined
  /** Milliseconds since the consumer was started at which it came. */
  readonly at: number
  /** The same for when its reply was out, or its connection was closed. */
  readonly endedAt: number
  /** How it ended. */
  readonly ending: Ending
  /** HTTP status of the reply, also of one that did not get through; 0 where there is none. */
  readonly status: number
  /** The error's name, if the reply is one. */
  readonly error: string | undefined
  /** The body of the reply, its beginning if it is long; empty where there is none. */
  readonly reply: string
  /** What was open when it had been carried out, as a list such as `22/tcp from 0.0.0.0/0`; only where that changed. */
  readonly ports: readonly string[] | undefined
}

/**
 * How an exchange ended: the whole reply was sent, also where its connection was reset afterwards (`answered`); it broke
 * off (`cut off`); the connection was reset before any of it (`dropped`); the consumer did not wait for it (`given up`);
 * there was none until the consumer had ended (`unanswered`).
 */
export type Ending = 'answered' | 'cut off' | 'dropped' | 'given up' | 'unanswered'
