import { AsyncLocalStorage } from 'node:async_hooks'
import { format, inspect } from 'node:util'
import { within } from '../../mocks/runtime/index.ts'
import { KnownSecrets } from '../../mocks/secrets/index.ts'
import { Output } from './output.ts'

/** How a call ended. */
export interface Settled {
  readonly settled: 'resolved' | 'rejected' | 'timed out'
  /** The value that it resolved with. */
  readonly value: unknown
  /** The error that it rejected with. */
  readonly error: unknown
}

/** A call that has ended, and what it told the world meanwhile. */
export interface Ran extends Settled {
  /** Whether the secret key was in what it printed, resolved with or rejected with. */
  readonly toldSecret: string | undefined
  /** What it rejected or threw in the background, where nobody waited for it. */
  readonly leftBehind: string | undefined
  /** The end of what it printed. */
  readonly printed: string
  /** What looked like names of errors in all that it printed. */
  readonly printedNames: readonly string[]
}

/** A consumer's code, and what it may take. */
export interface Callable<Given> {
  readonly call: (given: Given) => unknown
  readonly timeout?: number
  /** What it prints is kept, and not passed on. */
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
  { call, timeout = DEFAULT_TIMEOUT, quiet = false }: Callable<G>,
  given: G,
): Promise<Ran> {
  const { secretAccessKey, sessionToken } = given.credentials
  const secrets = new KnownSecrets([secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])])
  const run: Run = { output: new Output(secrets), leftBehind: [], quiet }
  const stopListening = listen(run)
  try {
    const ended =
      (await within(
        timeout,
        runs.run(run, () => settle(call, given)),
      )) ?? LATE
    // What it has left behind, without waiting for it, comes to light now.
    await new Promise((resolve) => soon(resolve))
    const told = [
      ...(run.output.hasSecret ? ['what it printed'] : []),
      ...(secrets.isIn(textOf(ended.value)) ? ['what it resolved with'] : []),
      ...(secrets.isIn(textOf(ended.error)) ? ['its error'] : []),
    ]
    return {
      ...ended,
      toldSecret: told[0],
      leftBehind: run.leftBehind.length > 0 ? briefly(run.leftBehind[0]) : undefined,
      printed: run.output.text,
      printedNames: run.output.names,
    }
  } finally {
    stopListening()
    given.client.destroy()
  }
}

async function settle<G>(call: Callable<G>['call'], given: G): Promise<Settled> {
  try {
    return { settled: 'resolved', value: await call(given), error: undefined }
  } catch (error) {
    return { settled: 'rejected', value: undefined, error }
  }
}

const LATE: Settled = { settled: 'timed out', value: undefined, error: undefined }

/** Looked up here, once: fake timers of a test are for the consumer. */
const soon = setImmediate

const ALL = { depth: 5, maxStringLength: null, maxArrayLength: null } as const

/** What an object tells whoever prints it. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  try {
    return value instanceof Uint8Array ? new TextDecoder().decode(value) : inspect(value, ALL)
  } catch {
    // What cannot be looked at cannot be printed either.
    return ''
  }
}

/** An error in a line, whatever it is. */
function briefly(value: unknown): string {
  try {
    return String(value)
  } catch {
    return textOf(value)
  }
}

/** A consumer's call that runs. */
interface Run {
  readonly output: Output
  readonly leftBehind: unknown[]
  readonly quiet: boolean
}

/** Whose code it is that runs: several consumers may be checked at once. */
const runs = new AsyncLocalStorage<Run>()
/** All that run now: what is not known to be of one of them may be of any. */
const listeners = new Set<Run>()
let restores: (() => void)[] = []

/** Listens to what a call prints and leaves behind. */
function listen(run: Run): () => void {
  if (listeners.size === 0) restores = listenToProcess()
  listeners.add(run)
  return () => {
    listeners.delete(run)
    if (listeners.size > 0) return
    for (const restore of restores) restore()
  }
}

function listenToProcess(): (() => void)[] {
  const onLeftBehind = (reason: unknown) => {
    for (const run of runsNow()) run.leftBehind.push(reason)
  }
  process.on('unhandledRejection', onLeftBehind)
  process.on('uncaughtException', onLeftBehind)
  return [
    ...wrapAll(console, PRINTING, (...args) => print(`${formatted(args)}\n`)),
    ...wrapAll(process.stdout, ['write'], (chunk) => print(chunk)),
    ...wrapAll(process.stderr, ['write'], (chunk) => print(chunk)),
    ...wrapAll(process, ['exit'], refuseToExit),
    keepExitCode(),
    () => process.off('unhandledRejection', onLeftBehind),
    () => process.off('uncaughtException', onLeftBehind),
  ]
}

function runsNow(): Iterable<Run> {
  const run = runs.getStore()
  return run === undefined ? listeners : [run]
}

/** The methods of the console that print what they are given. */
const PRINTING = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table']

/** Hears what is printed, and says whether it goes no further. */
function print(chunk: unknown): boolean {
  for (const run of runsNow()) run.output.write(chunk instanceof Uint8Array ? chunk : textOf(chunk))
  return runs.getStore()?.quiet === true
}

/** As the console has it, and where that cannot be, all that can be told. */
function formatted(args: readonly unknown[]): string {
  try {
    return args.some((one) => typeof one === 'object' && one !== null)
      ? format(...args.map((one) => (typeof one === 'object' ? textOf(one) : one)))
      : format(...args)
  } catch {
    return args.map(textOf).join(' ')
  }
}

/** What a consumer says of its own end is not what becomes of this process. */
function keepExitCode(): () => void {
  const { exitCode } = process
  return () => {
    process.exitCode = exitCode
  }
}

/** A consumer that ends the process ends whoever called it, and this with it. */
function refuseToExit(code: unknown): boolean {
  if (runs.getStore() === undefined) return false
  throw new Error(`it called process.exit(${code ?? ''}), which ends whoever calls it`)
}

function wrapAll(target: object, names: readonly string[], listener: (...args: unknown[]) => boolean): (() => void)[] {
  const members = target as Record<string, unknown>
  return names.flatMap((name) => {
    const original = members[name]
    if (typeof original !== 'function') return []
    members[name] = function listening(this: unknown, ...args: unknown[]) {
      if (!listener(...args)) return original.apply(this, args)
      if (name !== 'write') return undefined
      // A stream that is written to calls back.
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
