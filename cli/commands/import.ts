import { readFile } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { asUsageError } from '../support/fixture-problem.ts'
import { UsageError } from '../support/usage-error.ts'

type Format = 'har' | 'nock' | 'vcr' | 'wiremock' | 'hoverfly' | 'msw'

interface ImportFlags {
  readonly out: string
  readonly format?: Format
  readonly title?: string
  readonly date?: string
  readonly addresses?: boolean
  readonly emails?: boolean
}

const FORMATS: readonly Format[] = ['har', 'nock', 'vcr', 'wiremock', 'hoverfly', 'msw']

/** Makes the command `lightsail-ports import`. */
export function importCommand(): Command {
  return new Command('import')
    .argument('<file>', 'the recording')
    .requiredOption('--out <file>', 'the fixture, a HAR')
    .addOption(
      new Option('--format <format>', 'the format of the recording (default: it is recognized)').choices(FORMATS),
    )
    .option('--title <text>', 'one line about what the fixture shows')
    .option('--date <day>', 'the day of the recording, such as 2026-01-31 (default: of its first exchange)', readDay)
    .option('--addresses', 'also replace IP addresses')
    .option('--emails', 'also replace e-mail addresses')
    .action(runImport)
}

async function runImport(file: string, flags: ImportFlags): Promise<void> {
  const { out, format, title, date, addresses, emails } = flags
  // Loaded late, because other commands do not need it.
  const { importLargeRecording, writeLargeFixture } = await import('../../fixtures/large/index.ts')
  try {
    // No variable holds the bytes: they are given back before the fixture is written.
    const { har, release } = importLargeRecording(await readGivenFile(file), { name: file, format, title, date })
    const { log } = await writeLargeFixture(out, har, { addresses, emails }, release)
    const count = log.entries.length
    process.stdout.write(`${out} has ${count} ${count === 1 ? 'exchange' : 'exchanges'}, redacted\n`)
  } catch (error) {
    throw asUsageError(error)
  }
}

async function readGivenFile(file: string): Promise<Buffer> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file.' : error.message
    throw new UsageError(`Failed to read ${file}: ${reason}`)
  })
}

function readDay(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
  if (isDay) return text
  throw new InvalidArgumentError('Use a day such as 2026-01-31.')
}
