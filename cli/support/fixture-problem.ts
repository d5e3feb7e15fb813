import { UsageError } from './usage-error.ts'

/** What a fixture, or a port, cannot do is told in a line. */
export function asUsageError(error: unknown, port = 0): unknown {
  const { name, code = '', message } = error as NodeJS.ErrnoException
  if (name === 'FixtureError' || error instanceof TypeError) return new UsageError(message)
  if (code === 'EADDRINUSE')
    return new UsageError(`Failed to listen: port ${port} is in use. Choose another with --port.`)
  return code.startsWith('E') ? new UsageError(`Failed to listen: ${message}`) : error
}
