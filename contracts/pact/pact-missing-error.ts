/** Pact is an optional peer dependency, and it is not there. */
export class PactMissingError extends Error {
  override readonly name = 'PactMissingError'
}
