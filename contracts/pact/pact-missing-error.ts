/** Pact is not installed. It is an optional peer dependency. */
export class PactMissingError extends Error {
  override readonly name = 'PactMissingError'

  constructor(reason: string, options: ErrorOptions = {}) {
    super(`Failed to load Pact: ${reason}. Install it: npm install --save-dev @pact-foundation/pact`, options)
  }
}
