/** A mistake in the command that the user typed. Its message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The command ran, and its answer is no: exit code 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
}
