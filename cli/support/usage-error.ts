/** A mistake of whoever typed the command. Its message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What was asked for was done, and the answer is no: exit code 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
}
