import { inspect } from 'node:util'
import type { ContractCase } from './cases.ts'
import { type ConsumerCall, type ConsumerOptions, consumerCall } from './consumer.ts'
import type { ConsumerOutcome } from './expectations.ts'

/** A call that has ended, and what it told the world meanwhile. */
export interface Ran extends Omit<ConsumerOutcome, 'attempts'> {
  /** The key that it was not to tell. */
  readonly secretAccessKey: string
  /** Whether the secret key was in what it printed, resolved with or rejected with. */
  readonly toldSecret: string | undefined
  /** What it rejected in the background, where nobody waited for it. */
  readonly leftBehind: string | undefined
}

/** Milliseconds that a call may take. */
export const DEFAULT_TIMEOUT = 10_000

/** Runs a consumer's call against an endpoint: to its end, or to the deadline. */
export async function runCall(
  { call, timeout = DEFAULT_TIMEOUT }: ConsumerOptions,
  endpoint: string,
  input: ContractCase['input'],
): Promise<Ran> {
  const given = consumerCall(endpoint, input)
  const printed: string[] = []
  const leftBehind: unknown[] = []
  const stopListening = listen((text) => printed.push(text))
  const onRejection = (reason: unknown) => leftBehind.push(reason)
  process.on('unhandledRejection', onRejection)
  try {
    const ended = await Promise.race([settle(call, given), deadline(timeout)])
    // What it has left behind, without waiting for it, comes to light now.
    await new Promise((resolve) => soon(resolve))
    const { secretAccessKey } = given.credentials
    const hasSecret = (text: string) => text.includes(secretAccessKey)
    const told = [
      ...(printed.some(hasSecret) ? ['what it printed'] : []),
      ...(hasSecret(textOf(ended.value)) ? ['what it resolved with'] : []),
      ...(hasSecret(textOf(ended.error)) ? ['its error'] : []),
    ]
    return {
      ...ended,
      secretAccessKey,
      toldSecret: told[0],
      leftBehind: leftBehind.length > 0 ? String(leftBehind[0]) : undefined,
    }
  } finally {
    process.off('unhandledRejection', onRejection)
    stopListening()
    given.client.destroy()
  }
}

type Ended = Omit<Ran, 'toldSecret' | 'leftBehind' | 'secretAccessKey'>

async function settle(call: ConsumerOptions['call'], given: ConsumerCall): Promise<Ended> {
  try {
    return { settled: 'resolved', value: await call(given), error: undefined }
  } catch (error) {
    return { settled: 'rejected', value: undefined, error }
  }
}

/** Looked up here, once: fake timers of a test are for the consumer, not for its deadline. */
const startTimer = setTimeout
const soon = setImmediate

function deadline(ms: number): Promise<Ended> {
  return new Promise((resolve) => {
    startTimer(() => resolve({ settled: 'timed out', value: undefined, error: undefined }), ms).unref()
  })
}

const ALL = { depth: 5, maxStringLength: null, maxArrayLength: null } as const

/** What an object tells whoever prints it. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  try {
    return value instanceof Uint8Array ? new TextDecoder().decode(value) : inspect(value, ALL)
  } catch {
    // What cannot be looked at cannot be printed either.
    return ''
  }
}

type Listener = (text: string) => void

/** Who listens to what is printed: several consumers may be checked at once. */
const listeners = new Set<Listener>()
let restores: (() => void)[] = []

/** Listens to what is printed, and lets it pass. */
function listen(listener: Listener): () => void {
  if (listeners.size === 0)
    restores = [...wrapAll(console), ...wrapAll(process.stdout, ['write']), ...wrapAll(process.stderr, ['write'])]
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    for (const restore of restores) restore()
  }
}

function wrapAll(target: object, names: readonly string[] = Object.keys(target)): (() => void)[] {
  const members = target as Record<string, unknown>
  return names.flatMap((name) => {
    const original = members[name]
    if (typeof original !== 'function') return []
    members[name] = function listening(this: unknown, ...args: unknown[]) {
      for (const one of args) for (const listener of listeners) listener(textOf(one))
      return original.apply(this, args)
    }
    return [
      () => {
        members[name] = original
      },
    ]
  })
}
