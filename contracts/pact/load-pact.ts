import { PactMissingError } from './pact-missing-error.ts'

/**
 * Pact, when it is needed first: the certificate and the rest of this room do without.
 *
 * @throws {Error} where it is not installed
 */
export function loadPact(): Promise<typeof import('@pact-foundation/pact')> {
  // Pact tells its makers of each run, unless it is told not to.
  process.env['PACT_DO_NOT_TRACK'] ??= '1'
  return import('@pact-foundation/pact').catch((cause: unknown) => {
    throw new PactMissingError(
      `Failed to load Pact: ${String(cause)}. Install it: npm install --save-dev @pact-foundation/pact`,
      { cause },
    )
  })
}
