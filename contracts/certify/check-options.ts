import { LONGEST_WAIT } from '../../mocks/runtime/index.ts'
import { createService } from '../../mocks/server/index.ts'
import { CertifyError } from './certify-error.ts'
import { DEFAULT_JOB, type Job } from './job.ts'
import { judgementRules } from './judgements/index.ts'
import type { CertifyOptions } from './options.ts'
import { situations, situationsOf } from './situations/index.ts'
import type { Situation } from './situations/situation.ts'

/**
 * Checks the options.
 *
 * @returns the job, and the situations to run
 * @throws {CertifyError} if an option is wrong, naming it
 */
export function checkCertifyOptions<T>(options: CertifyOptions<T>): { job: Job; chosen: readonly Situation[] } {
  const problem =
    problemOfConsumer(options) ??
    problemOfLimits(options) ??
    problemOfJob(options) ??
    problemOfSituations(options.situations) ??
    problemOfAccepts(options.accepts ?? [])
  if (problem !== undefined) throw new CertifyError(`Failed to certify the consumer: ${problem}`)
  const wanted = options.situations === undefined ? undefined : new Set(options.situations)
  const job: Job = {
    instanceName: options.instanceName ?? DEFAULT_JOB.instanceName,
    portInfos: options.portInfos ?? DEFAULT_JOB.portInfos,
  }
  return { job, chosen: situationsOf(job).filter(({ name }) => wanted?.has(name) !== false) }
}

/** A rule that has to hold, and the message if it does not. */
type Rule = readonly [holds: boolean, problem: string]

function firstBroken(rules: readonly Rule[]): string | undefined {
  return rules.find(([holds]) => !holds)?.[1]
}

function problemOfConsumer<T>({ name, call, exec, isSuccess }: CertifyOptions<T>): string | undefined {
  const isCommand = typeof exec === 'string' && exec.trim() !== ''
  return firstBroken([
    [(call === undefined) !== (exec === undefined), 'give either call, a function, or exec, a command.'],
    [call === undefined || typeof call === 'function', 'call is not a function. Give the code that opens the ports.'],
    [exec?.includes('\0') !== true, 'exec has a null character in it.'],
    [exec === undefined || isCommand, 'exec is not a command. Give one such as "python3 sync.py".'],
    [
      name === undefined || (typeof name === 'string' && name !== ''),
      'its name is not a text. Leave it out, or give one.',
    ],
    [isSuccess === undefined || typeof isSuccess === 'function', 'isSuccess is not a function.'],
  ])
}

function problemOfLimits<T>({ deadline = 1, concurrency = 1 }: CertifyOptions<T>): string | undefined {
  const isTime = Number.isFinite(deadline) && deadline > 0 && deadline <= LONGEST_WAIT
  return firstBroken([
    [isTime, `its deadline is ${String(deadline)}. Use milliseconds from 1 to ${LONGEST_WAIT}.`],
    [
      Number.isInteger(concurrency) && concurrency >= 1,
      `concurrency is ${String(concurrency)}. Use a whole number from 1.`,
    ],
  ])
}

function problemOfJob<T>({ instanceName, portInfos }: CertifyOptions<T>): string | undefined {
  const isName = instanceName === undefined || (typeof instanceName === 'string' && instanceName !== '')
  if (!isName) return 'instanceName is not a name. Leave it out, or give one such as "web-1".'
  if (portInfos === undefined) return undefined
  if (!Array.isArray(portInfos) || portInfos.length === 0 || portInfos.length > MOST_RULES) {
    return `portInfos is not a list of 1 to ${MOST_RULES} rules.`
  }
  try {
    createService({ instances: [{ name: instanceName ?? 'web-1', ports: portInfos }] })
    return undefined
  } catch (error) {
    return `the job is not valid: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** The most rules of a job. */
const MOST_RULES = 10

function isSituation(name: string): boolean {
  return situations.some((one) => one.name === name)
}

function problemOfSituations(names: readonly string[] | undefined): string | undefined {
  if (names === undefined) return undefined
  if (names.length === 0) return 'no situations are named. Leave situations out to run all of them.'
  const unknown = names.filter((name) => !isSituation(name))
  const all = situations.map(({ name }) => name)
  return unknown.length === 0 ? undefined : `there is no situation ${unknown.join(', ')}. Use ${all.join(', ')}.`
}

function problemOfAccepts(accepts: readonly string[]): string | undefined {
  const isKnown = (accepted: string) => {
    const [judgement, situation] = accepted.split('/').toReversed()
    return judgementRules.some(({ name }) => name === judgement) && (situation === undefined || isSituation(situation))
  }
  const unknown = accepts.filter((accepted) => !isKnown(accepted))
  const all = judgementRules.map(({ name }) => name)
  return unknown.length === 0
    ? undefined
    : `there is no judgement ${unknown.join(', ')} to accept. Use ${all.join(', ')}, or SITUATION/JUDGEMENT.`
}
