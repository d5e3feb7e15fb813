import { readFile } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { asUsageError } from '../support/fixture-problem.ts'
import { UsageError } from '../support/usage-error.ts'

interface ImportFlags {
  readonly out: string
  readonly format?: 'har' | 'nock' | 'vcr'
  readonly addresses?: boolean
}

/** `lightsail-ports import` */
export function importCommand(): Command {
  return new Command('import')
    .description('make a fixture of what another tool has recorded: HAR of browsers and mitmproxy, nock, VCR')
    .argument('<file>', 'the recording')
    .requiredOption('--out <file>', 'the fixture, a HAR')
    .addOption(new Option('--format <format>', 'default: found out').choices(['har', 'nock', 'vcr']))
    .option('--addresses', 'also replace IP addresses')
    .action(run)
}

async function run(file: string, { out, format, addresses }: ImportFlags): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `Failed to read ${file}: ${error.code === 'ENOENT' ? 'there is no such file.' : error.message}`,
    )
  })
  // With MSW behind it: the other commands do without.
  const { importRecording, writeFixture } = await import('../../fixtures/index.ts')
  try {
    const { log } = await writeFixture(
      out,
      importRecording(text, { name: file, ...(format !== undefined && { format }) }),
      { addresses },
    )
    const count = log.entries.length
    process.stdout.write(`${out} has ${count} ${count === 1 ? 'exchange' : 'exchanges'}, redacted\n`)
  } catch (error) {
    throw asUsageError(error)
  }
}
