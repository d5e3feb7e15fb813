import type { VerificationReport } from './report.ts'

/** The provider does not keep a contract, or the verification is impossible. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError'
  /** The results of all interactions, if the verification ran. */
  readonly report: VerificationReport | undefined

  constructor(message: string, report?: VerificationReport, options?: ErrorOptions) {
    super(message, options)
    this.report = report
  }
}

/** Makes the error of a verification that cannot run. */
export function cannotVerify(problem: string, cause?: unknown): VerificationError {
  return new VerificationError(`Failed to verify: ${problem}`, undefined, { cause })
}
