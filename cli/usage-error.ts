/** A mistake of whoever typed the command. Its message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
