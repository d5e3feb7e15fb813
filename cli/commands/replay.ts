import { Command, Option } from 'commander'
import type { Har } from '../../fixtures/index.ts'
import { serve } from '../../mocks/server/index.ts'
import { wholeNumber } from '../support/arguments.ts'
import { asUsageError } from '../support/fixture-problem.ts'
import { untilSignal } from '../support/until-signal.ts'
import { CommandFailure } from '../support/usage-error.ts'

interface ReplayFlags {
  readonly port: number
  readonly match: 'input' | 'sequence'
  readonly repeat?: boolean
  readonly timings?: boolean
  readonly assertAllUsed?: boolean
}

/** Makes the command `lightsail-ports replay`. */
export function replayCommand(): Command {
  return new Command('replay')
    .argument('<file>', 'the fixture, a HAR')
    .option('--port <number>', 'the port to listen on; 0 takes any free one', wholeNumber(0, 65_535), 4566)
    .addOption(
      new Option('--match <how>', 'match requests with entries by their input, or in sequence')
        .choices(['input', 'sequence'])
        .default('input'),
    )
    .option('--repeat', 'the last match answers any number of requests')
    .option('--timings', 'replies take as long as they took in the recording')
    .option('--assert-all-used', 'exit with 1 if entries were not requested, or requests had no match')
    .action(runReplay)
}

async function runReplay(file: string, { port, match, repeat, timings, assertAllUsed }: ReplayFlags): Promise<void> {
  // Loaded late, because it loads MSW, which other commands do not need.
  const { readFixture, redactHar, replay } = await import('../../fixtures/index.ts')
  const options = { match, timings, times: repeat === true ? 'repeat' : 'once' } as const
  const replayed = await readFixture(file)
    .then((har) => replay(har, options))
    .catch(throwUsageError(port))
  const inspection = { mode: 'replay', title: file, entries: () => replayed.entries } as const
  const redact = async (har: object) => redactHar(har as Har)
  const server = await serve(replayed, { port, inspection, redactHar: redact }).catch(throwUsageError(port))
  process.stdout.write(`${file} is replayed on ${server.url}\nSee what happens on ${server.url}/_mock/\n`)
  await untilSignal()
  await server.close()
  if (assertAllUsed !== true) return
  try {
    replayed.assertAllUsed()
  } catch (error) {
    throw new CommandFailure((error as Error).message)
  }
}

/** Makes a handler that throws an error with a message of one line. */
const throwUsageError =
  (port: number) =>
  (error: unknown): never => {
    throw asUsageError(error, port)
  }
