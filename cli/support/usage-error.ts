/** A mistake in the command that the user typed. Its message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The command ran, and its answer is no: exit code 1. Each of its lines is printed on a line of its own. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly lines: readonly string[]

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}
