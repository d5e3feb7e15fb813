import { type ConsumerCall, type ConsumerOptions, consumerCall } from './consumer.ts'
import type { ConsumerOutcome } from './expectations.ts'
import { CONTRACT_CREDENTIALS } from './provider-states.ts'

/** A call that has ended, and what it told the world meanwhile. */
export interface Ran extends Omit<ConsumerOutcome, 'attempts'> {
  /** Whether the secret key was in what it printed, resolved with or rejected with. */
  readonly toldSecret: string | undefined
}

const DEFAULT_TIMEOUT = 10_000

/** Runs a consumer's call against an endpoint: to its end, or to the deadline. */
export async function runCall(
  { call, timeout = DEFAULT_TIMEOUT }: ConsumerOptions,
  endpoint: string,
  input: Parameters<typeof consumerCall>[1],
): Promise<Ran> {
  const given = consumerCall(endpoint, input)
  const printed = capturePrinted()
  try {
    const ended = await Promise.race([settle(call, given), deadline(timeout)])
    const told = [
      ...(printed.text().includes(SECRET) ? ['what it printed'] : []),
      ...(textOf(ended.value).includes(SECRET) ? ['what it resolved with'] : []),
      ...(textOf(ended.error).includes(SECRET) ? ['its error'] : []),
    ]
    return { ...ended, toldSecret: told[0] }
  } finally {
    printed.restore()
    given.client.destroy()
  }
}

const SECRET = CONTRACT_CREDENTIALS.secretAccessKey

type Ended = Omit<Ran, 'toldSecret'>

async function settle(call: ConsumerOptions['call'], given: ConsumerCall): Promise<Ended> {
  try {
    return { settled: 'resolved', value: await call(given), error: undefined }
  } catch (error) {
    return { settled: 'rejected', value: undefined, error }
  }
}

/** Looked up here, once: fake timers of a test are for the consumer, not for its deadline. */
const startTimer = setTimeout

function deadline(ms: number): Promise<Ended> {
  return new Promise((resolve) => {
    startTimer(() => resolve({ settled: 'timed out', value: undefined, error: undefined }), ms).unref()
  })
}

/** What an object tells whoever prints it. */
function textOf(value: unknown): string {
  if (value instanceof Error) return [value.stack, textOf(value.cause), textOf({ ...value })].join('\n')
  try {
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  } catch {
    return ''
  }
}

const METHODS = ['debug', 'error', 'info', 'log', 'warn'] as const

/** Listens to what is printed, and lets it pass. */
function capturePrinted(): { text(): string; restore(): void } {
  const texts: string[] = []
  const restores = [
    ...METHODS.map((name) => wrap(console, name, texts)),
    wrap(process.stdout, 'write', texts),
    wrap(process.stderr, 'write', texts),
  ]
  return {
    text: () => texts.join('\n'),
    restore() {
      for (const restore of restores) restore()
    },
  }
}

function wrap<Name extends string>(
  target: { [Key in Name]: (...args: never[]) => unknown },
  name: Name,
  texts: string[],
): () => void {
  const original = target[name]
  target[name] = function listening(this: unknown, ...args: never[]) {
    for (const one of args) texts.push(textOf(one))
    return original.apply(this, args)
  } as (typeof target)[Name]
  return () => {
    target[name] = original
  }
}
