import { UsageError } from './usage-error.ts'

/** Turns a problem with a fixture, or with listening on a port, into a message of one line. */
export function asUsageError(error: unknown, port = 0): unknown {
  const { name, code = '', message } = error as NodeJS.ErrnoException
  if (name === 'FixtureError' || error instanceof TypeError) return new UsageError(message)
  if (code === 'EADDRINUSE') {
    return new UsageError(`Failed to listen: port ${port} is in use. Choose another with --port.`)
  }
  return code.startsWith('E') ? new UsageError(`Failed to listen: ${message}`) : error
}
