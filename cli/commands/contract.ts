import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import type { ConsumerResult, ProgramOptions } from '../../contracts/pact/index.ts'
import { printableJson } from '../../mocks/protocol/index.ts'
import { wholeNumber } from '../support/arguments.ts'
import { readYaml } from '../support/read-yaml.ts'
import { CommandFailure, UsageError } from '../support/usage-error.ts'

interface ContractFlags {
  readonly exec: string
  readonly handles: string
  readonly name?: string
  readonly pactDir?: string
  readonly timeout: number
  readonly concurrency: number
  readonly json?: boolean
}

/** Builds `lightsail-ports contract`. */
export function contractCommand(): Command {
  return new Command('contract')
    .requiredOption(
      '--exec <command>',
      'the program; it gets AWS_ENDPOINT_URL, credentials …, LIGHTSAIL_INSTANCE and LIGHTSAIL_PORTS; {endpoint}, {region}, {instance} and {ports} in the command are filled in',
    )
    .requiredOption(
      '--handles <file>',
      'its promises as YAML or JSON, e.g. NotFoundException: { exit: 3, output: "no instance" }',
    )
    .option('--name <name>', 'the name of the consumer in the pact (default: the name of its file)')
    .option('--pact-dir <folder>', 'the folder of the pact (default: pacts)')
    .option('--timeout <ms>', 'milliseconds that a run may take', wholeNumber(1, 2_147_483_647), 30_000)
    .option('--concurrency <number>', 'runs that are made at the same time', wholeNumber(1, 1000), 4)
    .option('--json', 'print the results as JSON')
    .action(contract)
}

async function contract(flags: ContractFlags): Promise<void> {
  const { exec, handles, name = programNameIn(exec), pactDir, timeout, concurrency, json } = flags
  const text = await readFile(handles, 'utf8').catch((error: Error) => {
    throw new UsageError(`Failed to read the promises: ${error.message}`)
  })
  const promises = readYaml(text, handles) as ProgramOptions['handles']
  // The contracts load the AWS SDK, which the other commands do not need.
  const { checkConsumer, PactMissingError, programConsumer } = await import('../../contracts/pact/index.ts')
  const result = await runAsUsage([TypeError, PactMissingError], () =>
    checkConsumer(programConsumer({ name, command: exec, handles: promises, pactDir, timeout, concurrency })),
  )
  const missing = result.cases
    .flatMap(({ problems }) => problems)
    .find(({ problem }) => problem.startsWith('Failed to run'))
  if (missing !== undefined) throw new UsageError(missing.problem)
  if (json === true) process.stdout.write(`${printableJson(result, 2)}\n`)
  if (!result.passed) throw new CommandFailure(...describeFailedCases(result))
  if (json !== true) {
    process.stdout.write(
      `${name} keeps its promises in all ${result.cases.length} cases. Its contract is ${result.pact}.\n`,
    )
  }
}

async function runAsUsage<T>(
  mistakes: readonly (new (...args: never[]) => Error)[],
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (mistakes.some((mistake) => error instanceof mistake)) throw new UsageError((error as Error).message)
    throw error
  }
}

function describeFailedCases({ consumer, cases }: ConsumerResult): string[] {
  const failed = cases.filter(({ problems }) => problems.length > 0)
  const lines = failed.flatMap(({ name, problems }) =>
    problems.map(({ check, problem }) => `${name}: ${check}: ${problem}`),
  )
  return [...lines, `${consumer} fails ${failed.length} of ${cases.length} cases. No contract was written.`]
}

/** Returns the name of the last file in a command: `sync` for `python3 app/sync.py --all`. */
function programNameIn(command: string): string {
  const quoted = command.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []
  const words = quoted
    .map((word) => word.replaceAll(/^["']|["']$/g, ''))
    .filter((word) => word !== '' && !word.startsWith('-') && !word.includes('{'))
  const file = words.findLast((word) => /\.\w+$/.test(word)) ?? words[0] ?? ''
  const name = (file.split('/').at(-1) ?? '').replace(/(?<=.)\.\w+$/, '').replaceAll(/[^\w.-]+/g, '-')
  return name === '' ? 'consumer' : name.slice(0, 100)
}
