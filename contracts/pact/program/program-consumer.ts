import { fillPlaceholders } from '../../consumers/placeholders.ts'
import { DEFAULT_TIMEOUT } from '../../consumers/run-call.ts'
import type { ConsumerCall, ConsumerOptions } from '../consumer/consumer.ts'
import { type ProgramPromises, readPromises } from './program-promises.ts'
import { type ProgramEnd, runProgram } from './run-program.ts'

/** The exit codes of a shell for a command that is missing, or not executable. */
const NOT_FOUND = [126, 127]

/** A consumer that is a program in any language. */
export interface ProgramOptions {
  /** The consumer's name in the pact. */
  readonly name: string
  /** A command for the shell. `{endpoint}`, `{region}`, `{instance}` and `{ports}` in it are filled in. */
  readonly command: string
  /** Its promises, by the names of errors: `{ NotFoundException: { exit: 3, output: 'no instance' } }`. */
  readonly handles: ProgramPromises
  readonly pactDir?: string | undefined
  /** The milliseconds that a run may take. The default is 10,000. */
  readonly timeout?: number | undefined
  /** The number of runs at the same time. The default is 8. */
  readonly concurrency?: number | undefined
}

/** The command of a program cannot be run. */
class ProgramNotFoundError extends Error {
  override readonly name = 'ProgramNotFoundError'
}

/**
 * Makes a consumer of a program, for `checkConsumer` and `describeConsumer`. The program gets the AWS variables,
 * `LIGHTSAIL_INSTANCE`, and the ports to open as JSON in `LIGHTSAIL_PORTS`. Its promises are exit codes, and patterns of its
 * output.
 *
 * @throws {TypeError} if a promise is invalid
 * @example
 * await checkConsumer(programConsumer({ name: 'sync', command: 'python3 sync.py', handles }))
 */
export function programConsumer(options: ProgramOptions): ConsumerOptions {
  const { name, command, handles, pactDir, timeout = DEFAULT_TIMEOUT, concurrency } = options
  return {
    name,
    handles: readPromises(handles),
    timeout,
    call: (given) => runConsumerProgram(command, given, timeout),
    ...(pactDir !== undefined && { pactDir }),
    ...(concurrency !== undefined && { concurrency }),
    ...QUIET,
  }
}

/** Keeps the output of a program for the checks, and does not print it. */
const QUIET = { quiet: true }

async function runConsumerProgram(command: string, given: ConsumerCall, timeout: number): Promise<ProgramEnd> {
  const { endpoint, region, instanceName, portInfos } = given
  const values = { endpoint, region, instance: instanceName, ports: JSON.stringify(portInfos) }
  const ended = await runProgram(fillPlaceholders(command, values), given, timeout)
  // The checks for secrets read what a consumer prints.
  process.stderr.write(ended.output)
  if (ended.exit !== null && NOT_FOUND.includes(ended.exit)) {
    throw new ProgramNotFoundError(
      `Failed to run ${JSON.stringify(command)}: ${ended.output.trim()}. Give a command that the shell finds from here, and that is executable.`,
    )
  }
  return ended
}
