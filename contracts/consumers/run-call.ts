import { AsyncLocalStorage } from 'node:async_hooks'
import { format, inspect } from 'node:util'
import { within } from '../../mocks/runtime/index.ts'
import { KnownSecrets } from '../../mocks/secrets/index.ts'
import { Output } from './output.ts'

/** The end of a call. */
export interface Settled {
  readonly settled: 'resolved' | 'rejected' | 'timed out'
  /** The value that it resolved with. */
  readonly value: unknown
  /** The error that it rejected with. */
  readonly error: unknown
}

/** A call that has ended, with everything that it printed or left behind. */
export interface Ran extends Settled {
  /** The place of a secret: its output, its value or its error. */
  readonly toldSecret: string | undefined
  /** An error that it threw in the background, while nobody waited for it. */
  readonly leftBehind: string | undefined
  /** The end of its output. */
  readonly printed: string
  /** The names of errors in all of its output. */
  readonly printedNames: readonly string[]
}

/** A consumer's code, and its limits. */
export interface Callable<Given> {
  readonly call: (given: Given) => unknown
  readonly timeout?: number
  /** Ends the wait for it, in place of the time-out. */
  readonly until?: Promise<unknown>
  /** The secrets to search for. Default: the keys that the call is given. */
  readonly secrets?: KnownSecrets
  /** Its output is kept, and not passed on. */
  readonly quiet?: boolean
}

/** Every call is given at least these. */
interface Given {
  readonly client: { destroy(): void }
  readonly credentials: { readonly secretAccessKey: string; readonly sessionToken?: string }
}

/** Milliseconds that a call may take. */
export const DEFAULT_TIMEOUT = 10_000

/** Runs a consumer's call: to its end, or to the deadline. */
export async function runCall<G extends Given>(
  { call, timeout = DEFAULT_TIMEOUT, until, quiet = false, secrets: known }: Callable<G>,
  given: G,
): Promise<Ran> {
  const secrets = known ?? secretsOf(given)
  const run: Run = { output: new Output(secrets), leftBehind: [], quiet }
  const stopListening = listenTo(run)
  try {
    const running = runs.run(run, () => settle(call, given))
    const ended =
      until === undefined
        ? ((await within(timeout, running)) ?? LATE)
        : await Promise.race([running, until.then(() => LATE)])
    // An error in the background, for which it has not waited, comes up now.
    await new Promise((resolve) => soon(resolve))
    const told = [
      ...(run.output.hasSecret ? ['what it printed'] : []),
      ...(secrets.isIn(printedText(ended.value)) ? ['what it resolved with'] : []),
      ...(secrets.isIn(printedText(ended.error)) ? ['its error'] : []),
    ]
    return {
      ...ended,
      toldSecret: told[0],
      leftBehind: run.leftBehind.length > 0 ? oneLineOf(run.leftBehind[0]) : undefined,
      printed: run.output.text,
      printedNames: run.output.names,
    }
  } finally {
    stopListening()
    given.client.destroy()
  }
}

function secretsOf({ credentials: { secretAccessKey, sessionToken } }: Given): KnownSecrets {
  return new KnownSecrets([secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])])
}

async function settle<G>(call: Callable<G>['call'], given: G): Promise<Settled> {
  try {
    return { settled: 'resolved', value: await call(given), error: undefined }
  } catch (error) {
    return { settled: 'rejected', value: undefined, error }
  }
}

const LATE: Settled = { settled: 'timed out', value: undefined, error: undefined }

/** Looked up once, because fake timers of a test are for the consumer only. */
const soon = setImmediate

const ALL = { depth: 5, maxStringLength: null, maxArrayLength: null } as const

/** Writes a value as a print of it would show it. */
export function printedText(value: unknown): string {
  if (typeof value === 'string') return value
  try {
    return value instanceof Uint8Array ? new TextDecoder().decode(value) : inspect(value, ALL)
  } catch {
    // A value that cannot be read cannot be printed either.
    return ''
  }
}

/** Writes an error on one line, whatever it is. */
function oneLineOf(value: unknown): string {
  try {
    return String(value)
  } catch {
    return printedText(value)
  }
}

/** A consumer's call that runs. */
interface Run {
  readonly output: Output
  readonly leftBehind: unknown[]
  readonly quiet: boolean
}

/** Finds the run that the current code belongs to: several consumers may run at once. */
const runs = new AsyncLocalStorage<Run>()
/** All runs of this moment. Output that belongs to no known run may be from any of them. */
const listeners = new Set<Run>()
let restores: (() => void)[] = []

/** Listens to the output and the background errors of a call. */
function listenTo(run: Run): () => void {
  const stop = retainErrorListeners()
  if (listeners.size === 0) restores = listenToOutput()
  listeners.add(run)
  return () => {
    listeners.delete(run)
    // At once: somebody else may replace these functions next.
    if (listeners.size === 0) for (const restore of restores) restore()
    stop()
  }
}

/** The number of those that need the listeners to background errors. */
let holders = 0
let stopListeningToErrors = (): void => {}

function retainErrorListeners(): () => void {
  if (holders === 0) stopListeningToErrors = listenToErrors()
  holders += 1
  return () => {
    holders -= 1
    if (holders === 0) stopListeningToErrors()
  }
}

/** Looked up once, as `soon`. */
const later = setTimeout
/** Milliseconds for which a call may fail in the background after everything is over: its SDK may still try again. */
const AFTERMATH = 10_000

/**
 * Listens to the background errors of calls between two calls, too, and for some seconds after the last one. Without it,
 * a request that a call has left under way could end this process when it fails.
 *
 * @returns the function that ends it
 */
export function listenBetweenCalls(): () => void {
  const stop = retainErrorListeners()
  return () => void later(stop, AFTERMATH).unref()
}

function listenToErrors(): () => void {
  const onLeftBehind = (reason: unknown) => {
    const now = [...runsNow()]
    for (const run of now) run.leftBehind.push(reason)
    if (now.length > 0) return
    // It is no error of a call. Without these listeners Node does with it what it always does.
    stopListening()
    soon(() => {
      throw reason
    })
  }
  const stopListening = () => {
    process.off('unhandledRejection', onLeftBehind)
    process.off('uncaughtException', onLeftBehind)
  }
  process.on('unhandledRejection', onLeftBehind)
  process.on('uncaughtException', onLeftBehind)
  return stopListening
}

function listenToOutput(): (() => void)[] {
  return [
    ...wrapAll(console, PRINTING, (...args) => capture(`${formatAll(args)}\n`)),
    ...wrapAll(process.stdout, ['write'], (chunk) => capture(chunk)),
    ...wrapAll(process.stderr, ['write'], (chunk) => capture(chunk)),
    ...wrapAll(process, ['exit'], refuseToExit),
    keepExitCode(),
  ]
}

function runsNow(): Iterable<Run> {
  const run = runs.getStore()
  return run === undefined ? listeners : [run]
}

/** The methods of the console that print what they are given. */
const PRINTING = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table']

/** Keeps a piece of output. Returns true if it is not to be passed on. */
function capture(chunk: unknown): boolean {
  for (const run of runsNow()) run.output.write(chunk instanceof Uint8Array ? chunk : printedText(chunk))
  return runs.getStore()?.quiet === true
}

/** Formats arguments as the console does, or as far as they can be read. */
function formatAll(args: readonly unknown[]): string {
  try {
    return args.some((one) => typeof one === 'object' && one !== null)
      ? format(...args.map((one) => (typeof one === 'object' ? printedText(one) : one)))
      : format(...args)
  } catch {
    return args.map(printedText).join(' ')
  }
}

/** Restores the exit code of this process, which a consumer may set. */
function keepExitCode(): () => void {
  const { exitCode } = process
  return () => {
    process.exitCode = exitCode
  }
}

/** Turns a process.exit of a consumer into an error, because it would end this process. */
function refuseToExit(code: unknown): boolean {
  if (runs.getStore() === undefined) return false
  throw new Error(`it called process.exit(${code ?? ''}), which ends the program that calls it`)
}

function wrapAll(target: object, names: readonly string[], listener: (...args: unknown[]) => boolean): (() => void)[] {
  const members = target as Record<string, unknown>
  return names.flatMap((name) => {
    const original = members[name]
    if (typeof original !== 'function') return []
    members[name] = function listening(this: unknown, ...args: unknown[]) {
      if (!listener(...args)) return original.apply(this, args)
      if (name !== 'write') return undefined
      // A stream calls back after a write.
      const done = args.at(-1)
      if (typeof done === 'function') done()
      return true
    }
    return [
      () => {
        members[name] = original
      },
    ]
  })
}
