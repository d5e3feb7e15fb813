import { isOperationName, NO_SUCH_OPERATION, type OperationName } from '../model/operation-names.ts'
import { Ring } from '../runtime/ring.ts'
import { TextStore } from '../runtime/text-store.ts'
import { type Call, type KeptCall, type Outcome, SUCCESS, toCall } from './call.ts'
import { CallRecord } from './call-record.ts'

export { type Call, type KeptCall, type Outcome, type PortsChange, type RulesChange, SUCCESS, toCall } from './call.ts'

/** The attempts of one SDK invocation. A call that does not say to which one it belongs counts as one of its own. */
export interface Invocation {
  readonly operation: string | undefined
  readonly attempts: readonly Call[]
  /** Milliseconds from each attempt to the next, on the service's clock. */
  readonly delays: readonly number[]
  /** True if every attempt sent the same input; `undefined` if one of the inputs is not kept. */
  readonly repeatsInput: boolean | undefined
  /** The end of the last attempt. */
  readonly outcome: Outcome
}

/** The longest body that is kept, in characters. */
const BODY_KEPT = 64 * 1024
/** The number of calls that a journal keeps if nobody says otherwise. */
export const CALLS_KEPT = 10_000
/** The most characters that the bodies of so many calls have together; beyond that older calls lose theirs. */
const BODIES_KEPT = 32 * 1024 * 1024
/** The most characters that the replies of so many calls have together; beyond that older calls lose theirs. */
const REPLIES_KEPT = 16 * 1024 * 1024
/** The longest message that is kept, in characters: a message may repeat what a request sent. */
const MESSAGE_KEPT = 4096

/** A replacer for JSON.stringify that sorts the members of every object. */
function membersByName(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

function toInvocation(attempts: readonly Call[]): Invocation {
  const last = attempts.at(-1)
  const inputs = new Set(
    attempts.map(({ input }) => (input === undefined ? undefined : JSON.stringify(input, membersByName))),
  )
  return {
    operation: last?.operation,
    attempts,
    delays: attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? at)),
    repeatsInput: inputs.has(undefined) ? undefined : inputs.size === 1,
    outcome: last?.outcome ?? SUCCESS,
  }
}

function isLarge({ body = '', reply = '', outcome: { message = '' } }: KeptCall): boolean {
  return body.length > BODY_KEPT || reply.length > BODY_KEPT || message.length > MESSAGE_KEPT
}

function clip({ body = '', reply = '', outcome, ...call }: KeptCall): KeptCall {
  const message = outcome.message === undefined ? {} : { message: outcome.message.slice(0, MESSAGE_KEPT) }
  return {
    ...call,
    outcome: { ...outcome, ...message },
    body: body.length > BODY_KEPT ? undefined : body,
    reply: reply.length > BODY_KEPT ? undefined : reply,
  }
}

/** Counts the characters of the texts that a journal keeps. */
class TextBudget {
  /** The number of the oldest call that may still have its text. */
  oldest = 1
  readonly #max: number
  #total = 0

  constructor(max: number) {
    this.#max = max
  }

  get isExceeded(): boolean {
    return this.#total > this.#max
  }

  add(length: number): void {
    this.#total += length
  }

  restart(next: number): void {
    this.#total = 0
    this.oldest = next
  }
}

/** Watches a journal. */
export interface JournalWatcher {
  /** A call was added. `toCall` makes a Call of it, which costs more than most lines of a log. */
  call(call: KeptCall): void
  /** All calls were forgotten. */
  cleared(): void
  /** The world was changed by something else than a call. */
  worldChanged?(): void
}

/**
 * Holds the calls that a service received, oldest first. It keeps the last 10,000 (`maxCalls`); where bodies or replies are
 * very large, older calls lose theirs.
 *
 * @example
 * lightsail.calls.of('PutInstancePublicPorts').at(-1)?.input
 */
export class CallJournal implements Iterable<Call> {
  readonly #calls: Ring<CallRecord>
  readonly #max: number
  readonly #texts = new TextStore()
  readonly #replies = new TextStore()
  readonly #bodyBudget: TextBudget
  readonly #replyBudget: TextBudget
  #next = 1
  /** `undefined` while nobody watches, which is nearly always so. */
  #watchers: Set<JournalWatcher> | undefined

  /** @internal */
  constructor(max: number) {
    this.#max = max
    this.#calls = new Ring(Math.max(1, max))
    // A journal of more calls keeps more bodies, too.
    const scale = Math.max(1, max / CALLS_KEPT)
    this.#bodyBudget = new TextBudget(BODIES_KEPT * scale)
    this.#replyBudget = new TextBudget(REPLIES_KEPT * scale)
  }

  /** The number of calls that are kept. */
  get length(): number {
    return this.#calls.length
  }

  /** The newest call, if any. */
  get last(): Call | undefined {
    const { last } = this.#calls
    return last === undefined ? undefined : this.#read(last)
  }

  *[Symbol.iterator](): Iterator<Call> {
    for (const record of this.#calls) yield this.#read(record)
  }

  /**
   * Returns the calls of one operation, oldest first.
   *
   * @throws {TypeError} if Lightsail has no such operation: a typo would look like a call that was not made
   */
  of(operation: OperationName): readonly Call[] {
    if (!isOperationName(operation)) {
      throw new TypeError(`Failed to look for calls: ${JSON.stringify(operation)} ${NO_SUCH_OPERATION}.`)
    }
    return [...this.#calls].filter((record) => record.operation === operation).map((record) => this.#read(record))
  }

  /**
   * Groups the calls by SDK invocation: how often it tried, at what intervals, and whether it sent the same again.
   *
   * @param operation leaves out all others
   * @throws {TypeError} if Lightsail has no such operation
   * @example
   * const [put] = lightsail.calls.invocations('PutInstancePublicPorts')
   * expect(put).toMatchObject({ attempts: { length: 3 }, repeatsInput: true })
   */
  invocations(operation?: OperationName): readonly Invocation[] {
    const calls = operation === undefined ? [...this] : this.of(operation)
    const byId = Map.groupBy(calls, ({ invocationId, number }) => invocationId ?? number)
    return [...byId.values()].map(toInvocation)
  }

  /** Forgets all calls. The numbers go on. */
  clear(): void {
    for (const record of this.#calls) record.empty(this.#texts, this.#replies)
    this.#calls.clear()
    this.#bodyBudget.restart(this.#next)
    this.#replyBudget.restart(this.#next)
    for (const watcher of this.#watchers ?? []) watcher.cleared()
  }

  /** @internal Tells a watcher of every call from now on, also where none is kept. Returns the function that ends it. */
  watch(watcher: JournalWatcher): () => void {
    this.#watchers ??= new Set()
    this.#watchers.add(watcher)
    return () => {
      this.#watchers?.delete(watcher)
      if (this.#watchers?.size === 0) this.#watchers = undefined
    }
  }

  toJSON(): readonly Call[] {
    return [...this]
  }

  /** @internal The number of the next call. */
  nextNumber(): number {
    return this.#next++
  }

  /** @internal Keeps a call. `body` is its body if that is JSON. */
  add(call: KeptCall): void {
    const kept = isLarge(call) ? clip(call) : call
    if (this.#watchers !== undefined) for (const watcher of this.#watchers) watcher.call(kept)
    if (this.#max === 0) return
    this.#keep(kept)
  }

  #keep(call: KeptCall): void {
    const oldest = this.#calls.length === this.#max ? this.#calls.shift() : undefined
    if (oldest !== undefined) this.#empty(oldest)
    const record = oldest ?? new CallRecord()
    record.fill(call, this.#texts, this.#replies)
    this.#calls.push(record)
    this.#bodyBudget.add(record.bodyLength)
    this.#replyBudget.add(record.replyLength)
    while (this.#bodyBudget.isExceeded) {
      const old = this.#withNumber(this.#bodyBudget.oldest++)
      this.#bodyBudget.add(-(old?.bodyLength ?? 0))
      old?.dropBody(this.#texts)
    }
    while (this.#replyBudget.isExceeded) {
      const old = this.#withNumber(this.#replyBudget.oldest++)
      this.#replyBudget.add(-(old?.replyLength ?? 0))
      old?.dropReply(this.#replies)
    }
  }

  #empty(record: CallRecord): void {
    this.#bodyBudget.add(-record.bodyLength)
    this.#replyBudget.add(-record.replyLength)
    record.empty(this.#texts, this.#replies)
  }

  #withNumber(number: number): CallRecord | undefined {
    // The kept numbers have no gaps.
    return this.#calls.at(number - (this.#calls.first?.number ?? 0))
  }

  #read(record: CallRecord): Call {
    return toCall(record.read(this.#texts, this.#replies))
  }

  /** @internal Tells the watchers that something else than a call has changed the world. */
  noteWorldChange(): void {
    for (const watcher of this.#watchers ?? []) watcher.worldChanged?.()
  }

  /** @internal The calls after the one of a number, oldest first. */
  *after(number: number): Generator<Call> {
    // The kept numbers have no gaps.
    const first = this.#calls.first?.number ?? 0
    for (const call of this.#calls.from(Math.max(0, number + 1 - first))) yield this.#read(call)
  }

  /** @internal Forgets all calls, and counts from 1 again. */
  restart(): void {
    this.#next = 1
    this.clear()
  }
}
