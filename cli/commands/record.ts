import { Command, Option } from 'commander'
import type { RecordMode } from '../../fixtures/index.ts'
import { wholeNumber } from '../support/arguments.ts'
import { asUsageError } from '../support/fixture-problem.ts'
import { untilSignal } from '../support/until-signal.ts'

interface RecordFlags {
  readonly upstream?: string
  readonly out: string
  readonly mode?: RecordMode
  readonly port: number
  readonly resign?: boolean
  readonly region?: string
  readonly timeout: number
  readonly addresses?: boolean
  readonly emails?: boolean
  readonly title?: string
}

const MODES: readonly RecordMode[] = ['record', 'replay', 'auto', 'lockdown']
const MAX_TIMEOUT = 2 ** 31 - 1

/** Makes the command `lightsail-ports record`. */
export function recordCommand(): Command {
  return new Command('record')
    .option('--upstream <url>', 'the URL that requests are sent on to: an endpoint of AWS, or another mock')
    .requiredOption('--out <file>', 'the fixture, a HAR')
    .addOption(
      new Option(
        '--mode <mode>',
        'record all anew, replay only, add what is missing (auto), or fail at the end, too (lockdown) (default: LIGHTSAIL_FIXTURES, or auto)',
      ).choices(MODES),
    )
    .option('--port <number>', 'the port to listen on; 0 takes any free one', wholeNumber(0, 65_535), 4567)
    .option('--resign', "sign requests anew, with the environment's credentials: AWS refuses those for another host")
    .option('--region <name>', "the Region to sign for (default: that of the upstream's host)")
    .option(
      '--timeout <ms>',
      'milliseconds until the upstream has to have answered',
      wholeNumber(1, MAX_TIMEOUT),
      60_000,
    )
    .option('--addresses', 'also replace IP addresses')
    .option('--emails', 'also replace e-mail addresses')
    .option('--title <text>', 'one line about what the fixture shows')
    .action(runRecorder)
}

async function runRecorder({ port, ...flags }: RecordFlags): Promise<void> {
  // Loaded late, because it loads MSW, which other commands do not need.
  const { record } = await import('../../fixtures/index.ts')
  const recording = await record({ ...flags, port }).catch((error: unknown) => {
    throw asUsageError(error, port)
  })
  process.stdout.write(`Lightsail is recorded on ${recording.url}\nSee what happens on ${recording.url}/_mock/\n`)
  await untilSignal()
  try {
    await recording.close()
  } catch (error) {
    throw asUsageError(error, port)
  }
  const count = recording.length
  process.stdout.write(`${flags.out} has ${count} ${count === 1 ? 'exchange' : 'exchanges'}\n`)
}
