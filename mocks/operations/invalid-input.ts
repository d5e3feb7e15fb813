import { LightsailError } from '../errors/index.ts'

/** Turns complaints into the error that names them all, each with its path. */
export function invalidInput(problems: readonly string[]): LightsailError {
  const listed = problems.slice(0, PROBLEMS_LISTED)
  if (problems.length > listed.length) listed.push(`and ${problems.length - listed.length} more`)
  return new LightsailError('InvalidInputException', { message: listed.join('; ') })
}

/** The most problems that a message lists: a body of one MiB can break half a million rules. */
const PROBLEMS_LISTED = 100
