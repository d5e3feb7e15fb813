/** A job of the verifier's process: one interaction. */
export interface VerifierJob {
  /** A pact file with one interaction. */
  readonly file: string
  readonly provider: string
  readonly providerUrl: string
  readonly timeout: number
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error'
  /** The reason why the provider states cannot be arranged: the provider is not asked then, and the interaction fails. */
  readonly refusal: string | undefined
}

/** The answer to a job. */
export interface VerifierAnswer {
  /** The result of Pact, as JSON. */
  readonly result?: string
  /** The error that prevented a result. */
  readonly error?: { readonly name: string; readonly message: string }
}
