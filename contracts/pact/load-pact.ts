import { PactMissingError } from './pact-missing-error.ts'

type Pact = typeof import('@pact-foundation/pact')

/** Code that is loaded late, once: Jest refuses an `import()` of a case that runs beside the test that waits for it. */
let pact: Promise<Pact> | undefined

/**
 * Loads Pact when it is first needed. Pact is an optional peer dependency.
 *
 * @throws {PactMissingError} if it is not installed
 */
export function loadPact(): Promise<Pact> {
  // Pact reports each run to its makers by default.
  process.env['PACT_DO_NOT_TRACK'] ??= '1'
  pact ??= import('@pact-foundation/pact').catch((cause: unknown) => {
    throw new PactMissingError(String(cause), { cause })
  })
  return pact
}
