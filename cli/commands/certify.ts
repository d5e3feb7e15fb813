import { readFile, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { styleText } from 'node:util'
import { Command } from 'commander'
import type { Card, CertifyOptions, Comparison } from '../../contracts/certify/index.ts'
import { printableJson } from '../../mocks/protocol/index.ts'
import { append, wholeNumber } from '../support/arguments.ts'
import { CommandFailure, UsageError } from '../support/usage-error.ts'

interface CertifyFlags {
  readonly module?: string
  readonly exec?: string
  readonly name?: string
  readonly accept?: readonly string[]
  readonly operation?: readonly string[]
  readonly situation?: readonly string[]
  readonly deadline?: number
  readonly concurrency?: number
  /** The name of a file; `true` for the standard output. */
  readonly json?: string | true
  readonly junit?: string
  readonly markdown?: string
  readonly html?: string
  readonly baseline?: string
  /** The rules of the job as JSON. */
  readonly ports?: string
  readonly instanceName?: string
  readonly list?: true
}

/** `lightsail-ports certify` */
export function certifyCommand(): Command {
  return new Command('certify')
    .option(
      '--module <file>',
      'a module whose default export is the consumer; it is given endpoint, client, portInfos …',
    )
    .option(
      '--exec <command>',
      'any program; it is given AWS_ENDPOINT_URL, credentials …, LIGHTSAIL_INSTANCE and LIGHTSAIL_PORTS; {endpoint}, {region}, {instance} and {ports} in the command are filled in',
    )
    .option('--name <name>', 'the name of the consumer on the card')
    .option(
      '--accept <judgement>',
      'a judgement that it may fail on purpose: lock-out, or slow-reply/terminates; repeatable',
      append,
    )
    .option('--operation <name>', 'another changing operation that it may call; repeatable', append)
    .option('--situation <name>', 'run this situation only; repeatable', append)
    .option('--ports <json>', 'another job: one to ten rules, such as [{"protocol":"tcp","fromPort":22,"toPort":22}]')
    .option('--instance-name <name>', 'the instance of the job (default: web-1)')
    .option('--list', 'print all situations and judgements, and run nothing')
    .option(
      '--deadline <ms>',
      'milliseconds that it may wait for one reply (default: 12000, a program 65000)',
      wholeNumber(1, 2_147_483_647),
    )
    .option(
      '--concurrency <number>',
      'situations that run side by side (default: 8, of a program 4)',
      wholeNumber(1, 1000),
    )
    .option('--json [file]', 'print the card as JSON, or write it to a file')
    .option('--junit <file>', 'write the card as JUnit XML')
    .option('--markdown <file>', 'write the card as Markdown, for the summary of a CI run')
    .option('--html <file>', 'write the card as a page, with the time line of all requests')
    .option('--baseline <file>', 'an earlier card (--json): print what has changed, and fail on new failures only')
    .action(certify)
}

async function certify(flags: CertifyFlags): Promise<void> {
  if (flags.list === true) {
    const { listCertificate } = await import('../../contracts/certify/index.ts')
    process.stdout.write(`${listCertificate()}\n`)
    return
  }
  if ((flags.module === undefined) === (flags.exec === undefined)) {
    throw new UsageError('Give the consumer to certify: either --module FILE or --exec COMMAND.')
  }
  const nameless = [flags.module, ...REPORTS.map((name) => flags[name])].includes('')
  if (nameless) throw new UsageError('The name of a file is empty. Is a variable not set?')
  // Loaded here, because it loads the AWS SDK, which the other commands do not need.
  const contracts = await import('../../contracts/certify/index.ts')
  const baseline = flags.baseline === undefined ? undefined : await readBaseline(flags.baseline, contracts.parseCard)
  const consumer = flags.module === undefined ? { exec: flags.exec } : await loadConsumer(flags.module)
  const card = await withUsageErrors(contracts, () =>
    endOnSignal((signal) =>
      contracts.certifyConsumer({
        ...consumer,
        deadline: flags.deadline,
        concurrency: flags.concurrency,
        situations: flags.situation,
        name: flags.name ?? (flags.module === undefined ? undefined : basename(flags.module)),
        instanceName: flags.instanceName,
        portInfos: parsePortInfos(flags.ports),
        accepts: [...(consumer.accepts ?? []), ...(flags.accept ?? [])],
        operations: [...(consumer.operations ?? []), ...(flags.operation ?? [])],
        signal,
        onProgress: process.stderr.isTTY ? printProgress : undefined,
      }),
    ),
  )
  const comparison = baseline && contracts.compareCards(contracts.jsonReport(card), baseline)
  printCard(card, comparison, flags, contracts)
  const { junitReport, markdownReport, htmlReport, jsonReport } = contracts
  await writeReports(flags, {
    json: () => `${printableJson(jsonReport(card), 2)}\n`,
    junit: () => junitReport(card, { comparison }),
    markdown: () => markdownReport(card),
    html: () => htmlReport(card),
  })
  failOnFailures(card, comparison)
}

type Contracts = typeof import('../../contracts/certify/index.ts')

/** @throws {UsageError} if the text is not JSON */
function parsePortInfos(text: string | undefined): CertifyOptions['portInfos'] {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError('--ports is not JSON. Use a list such as [{"protocol":"tcp","fromPort":443,"toPort":443}].')
  }
}

function printCard(card: Card, comparison: Comparison | undefined, { json }: CertifyFlags, contracts: Contracts): void {
  // styleText looks at the terminal, NO_COLOR and FORCE_COLOR.
  const color = styleText('bold', ' ', { stream: process.stdout }) !== ' '
  const { jsonReport, textReport } = contracts
  process.stdout.write(
    json === true ? `${printableJson(jsonReport(card), 2)}\n` : `${textReport(card, { color, comparison })}\n`,
  )
}

/** Clears the line of the progress. */
const CLEAR_LINE = '\r\u001b[K'

function printProgress({ situation, done, of }: { situation: string; done: number; of: number }): void {
  process.stderr.write(done === of ? CLEAR_LINE : `${CLEAR_LINE}${done}/${of} ${situation}`)
}

const REPORTS = ['json', 'junit', 'markdown', 'html'] as const
type Reports = Readonly<Record<(typeof REPORTS)[number], () => string>>

async function writeReports(flags: CertifyFlags, reports: Reports): Promise<void> {
  for (const name of REPORTS) {
    const file = flags[name]
    if (file === undefined || file === true) continue
    // Several commands of a CI step write to its one summary.
    const flag = file === process.env['GITHUB_STEP_SUMMARY'] ? 'a' : 'w'
    await writeFile(file, reports[name](), { flag }).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`Failed to write ${file}: ${error.message}.`)
    })
    const stream = flags.json === true ? process.stderr : process.stdout
    stream.write(`Written: ${pathToFileURL(resolve(file)).href}\n`)
  }
}

/**
 * Ends the command with 1 if a judgement failed.
 *
 * @throws {CommandFailure} if one did
 */
function failOnFailures({ failed }: Card, comparison: Comparison | undefined): void {
  const failures = comparison === undefined ? failed : comparison.newFailures.length
  if (failures === 0) return
  const what = comparison === undefined ? '' : ' that did not fail before'
  throw new CommandFailure(`${failures} ${failures === 1 ? 'judgement' : 'judgements'}${what} failed.`)
}

async function withUsageErrors<T>(
  { CertifyError, CommandNotFoundError }: Contracts,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof CertifyError || error instanceof CommandNotFoundError) throw new UsageError(error.message)
    throw error
  }
}

/** Ends the programs that were started on Ctrl-C, and then this process by the same signal. */
async function endOnSignal<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupted = new AbortController()
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const onSignal = (signal: NodeJS.Signals) => interrupted.abort(signal)
  for (const signal of signals) process.once(signal, onSignal)
  try {
    return await run(interrupted.signal)
  } catch (error) {
    if (!interrupted.signal.aborted) throw error
    for (const signal of signals) process.off(signal, onSignal)
    process.kill(process.pid, interrupted.signal.reason)
    return await new Promise<never>(() => {})
  } finally {
    for (const signal of signals) process.off(signal, onSignal)
  }
}

async function readBaseline(file: string, parse: Contracts['parseCard']): Promise<ReturnType<Contracts['parseCard']>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`Failed to read the baseline ${file}: ${error.message}.`)
  })
  try {
    return parse(text)
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`)
  }
}

/** Loads the consumer that a module exports, with its options. */
async function loadConsumer(
  file: string,
): Promise<Pick<CertifyOptions, 'call' | 'isSuccess' | 'accepts' | 'operations' | 'exec'>> {
  const exports: Readonly<Record<string, unknown>> = await import(pathToFileURL(resolve(file)).href).catch(
    (error: unknown) => {
      throw new UsageError(`Failed to load ${file}: ${importProblem(error, file)}`)
    },
  )
  const { isSuccess, accepts, operations } = exports
  const call = defaultOf(exports)
  if (typeof call !== 'function') {
    const names = Object.keys(exports).join(', ') || 'nothing'
    const members = typeof call === 'object' && call !== null ? ` with ${Object.keys(call).join(', ')} in it` : ''
    throw new UsageError(
      `Failed to certify ${file}: its default export is not a function (it exports ${names}${members}). Export the code that opens the ports: export default async ({ endpoint, client, instanceName, portInfos }) => { … }`,
    )
  }
  for (const [name, list] of Object.entries({ accepts, operations })) {
    if (list === undefined || (Array.isArray(list) && list.every((one) => typeof one === 'string'))) continue
    throw new UsageError(`Failed to certify ${file}: its export ${name} is not a list of names.`)
  }
  // The certificate checks whether the names are known.
  return { call, isSuccess, accepts, operations } as Pick<
    CertifyOptions,
    'call' | 'isSuccess' | 'accepts' | 'operations'
  >
}

/** Finds the default export. A module that TypeScript compiled to CommonJS has it within the default. */
function defaultOf(exports: Readonly<Record<string, unknown>>): unknown {
  const { default: given } = exports
  const isCompiled = typeof given === 'object' && given !== null && '__esModule' in given && 'default' in given
  return isCompiled ? given.default : given
}

const MODULE_PROBLEMS: Readonly<Record<string, string>> = {
  ERR_UNKNOWN_FILE_EXTENSION: 'this Node does not run TypeScript. Use Node 22.18 or newer, or compile it first.',
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX: 'Node runs TypeScript whose types can be left out only. Compile it first.',
}

function importProblem(error: unknown, file: string): string {
  if (!(error instanceof Error)) return String(error)
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'ERR_MODULE_NOT_FOUND' && message.startsWith(`Cannot find module '${resolve(file)}'`))
    return 'no such file.'
  const where = error instanceof SyntaxError ? `. node --check ${file} shows where` : ''
  return MODULE_PROBLEMS[code] ?? `${error.name}: ${message}${where}`
}
