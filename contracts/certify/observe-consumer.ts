import { mapConcurrently } from '../../mocks/runtime/index.ts'
import { listenBetweenCalls } from '../consumers/run-call.ts'
import { callerSecrets } from './caller-secrets.ts'
import type { SituationResult } from './card.ts'
import { findCause } from './cause.ts'
import { checkCertifyOptions } from './check-options.ts'
import type { Job } from './job.ts'
import { judgeAll } from './judge-situation.ts'
import { observe, type RunSettings } from './observe.ts'
import type { Observed } from './observed.ts'
import type { CertifyOptions } from './options.ts'
import type { Certified } from './programs/certified.ts'
import { certifiedFunction } from './programs/certified-function.ts'
import { certifiedProgram, checkCommand } from './programs/certified-program.ts'
import { runDisturbedAgain } from './run-again.ts'
import type { Situation } from './situations/situation.ts'

/** The limits of a run that depend on the kind of consumer. boto3 and the AWS CLI wait a minute for a reply. */
const LIMITS = {
  function: { deadline: 12_000, concurrency: 8 },
  program: { deadline: 65_000, concurrency: 4 },
} as const

/** Everything that a consumer did, before it is judged. */
export interface Observations {
  readonly job: Job
  /** In the order of the card. */
  readonly runs: readonly Observed[]
  /** The number of situations that were not run, because nothing arrived in the first. */
  readonly skipped: number
  /** Milliseconds that the consumer could wait for one reply. */
  readonly patience: number
  /** Secrets of the caller, which must not be on the card. */
  readonly callerSecrets: readonly string[]
}

/** Judges what a consumer did. */
export function judgeObservations(
  { runs, skipped }: Pick<Observations, 'runs' | 'skipped'>,
  { operations = [], accepts = [] }: Pick<CertifyOptions, 'operations' | 'accepts'> = {},
): readonly SituationResult[] {
  return judgeAll(runs, { operations, skipped }, accepts)
}

/**
 * Runs a consumer through all situations, and keeps what it did.
 *
 * @throws {CertifyError} if an option is wrong
 * @throws {CommandNotFoundError} if the command cannot be run at all
 * @throws the reason of the signal, if it aborts
 */
export async function observeConsumer<T>(options: CertifyOptions<T>): Promise<Observations> {
  const { job, chosen } = checkCertifyOptions(options)
  const { exec, onProgress } = options
  const limits = exec === undefined ? LIMITS.function : LIMITS.program
  const ending = new AbortController()
  const settings: RunSettings = {
    consumer: consumerOf(options),
    job,
    patience: options.deadline ?? limits.deadline,
    callerSecrets: callerSecrets(process.env, exec),
    signal: options.signal === undefined ? ending.signal : AbortSignal.any([options.signal, ending.signal]),
  }
  // The programs that this process has started end with it.
  const end = () => ending.abort()
  process.once('exit', end)
  const stopListening = exec === undefined ? listenBetweenCalls() : undefined
  try {
    const runs = new Map<string, Observed>()
    const observeOne = async (situation: Situation): Promise<Observed> => {
      try {
        settings.signal.throwIfAborted()
        const observed = await observe(situation, settings)
        runs.set(situation.name, observed)
        onProgress?.({ situation: situation.name, done: runs.size, of: chosen.length })
        if (exec !== undefined && runs.size === 1) checkCommand(exec, observed)
        return observed
      } catch (error) {
        // The others that run are not needed any more.
        ending.abort()
        throw error
      }
    }
    await runAll(chosen, options.concurrency ?? limits.concurrency, observeOne)
    const skipped = chosen.length - runs.size
    const judge = (all: readonly Observed[]) => judgeObservations({ runs: all, skipped }, options)
    await runDisturbedAgain(runs, ({ situation }) => observe(situation, settings), judge)
    return {
      job,
      runs: chosen.flatMap(({ name }) => runs.get(name) ?? []),
      skipped,
      patience: settings.patience,
      callerSecrets: settings.callerSecrets,
    }
  } finally {
    process.off('exit', end)
    stopListening?.()
    // Nothing is left running, whatever has failed.
    ending.abort()
  }
}

/** Runs the first situation, and the others unless it shows a mistake from which everything else follows. */
async function runAll(
  [first, ...rest]: readonly Situation[],
  concurrency: number,
  observeOne: (situation: Situation) => Promise<Observed>,
): Promise<void> {
  if (first === undefined || findCause(await observeOne(first)) !== undefined) return
  await mapConcurrently(longestFirst(rest), concurrency, observeOne)
}

function consumerOf<T>({ call, exec, isSuccess = () => true }: CertifyOptions<T>): Certified {
  if (exec !== undefined) return certifiedProgram(exec, process.env)
  return certifiedFunction(call ?? (() => {}), isSuccess as (value: unknown) => unknown)
}

/** Starts the situations first in which a consumer waits for its time-outs: the whole run waits for them. */
function longestFirst(all: readonly Situation[]): readonly Situation[] {
  const isLong = ({ name }: Situation) => name.includes('never-answers') || /^(?:slow|throttled)/.test(name)
  return all.toSorted((left, right) => Number(isLong(right)) - Number(isLong(left)))
}
