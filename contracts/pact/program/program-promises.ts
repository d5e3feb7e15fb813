import { isObject } from '../../../mocks/protocol/index.ts'
import { PROMISE_NAMES } from '../consumer/check-options.ts'
import type { ConsumerOptions } from '../consumer/consumer.ts'
import type { ConsumerOutcome } from '../consumer/expectations.ts'
import type { ProgramEnd } from './run-program.ts'

/** A promise of a program: its exit code, a pattern of its output, and the number of its requests. */
export interface ProgramPromise {
  readonly exit: number
  readonly output?: string | undefined
  readonly retries?: number | undefined
}

/** The promises of a program, by the names of errors; `success` is optional. */
export type ProgramPromises = Readonly<Record<string, ProgramPromise>>

const MEMBERS = ['exit', 'output', 'retries']
const EXAMPLE = 'Use e.g. NotFoundException: { exit: 3, output: "no instance" }.'

/**
 * Reads the promises of a program.
 *
 * @throws {TypeError} if one is missing, unknown or invalid
 */
export function readPromises(given: unknown): ConsumerOptions['handles'] {
  if (!isObject(given)) throw invalidPromises('they are not a map of errors')
  const unknown = Object.keys(given).filter((name) => !PROMISE_NAMES.includes(name))
  if (unknown.length > 0)
    throw invalidPromises(`there is no error ${unknown.join(', ')}. Use ${PROMISE_NAMES.join(', ')}`)
  const missing = PROMISE_NAMES.filter(
    (name) => given[name] === undefined && name !== 'success' && name !== 'ThrottlingException',
  )
  if (missing.length > 0) throw invalidPromises(`there is nothing for ${missing.join(', ')}`)
  const promises = Object.entries({ success: { exit: 0 }, ...given }).map(([name, promise]) => [
    name,
    expectationOf(readPromise(name, promise)),
  ])
  return Object.fromEntries(promises)
}

function readPromise(name: string, promise: unknown): ProgramPromise {
  if (!isObject(promise)) throw invalidPromises(`${name} is not a promise`)
  const unknown = Object.keys(promise).filter((member) => !MEMBERS.includes(member))
  if (unknown.length > 0)
    throw invalidPromises(`${name} has ${unknown.join(', ')}, and a promise has ${MEMBERS.join(', ')}`)
  const { exit, output, retries } = promise
  if (!isWhole(exit, 0, 255)) throw invalidPromises(`the exit code of ${name} is not a whole number from 0 to 255`)
  if (retries !== undefined && !isWhole(retries, 1, 1000)) {
    throw invalidPromises(`the retries of ${name} are not a whole number of requests from 1`)
  }
  if (output !== undefined && !isPattern(output)) throw invalidPromises(`the output of ${name} is not a pattern`)
  return { exit, output, retries } as ProgramPromise
}

function isWhole(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max
}

function isPattern(source: unknown): boolean {
  try {
    return typeof source === 'string' && source !== '' && new RegExp(source) instanceof RegExp
  } catch {
    return false
  }
}

/** Turns a promise into an expectation. */
function expectationOf(promise: ProgramPromise) {
  return {
    ...(promise.retries !== undefined && { attempts: promise.retries }),
    problem: ({ value, error, attempts }: ConsumerOutcome): string | undefined => {
      if (value === undefined) return String(error instanceof Error ? error.message : error)
      return problemOfEnd(promise, value as ProgramEnd) ?? problemOfAttempts(promise, attempts)
    },
  }
}

function problemOfEnd({ exit, output }: ProgramPromise, ended: ProgramEnd): string | undefined {
  const printed = `It printed: ${lastLines(ended.output)}`
  if (ended.exit !== exit) {
    const how = ended.signal === null ? `exited with ${ended.exit}` : `was ended by ${ended.signal}`
    return `it ${how}, and should exit with ${exit}. ${printed}`
  }
  if (output === undefined || new RegExp(output).test(ended.output)) return undefined
  return `its output does not match /${output}/. ${printed}`
}

function problemOfAttempts({ retries }: ProgramPromise, attempts: number): string | undefined {
  if (retries === undefined || attempts === retries) return undefined
  return `it sent ${attempts} ${attempts === 1 ? 'request' : 'requests'}, and should send ${retries}`
}

function lastLines(output: string): string {
  const lines = output.trimEnd().split('\n').slice(-3).join(' / ')
  return lines === '' ? 'nothing' : lines.slice(-500)
}

function invalidPromises(problem: string): TypeError {
  return new TypeError(`Failed to read the promises: ${problem}. ${EXAMPLE}`)
}
