/** The verdict on an interaction: the provider keeps it or not; a pending one that is not kept does not fail the run. */
export type Verdict = 'kept' | 'broken' | 'pending'

/** The result of one interaction. */
export interface InteractionResult {
  readonly description: string
  /** The names of its provider states. */
  readonly states: readonly string[]
  readonly verdict: Verdict
  /** The reasons why it is not kept. */
  readonly problems: readonly string[]
  /** Tells whether a repaired copy was verified, as the pact has no matchers for the content type of AWS JSON. */
  readonly repaired: boolean
  /** The broker's id of the interaction. */
  readonly id?: string | undefined
}

/** The result of one pact. */
export interface PactResult {
  readonly consumer: string
  /** The file or the URL of the pact. */
  readonly source: string
  /** Tells whether the broker lists the pact as pending. */
  readonly pending: boolean
  readonly interactions: readonly InteractionResult[]
  /** A piece of advice for the author of the pact. */
  readonly advice?: string | undefined
  /** The URL of the result that the broker has recorded. */
  readonly published?: string | undefined
}

/** The result of a verification. */
export interface VerificationReport {
  readonly provider: string
  /** Tells whether every interaction is kept or pending, and every result was published that should be. */
  readonly passed: boolean
  readonly pacts: readonly PactResult[]
  /** The reasons why results were not published. */
  readonly problems: readonly string[]
}

/** Counts the interactions of a report with one verdict. */
export function countVerdict({ pacts }: Pick<VerificationReport, 'pacts'>, verdict: Verdict): number {
  return pacts.flatMap(({ interactions }) => interactions).filter((one) => one.verdict === verdict).length
}
