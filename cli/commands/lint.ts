import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { ambientSecrets } from '../../mocks/secrets/index.ts'
import { asUsageError } from '../support/fixture-problem.ts'
import { CommandFailure, UsageError } from '../support/usage-error.ts'

interface LintFlags {
  readonly fix?: boolean
  readonly againstSimulation?: boolean
  readonly json?: boolean
}

/** `lightsail-ports lint` */
export function lintCommand(): Command {
  return new Command('lint')
    .description('refuse fixtures that hold secrets, contradict the model, or do not parse')
    .argument('<path...>', 'fixtures, and folders of them')
    .option('--fix', 'redact what is still in them')
    .option('--against-simulation', 'also say where the simulation answers otherwise')
    .option('--json', 'print the findings as JSON')
    .action(lint)
}

/** A finding, and the file that it is of. */
interface Finding {
  readonly file: string
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly path: string
  readonly message: string
}

async function lint(paths: readonly string[], { fix, againstSimulation, json }: LintFlags): Promise<void> {
  const files = await filesOf(paths)
  const findings: Finding[] = []
  for (const file of files) findings.push(...(await findingsOf(file, fix === true, againstSimulation === true)))
  if (json === true) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`)
  else {
    for (const { file, severity, rule, path, message } of findings) {
      process.stdout.write(`${file}: ${severity} ${rule}: ${path}: ${message}\n`)
    }
    process.stdout.write(`${files.length} ${files.length === 1 ? 'fixture' : 'fixtures'}, ${told(findings)}\n`)
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length
  if (errors > 0) throw new CommandFailure(`${errors} ${errors === 1 ? 'error' : 'errors'} in fixtures.`)
}

function told(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'nothing to be said against them'
  const errors = findings.filter(({ severity }) => severity === 'error').length
  return `${errors} errors, ${findings.length - errors} warnings`
}

async function findingsOf(file: string, fix: boolean, againstSimulation: boolean): Promise<Finding[]> {
  // With the AWS SDK and MSW behind it: the other commands do without.
  const { compareWithSimulation, lintFixture, readFixture, writeFixture } = await import('../../fixtures/index.ts')
  try {
    const given = await readFixture(file)
    const har = fix ? await writeFixture(file, given) : given
    const differences = againstSimulation ? await compareWithSimulation(har) : []
    return [
      ...lintFixture(har, { secrets: ambientSecrets() }).map((finding) => ({ file, ...finding })),
      ...differences.map((difference): Finding => {
        const [path = '', ...message] = difference.split(': ')
        return { file, rule: 'against-simulation', severity: 'error', path, message: message.join(': ') }
      }),
    ]
  } catch (error) {
    const { name, message } = error as Error
    if (name !== 'FixtureError') throw asUsageError(error)
    return [{ file, rule: 'format', severity: 'error', path: 'log', message }]
  }
}

/** Files as they are named, and what folders have. */
async function filesOf(paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const its = await stat(path).catch(() => {
      throw new UsageError(`Failed to lint ${path}: there is no such file or folder.`)
    })
    if (!its.isDirectory()) found.push(path)
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
