import { printable } from '../../mocks/protocol/index.ts'
import { UsageError } from './usage-error.ts'

/** Converts the errors of fixtures and of ports to errors with a message of one line. Other errors stay as they are. */
export function asUsageError(error: unknown, port = 0): unknown {
  const { name, code = '', message } = error as NodeJS.ErrnoException
  if (name === 'FixtureError' || error instanceof TypeError) return new UsageError(printable(message))
  if (code === 'EADDRINUSE') {
    return new UsageError(`Failed to listen: port ${port} is in use. Choose another with --port.`)
  }
  return code.startsWith('E') ? new UsageError(printable(`Failed to listen: ${message}`)) : error
}
