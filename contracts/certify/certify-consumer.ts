import { LONGEST_WAIT } from '../../mocks/runtime/index.ts'
import { createService, serve } from '../../mocks/server/index.ts'
import { CONSUMER_ACCESS_KEY } from '../consumers/worlds.ts'
import type { Card, Judgement, SituationResult } from './card.ts'
import { CertifyError } from './certify-error.ts'
import { JOB, JOB_TITLE } from './job.ts'
import { type Context, judges } from './judgements/judgements.ts'
import type { Observed } from './observed.ts'
import type { Certified } from './programs/certified.ts'
import { type CertifiedCall, certifiedFunction } from './programs/certified-function.ts'
import { certifiedProgram, checkCommand } from './programs/certified-program.ts'
import type { Credentials, Situation } from './situations/situation.ts'
import { situations } from './situations/situations.ts'
import { watchExchanges } from './watch-exchanges.ts'

/** The Region that consumers are certified in. */
const REGION = 'us-east-1'

/** What a consumer is, and what it is allowed. One of `call` and `exec` has to be given. */
export interface CertifyOptions<T = unknown> {
  /** What the card calls it. Default: the function's name, or the command. */
  readonly name?: string | undefined
  /** The consumer's code: makes the ports open, and returns when that is done. */
  readonly call?: ((call: CertifiedCall) => T) | undefined
  /**
   * The consumer as a command for the shell: any program. It gets `{endpoint}`, `{region}`, `{instance}` and `{ports}`
   * where they stand in the command, and the same as environment variables.
   */
  readonly exec?: string | undefined
  /** Whether what `call` returns says that the job is done. Default: whatever it returns does. */
  readonly isSuccess?: ((value: Awaited<T>) => boolean | Promise<boolean>) | undefined
  /** Judgements that it means to fail: `lock-out`, or `never-answers/terminates` for one situation alone. */
  readonly accepts?: readonly string[] | undefined
  /** Other operations that change something and that it needs. Reading is always allowed. */
  readonly operations?: readonly string[] | undefined
  /** The situations to look at. Default: all. */
  readonly situations?: readonly string[] | undefined
  /** Milliseconds that it may take in a situation. Default: 8,000 for a function, 30,000 for a program. */
  readonly deadline?: number | undefined
  /** How many situations are run side by side. Default: 16 for a function, 4 for a program. */
  readonly concurrency?: number | undefined
  /** Ends the run. */
  readonly signal?: AbortSignal | undefined
  /** Is told of each situation that is over. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** How far a run is. */
export interface Progress {
  /** The situation that is over. */
  readonly situation: string
  readonly done: number
  readonly of: number
}

/**
 * Runs a consumer through everything that may happen to it when it opens ports: every documented error, throttling,
 * lost, late and garbled replies, other writers; and judges what it does. Each situation has a simulated service of its
 * own.
 *
 * @returns the card; `failed` is how many judgements failed
 * @throws {CertifyError} for options that are none; and the signal's reason
 * @example
 * const card = await certifyConsumer({ call: ({ client, portInfos }) => syncFirewall(client, portInfos) })
 * expect(card.failed, textReport(card)).toBe(0)
 */
export async function certifyConsumer<T>(options: CertifyOptions<T>): Promise<Card> {
  const chosen = checkOptions(options)
  const { exec, accepts = [], operations = [], onProgress } = options
  const ending = new AbortController()
  const signal = options.signal === undefined ? ending.signal : AbortSignal.any([options.signal, ending.signal])
  const settings: Settings = {
    consumer: consumerOf(options),
    deadline: options.deadline ?? (exec === undefined ? 8000 : 30_000),
    signal,
  }
  // Whoever ends this process ends the programs that it has started.
  const end = () => ending.abort()
  process.once('exit', end)
  try {
    const observed = new Map<string, Observed>()
    const run = async (situation: Situation) => {
      signal.throwIfAborted()
      observed.set(situation.name, await observe(situation, settings))
      onProgress?.({ situation: situation.name, done: observed.size, of: chosen.length })
    }
    // What does not get as far as a request need not be tried forty times.
    const [first, ...rest] = chosen
    if (first !== undefined) await run(first)
    const [one] = observed.values()
    if (exec !== undefined && one !== undefined && one.exchanges.length === 0) checkCommand(exec, one.ended)
    const isReached = one === undefined || one.exchanges.length > 0
    await eachOf(isReached ? longestFirst(rest) : [], options.concurrency ?? (exec === undefined ? 16 : 4), run)
    const skipped = chosen.length - observed.size
    const context: Context = { in: (name) => observed.get(name), operations, skipped }
    const results = chosen.flatMap(({ name }) => resultOf(observed.get(name), context, accepts))
    return { consumer: nameOf(options), job: JOB_TITLE, ...totals(results), situations: results }
  } finally {
    process.off('exit', end)
    // What was begun is not left running where one has failed.
    ending.abort()
  }
}

interface Settings {
  readonly consumer: Certified
  readonly deadline: number
  readonly signal: AbortSignal
}

function consumerOf<T>({ call, exec, isSuccess = () => true }: CertifyOptions<T>): Certified {
  if (exec !== undefined) return certifiedProgram(exec, process.env)
  return certifiedFunction(call ?? (() => {}), isSuccess as (value: unknown) => unknown)
}

function nameOf({ name, call, exec = 'consumer' }: Pick<CertifyOptions, 'name' | 'call' | 'exec'>): string {
  return (
    name ??
    (call?.name === undefined || call.name === '' || call.name === 'call' || call.name === 'default' ? exec : call.name)
  )
}

/** Another instance of the account, which is none of the job's business. */
const BYSTANDER = { name: 'web-2', ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] }] }

/** Counts the runs of this process: secrets of one run are not those of another. */
let runs = 0

function newCredentials(): Credentials {
  runs += 1
  const number = String(runs).padStart(9, '0')
  return {
    accessKeyId: CONSUMER_ACCESS_KEY,
    secretAccessKey: `a-secret-key-that-no-consumer-may-tell-${number}`,
    sessionToken: `a-session-token-that-no-consumer-may-tell-${number}`,
  }
}

/** Runs a consumer in a situation, with a service of its own. */
async function observe(situation: Situation, { consumer, deadline, signal }: Settings): Promise<Observed> {
  const credentials = newCredentials()
  const service = createService(situation.service(credentials))
  const { instanceName } = JOB
  const ipAddressType = service.instances.has(instanceName)
    ? service.instances.get(instanceName).ipAddressType
    : 'dualstack'
  situation.arrange?.(service)
  const bystander = service.instances.add(BYSTANDER)
  const spared = bystander.ports
  const watch = watchExchanges(service, instanceName, [credentials.secretAccessKey, credentials.sessionToken])
  const server = await serve(service, { onExchange: watch.onExchange, mockRoutes: false })
  try {
    const ended = await consumer.run({ endpoint: server.url, region: REGION, credentials, deadline, signal })
    const duration = watch.now()
    const [exchanges, settled] = [watch.exchanges(), watch.ports()]
    // What is under way comes to its end now.
    service.clock.advance('1d')
    const after = watch.ports()
    const moments = [...watch.moments, { requests: exchanges.length, ports: after ?? [] }]
    return {
      ...{ situation, ended, duration, exchanges, moments, settled, after },
      ...{ bystander: [spared, bystander.ports], toldSecret: watch.toldSecret() },
      ipAddressType,
    }
  } finally {
    await server.close()
  }
}

/** Those that wait for their consumer's time-outs would else come last, and be waited for. */
function longestFirst(all: readonly Situation[]): readonly Situation[] {
  const isLong = ({ name }: Situation) =>
    name === 'never-answers' || name.startsWith('slow') || name.startsWith('throttled')
  return all.toSorted((left, right) => Number(isLong(right)) - Number(isLong(left)))
}

/** Some at a time. */
async function eachOf<T>(all: readonly T[], concurrency: number, run: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await run(next)
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, all.length) }, work))
}

function resultOf(observed: Observed | undefined, context: Context, accepts: readonly string[]): SituationResult[] {
  if (observed === undefined) return []
  const { situation, ended, duration, exchanges } = observed
  const judgements = judges.flatMap(({ name, judge }): Judgement[] => {
    const finding = judge(observed, context)
    if (finding === undefined) return []
    const isMeant = accepts.includes(name) || accepts.includes(`${situation.name}/${name}`)
    if (!isMeant || finding.verdict === 'pass') return [{ name, ...finding }]
    return [{ name, verdict: 'pass', reason: finding.reason, accepted: true }]
  })
  const { name, title } = situation
  return [{ name, title, judgements, outcome: ended.how, duration, exchanges, printed: ended.printed }]
}

function totals(results: readonly SituationResult[]): Pick<Card, 'passed' | 'failed' | 'warned'> {
  const verdicts = results.flatMap(({ judgements }) => judgements.map(({ verdict }) => verdict))
  const count = (verdict: Judgement['verdict']) => verdicts.filter((one) => one === verdict).length
  return { passed: count('pass'), failed: count('fail'), warned: count('warn') }
}

/**
 * @returns the situations to look at
 * @throws {CertifyError}
 */
function checkOptions<T>(options: CertifyOptions<T>): readonly Situation[] {
  const wrong = problemIn(options)
  if (wrong !== undefined) throw new CertifyError(`Failed to certify the consumer: ${wrong}`)
  const wanted = options.situations === undefined ? undefined : new Set(options.situations)
  return situations.filter(({ name }) => wanted?.has(name) !== false)
}

function problemIn<T>(options: CertifyOptions<T>): string | undefined {
  const { name, call, exec, accepts = [], deadline = 1, concurrency = 1, isSuccess } = options
  const isCommand = typeof exec === 'string' && exec.trim() !== ''
  const isTime = Number.isFinite(deadline) && deadline > 0 && deadline <= LONGEST_WAIT
  const rules: readonly (readonly [boolean, string])[] = [
    [(call === undefined) !== (exec === undefined), 'give either call, a function, or exec, a command.'],
    [call === undefined || typeof call === 'function', 'call is not a function. Give the code that opens the ports.'],
    [exec?.includes('\0') !== true, 'exec has a null character in it.'],
    [exec === undefined || isCommand, 'exec is no command. Give one such as "python3 sync.py".'],
    [
      name === undefined || (typeof name === 'string' && name !== ''),
      'its name is no text. Leave it out, or give one.',
    ],
    [isSuccess === undefined || typeof isSuccess === 'function', 'isSuccess is not a function.'],
    [isTime, `its deadline is ${String(deadline)}. Use milliseconds from 1 to ${LONGEST_WAIT}.`],
    [
      Number.isInteger(concurrency) && concurrency > 0,
      `concurrency is ${String(concurrency)}. Use a whole number from 1.`,
    ],
  ]
  const [, broken] = rules.find(([holds]) => !holds) ?? []
  return broken ?? unknownSituation(options.situations) ?? unknownJudgement(accepts)
}

function isSituation(name: string): boolean {
  return situations.some((one) => one.name === name)
}

function unknownSituation(names: readonly string[] | undefined): string | undefined {
  if (names === undefined) return undefined
  if (names.length === 0) return 'no situations are named. Leave situations out to look at all of them.'
  const unknown = names.filter((name) => !isSituation(name))
  const all = situations.map(({ name }) => name)
  return unknown.length === 0 ? undefined : `there is no situation ${unknown.join(', ')}. Use ${all.join(', ')}.`
}

function unknownJudgement(accepts: readonly string[]): string | undefined {
  const isKnown = (accepted: string) => {
    const [judgement, situation] = accepted.split('/').toReversed()
    return judges.some(({ name }) => name === judgement) && (situation === undefined || isSituation(situation))
  }
  const unknown = accepts.filter((accepted) => !isKnown(accepted))
  const all = judges.map(({ name }) => name)
  return unknown.length === 0
    ? undefined
    : `there is no judgement ${unknown.join(', ')} to accept. Use ${all.join(', ')}, or SITUATION/JUDGEMENT.`
}
