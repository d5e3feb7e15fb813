import { PactMissingError } from './pact-missing-error.ts'

/**
 * Loads Pact when it is first needed. Pact is an optional peer dependency.
 *
 * @throws {PactMissingError} if it is not installed
 */
export function loadPact(): Promise<typeof import('@pact-foundation/pact')> {
  // Pact reports each run to its makers by default.
  process.env['PACT_DO_NOT_TRACK'] ??= '1'
  return import('@pact-foundation/pact').catch((cause: unknown) => {
    throw new PactMissingError(String(cause), { cause })
  })
}
