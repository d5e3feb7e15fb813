import type { AccessDecision } from '../iam/evaluate.ts'
import { isOperationName, NO_SUCH_OPERATION, type OperationName } from '../model/operation-names.ts'
import { parseBody } from '../protocol/body.ts'
import { isDeeperThan, MAX_INPUT_DEPTH } from '../protocol/depth.ts'
import { Ring } from '../runtime/ring.ts'
import type { PortRule } from '../world/port-rule.ts'
import { type InstancePortState, toPortState } from '../world/port-state.ts'

/** One request that the service received. No header of it is kept, so it holds no credential. */
export interface Call {
  /** Counts the calls of a service, from 1. */
  readonly number: number
  /** When it came, by the service's clock, in milliseconds since 1970. */
  readonly at: number
  /** The operation that was asked for, simulated or not; `undefined` where the request names none. */
  readonly operation: string | undefined
  /** The Region that was called. */
  readonly region: string
  /** The ARN of the principal that made it: the one that its credential scope names, if the world has any. */
  readonly principal: string | undefined
  /** What that principal's policies said of it; `undefined` where they were not asked. */
  readonly authorization: AccessDecision | undefined
  /** The parsed body; `undefined` where it was no JSON, was not read, or had more than 64 KiB. */
  readonly input: unknown
  /** Members of the input that the service's model does not have: most likely typos. */
  readonly unknownMembers: readonly string[]
  /** Which try of one SDK invocation this is, from 1 (`amz-sdk-request`). */
  readonly attempt: number | undefined
  /** What the tries of one SDK invocation have in common (`amz-sdk-invocation-id`). */
  readonly invocationId: string | undefined
  /** The id that the reply carried as `x-amzn-RequestId`. */
  readonly requestId: string
  readonly outcome: Outcome
  /** The ports of its instance before and after it; `undefined` if it changed none. */
  readonly ports: PortsChange | undefined
  /** The body of the reply, before anything cut it on its way; `undefined` if it had more than 64 KiB, or is too old. */
  readonly reply: string | undefined
}

/** The ports that were open before a call and after it, as GetInstancePortStates would read them back. */
export interface PortsChange {
  readonly before: readonly InstancePortState[]
  readonly after: readonly InstancePortState[]
}

/** How a call ended. */
export interface Outcome {
  /** HTTP status of the reply; 0 where none was sent. */
  readonly status: number
  /** The error's name, if it was one. */
  readonly error?: string
  /** The error's text, if it was one. */
  readonly message?: string
  /** The advice that came with it, which the AWS CLI and boto3 do not show. */
  readonly tip?: string
  /** Whether the error, or what happened to the reply, was a fault that had been set. */
  readonly forced: boolean
  /** The names of the faults that it was, if any. */
  readonly fault?: string
  /** The check that refused it, if one did: `authentication`, `input`, `existence` … */
  readonly check?: string
}

/** The tries of one SDK invocation. A call that does not say to which one it belongs is one by itself. */
export interface Invocation {
  readonly operation: string | undefined
  readonly attempts: readonly Call[]
  /** Milliseconds from each try to the next, on the service's clock. */
  readonly delays: readonly number[]
  /** Whether every try sent the same input; `undefined` where one of them is not kept. */
  readonly repeatsInput: boolean | undefined
  /** How the last try ended. */
  readonly outcome: Outcome
}

/** Longer bodies are not kept. */
const BODY_KEPT = 64 * 1024
/** What the kept bodies have together, in characters; the oldest calls go where there is more. */
const BODIES_KEPT = 32 * 1024 * 1024
/** What the kept replies have together, in characters; older calls lose theirs where there is more. */
const REPLIES_KEPT = 16 * 1024 * 1024
/** A text may repeat what a request sent: enough of it to read is kept. */
const MESSAGE_KEPT = 4096

/**
 * A call as it is kept: with its body, and not with what that parses to. Most inputs are never looked at, and ten
 * thousand parsed ones are a burden to the garbage collector.
 */
export interface KeptCall extends Omit<Call, 'input' | 'ports' | 'reply'> {
  reply: string | undefined
  readonly body: string | undefined
  /** The rules before and after it, if it changed them. The world never changes them in place. */
  readonly rules: RulesChange | undefined
}

/** The rules of an instance before and after a call. */
export interface RulesChange {
  readonly before: readonly PortRule[]
  readonly after: readonly PortRule[]
}

function toPortsChange({ before, after }: RulesChange): PortsChange {
  return { before: before.map(toPortState), after: after.map(toPortState) }
}

function toCall({ body, rules, reply, ...call }: KeptCall): Call {
  const value = body === undefined ? undefined : parseBody(body)?.value
  const { number, at, operation, region, principal, authorization, ...rest } = call
  return {
    number,
    at,
    operation,
    region,
    principal,
    authorization,
    input: isDeeperThan(value, MAX_INPUT_DEPTH) ? undefined : value,
    ...rest,
    ports: rules === undefined ? undefined : toPortsChange(rules),
    reply,
  }
}

/** For JSON.stringify: the members of every object in one order. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

function toInvocation(attempts: readonly Call[]): Invocation {
  const last = attempts.at(-1)
  const inputs = new Set(
    attempts.map(({ input }) => (input === undefined ? undefined : JSON.stringify(input, inOrder))),
  )
  return {
    operation: last?.operation,
    attempts,
    delays: attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? at)),
    repeatsInput: inputs.has(undefined) ? undefined : inputs.size === 1,
    outcome: last?.outcome ?? SUCCESS,
  }
}

/** How a call ends that nothing happens to. */
export const SUCCESS: Outcome = Object.freeze({ status: 200, forced: false })

function weightOf(call: KeptCall | undefined): number {
  return call?.body?.length ?? 0
}

function replyWeightOf(call: KeptCall | undefined): number {
  return call?.reply?.length ?? 0
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

/** Watches a journal. */
export interface JournalWatcher {
  /** A call was added. */
  call(call: Call): void
  /** All calls were forgotten. */
  cleared(): void
  /** The world was changed by something else than a call. */
  worldChanged?(): void
}

/**
 * The calls that a service received, oldest first. It keeps the last 10,000 (`maxCalls`), and of very large ones
 * fewer; the oldest go first.
 *
 * @example
 * lightsail.calls.of('PutInstancePublicPorts').at(-1)?.input
 */
export class CallJournal implements Iterable<Call> {
  readonly #calls: Ring<KeptCall>
  /** The calls that have their reply still. */
  readonly #replied: Ring<KeptCall>
  readonly #max: number
  #next = 1
  #weight = 0
  #replyWeight = 0
  /** `undefined` while nobody watches, which is nearly always so. */
  #watchers: Set<JournalWatcher> | undefined

  /** @internal */
  constructor(max: number) {
    this.#max = max
    this.#calls = new Ring(Math.max(1, max))
    this.#replied = new Ring(Math.max(1, max))
  }

  /** How many are kept. */
  get length(): number {
    return this.#calls.length
  }

  /** The newest, if there is one. */
  get last(): Call | undefined {
    const last = this.#calls.last
    return last === undefined ? undefined : toCall(last)
  }

  *[Symbol.iterator](): Iterator<Call> {
    for (const call of this.#calls) yield toCall(call)
  }

  /**
   * Those of one operation, oldest first.
   *
   * @throws {TypeError} for what is no operation of Lightsail: a typo would else look like a call that was not made
   */
  of(operation: OperationName): readonly Call[] {
    if (!isOperationName(operation)) {
      throw new TypeError(`Failed to look for calls: ${JSON.stringify(operation)} ${NO_SUCH_OPERATION}.`)
    }
    return [...this.#calls].filter((call) => call.operation === operation).map(toCall)
  }

  /**
   * What the code under test did, try by try: how often, at what intervals, and whether it sent the same again.
   *
   * @param operation leaves out all others
   * @throws {TypeError} for what is no operation of Lightsail
   * @example
   * const [put] = lightsail.calls.invocations('PutInstancePublicPorts')
   * expect(put).toMatchObject({ attempts: { length: 3 }, repeatsInput: true })
   */
  invocations(operation?: OperationName): readonly Invocation[] {
    const calls = operation === undefined ? [...this] : this.of(operation)
    const byId = Map.groupBy(calls, ({ invocationId, number }) => invocationId ?? number)
    return [...byId.values()].map(toInvocation)
  }

  /** Forgets all of them. The numbers go on. */
  clear(): void {
    this.#calls.clear()
    this.#replied.clear()
    this.#weight = 0
    this.#replyWeight = 0
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
    if (this.#watchers !== undefined) this.#tell(kept)
    if (this.#max === 0) return
    this.#weight += weightOf(kept) - weightOf(this.#calls.push(kept))
    while (this.#weight > BODIES_KEPT) this.#weight -= weightOf(this.#calls.shift())
    this.#replyWeight += replyWeightOf(kept) - replyWeightOf(this.#replied.push(kept))
    while (this.#replyWeight > REPLIES_KEPT) {
      const oldest = this.#replied.shift()
      this.#replyWeight -= replyWeightOf(oldest)
      if (oldest !== undefined) oldest.reply = undefined
    }
  }

  /** @internal Tells the watchers that something else than a call has changed the world. */
  noteWorldChange(): void {
    for (const watcher of this.#watchers ?? []) watcher.worldChanged?.()
  }

  /** @internal The calls after the one of a number, oldest first. */
  *after(number: number): Generator<Call> {
    // The kept numbers have no gaps.
    const first = this.#calls.first?.number ?? 0
    for (const call of this.#calls.from(Math.max(0, number + 1 - first))) yield toCall(call)
  }

  #tell(kept: KeptCall): void {
    const call = toCall(kept)
    for (const watcher of this.#watchers ?? []) watcher.call(call)
  }

  /** @internal Forgets all of them, and counts from 1 again. */
  restart(): void {
    this.clear()
    this.#next = 1
  }
}
