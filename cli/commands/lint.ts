import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { printable, printableJson, printableLine } from '../../mocks/protocol/index.ts'
import { ambientSecrets } from '../../mocks/secrets/index.ts'
import { asUsageError } from '../support/fixture-problem.ts'
import { type FileFinding, formatSarif } from '../support/sarif.ts'
import { CommandFailure, UsageError } from '../support/usage-error.ts'

interface LintFlags {
  readonly fix?: boolean
  readonly againstSimulation?: boolean
  readonly json?: boolean
  readonly sarif?: boolean
}

/** Makes the command `lightsail-ports lint`. */
export function lintCommand(): Command {
  return new Command('lint')
    .argument('<path...>', 'fixtures, and folders of them')
    .option('--fix', 'redact the secrets that are still in them')
    .option('--against-simulation', 'also list the differences from the simulation')
    .addOption(new Option('--json', 'print the findings as JSON').conflicts('sarif'))
    .option('--sarif', 'print the findings as SARIF, for code review')
    .addHelpText('after', '\nExits with 0 if there is no error, 1 if there is one, and 2 if a path cannot be read.')
    .action(runLint)
}

async function runLint(paths: readonly string[], flags: LintFlags): Promise<void> {
  const files = await listFixtures(paths)
  const findings: FileFinding[] = []
  for (const file of files) findings.push(...(await lintFile(file, flags)))
  if (flags.json === true) process.stdout.write(`${printableJson(findings, 2)}\n`)
  else if (flags.sarif === true) process.stdout.write(`${printableJson(await formatSarif(findings), 2)}\n`)
  else printFindings(findings, files.length)
  const errors = countErrors(findings)
  if (errors > 0) throw new CommandFailure(`${errors} ${errors === 1 ? 'error' : 'errors'} in fixtures.`)
}

/** Prints a line for each finding. Texts of the file come without control characters. */
function printFindings(findings: readonly FileFinding[], fileCount: number): void {
  for (const { file, severity, rule, path, message } of findings) {
    process.stdout.write(`${printableLine(`${file}: ${severity} ${rule}: ${path}: ${message}`)}\n`)
  }
  const errors = countErrors(findings)
  const summary = findings.length === 0 ? 'no problems' : `${errors} errors, ${findings.length - errors} warnings`
  process.stdout.write(`${fileCount} ${fileCount === 1 ? 'fixture' : 'fixtures'}, ${summary}\n`)
}

function countErrors(findings: readonly FileFinding[]): number {
  return findings.filter(({ severity }) => severity === 'error').length
}

async function lintFile(file: string, { fix, againstSimulation }: LintFlags): Promise<FileFinding[]> {
  // Loaded late, because it loads the AWS SDK, which other commands do not need.
  const { compareLargeFixture, lintLargeFixture, readLargeFixture, writeLargeFixture } = await import(
    '../../fixtures/large/index.ts'
  )
  try {
    const given = await readLargeFixture(file)
    const har = fix === true ? await writeLargeFixture(file, given, {}) : given
    const differences = againstSimulation === true ? await compareLargeFixture(har) : []
    return [
      ...lintLargeFixture(har, { secrets: ambientSecrets() }).map((finding) => ({ file, ...finding })),
      ...differences.map((difference) => toFinding(file, difference)),
    ]
  } catch (error) {
    const { name, message } = error as Error
    if (name !== 'FixtureError') throw asUsageError(error)
    return [{ file, rule: 'format', severity: 'error', path: 'log', message: printable(message) }]
  }
}

/** Converts a difference from the simulation, `PLACE: TEXT`, to a finding. */
function toFinding(file: string, difference: string): FileFinding {
  const [path = '', ...message] = difference.split(': ')
  return { file, rule: 'against-simulation', severity: 'error', path, message: message.join(': ') }
}

/** Lists the files that are named, and the fixtures in the folders that are named. */
async function listFixtures(paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const stats = await stat(path).catch(() => {
      throw new UsageError(`Failed to lint ${path}: there is no such file or folder.`)
    })
    if (!stats.isDirectory()) found.push(path)
    else {
      // Links are not followed: they may lead back.
      const names = await readdir(path, { recursive: true, withFileTypes: true })
      const files = names.filter((one) => one.isFile() && one.name.endsWith('.har'))
      found.push(...files.map((one) => join(one.parentPath, one.name)))
    }
  }
  if (found.length === 0) throw new UsageError(`There is no fixture to lint: ${paths.join(', ')} has no *.har.`)
  return [...new Set(found)].toSorted()
}
