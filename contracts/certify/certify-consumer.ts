import { mapConcurrently } from '../../mocks/runtime/index.ts'
import { KnownSecrets } from '../../mocks/secrets/index.ts'
import { callerSecrets } from './caller-secrets.ts'
import type { Card } from './card.ts'
import { findCause } from './cause.ts'
import { checkOptions } from './check-options.ts'
import { circumstancesOf } from './circumstances.ts'
import { describeJob } from './job.ts'
import { countVerdicts, judgeAll } from './judge-situation.ts'
import { observe, type RunSettings } from './observe.ts'
import type { Observed } from './observed.ts'
import type { CertifyOptions } from './options.ts'
import type { Certified } from './programs/certified.ts'
import { certifiedFunction } from './programs/certified-function.ts'
import { certifiedProgram, checkCommand } from './programs/certified-program.ts'
import { programName } from './programs/program-name.ts'
import { runDisturbedAgain } from './run-again.ts'
import type { Situation } from './situations/situation.ts'

/** The limits of a run that depend on the kind of consumer. boto3 and the AWS CLI wait a minute for a reply. */
const LIMITS = {
  function: { deadline: 12_000, concurrency: 8 },
  program: { deadline: 65_000, concurrency: 4 },
} as const

/**
 * Runs a consumer through everything that may happen to it when it opens ports: every documented error, throttling,
 * lost, late and garbled replies, other writers; and judges what it does. Each situation has a simulated service of its
 * own.
 *
 * @returns the card; `failed` is the number of judgements that failed
 * @throws {CertifyError} if an option is wrong
 * @throws {CommandNotFoundError} if the command cannot be run at all
 * @throws the reason of the signal, if it aborts
 * @example
 * const card = await certifyConsumer({ call: ({ client, portInfos }) => syncFirewall(client, portInfos) })
 * expect(card.failed, textReport(card)).toBe(0)
 * @see textReport
 */
export async function certifyConsumer<T>(options: CertifyOptions<T>): Promise<Card> {
  const { job, chosen } = checkOptions(options)
  const { exec, accepts = [], operations = [], onProgress } = options
  const limits = exec === undefined ? LIMITS.function : LIMITS.program
  const known = callerSecrets(process.env, exec)
  const secrets = new KnownSecrets(known)
  const ending = new AbortController()
  const settings: RunSettings = {
    consumer: consumerOf(options),
    job,
    patience: options.deadline ?? limits.deadline,
    callerSecrets: known,
    signal: options.signal === undefined ? ending.signal : AbortSignal.any([options.signal, ending.signal]),
  }
  // The programs that this process has started end with it.
  const end = () => ending.abort()
  process.once('exit', end)
  try {
    const runs = new Map<string, Observed>()
    await runAll(chosen, settings, options.concurrency ?? limits.concurrency, (observed) => {
      runs.set(observed.situation.name, observed)
      onProgress?.({ situation: observed.situation.name, done: runs.size, of: chosen.length })
      if (exec !== undefined && runs.size === 1) checkCommand(exec, observed)
    })
    const judge = (all: readonly Observed[]) =>
      judgeAll(all, { operations, skipped: chosen.length - all.length }, accepts)
    await runDisturbedAgain(runs, ({ situation }) => observe(situation, settings), judge)
    const results = judge(chosen.flatMap(({ name }) => runs.get(name) ?? []))
    return {
      consumer: nameOf(options, secrets),
      job: describeJob(job),
      made: circumstancesOf([...runs.values()], settings.patience, exec, secrets),
      ...countVerdicts(results),
      situations: results,
    }
  } finally {
    process.off('exit', end)
    // Nothing is left running if one situation has failed.
    ending.abort()
  }
}

/** Runs the first situation, and the others unless it shows a mistake from which everything else follows. */
async function runAll(
  [first, ...rest]: readonly Situation[],
  settings: RunSettings,
  concurrency: number,
  onObserved: (observed: Observed) => void,
): Promise<void> {
  if (first === undefined) return
  settings.signal.throwIfAborted()
  const observed = await observe(first, settings)
  onObserved(observed)
  if (findCause(observed) !== undefined) return
  await mapConcurrently(longestFirst(rest), concurrency, async (situation) => {
    settings.signal.throwIfAborted()
    onObserved(await observe(situation, settings))
  })
}

function consumerOf<T>({ call, exec, isSuccess = () => true }: CertifyOptions<T>): Certified {
  if (exec !== undefined) return certifiedProgram(exec, process.env)
  return certifiedFunction(call ?? (() => {}), isSuccess as (value: unknown) => unknown)
}

/** Names that say nothing about a function. */
const NO_NAMES = ['', 'call', 'default']

function nameOf({ name, call, exec }: Pick<CertifyOptions, 'name' | 'call' | 'exec'>, secrets: KnownSecrets): string {
  const own = call === undefined || NO_NAMES.includes(call.name) ? 'consumer' : call.name
  return secrets.redact(name ?? (exec === undefined ? own : programName(exec)))
}

/** Starts the situations first in which a consumer waits for its time-outs: the whole run waits for them. */
function longestFirst(all: readonly Situation[]): readonly Situation[] {
  const isLong = ({ name }: Situation) => name.includes('never-answers') || /^(?:slow|throttled)/.test(name)
  return all.toSorted((left, right) => Number(isLong(right)) - Number(isLong(left)))
}
