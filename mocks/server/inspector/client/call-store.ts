import type { Call } from '../../../engine/calls.ts'
import { Ring } from '../../../runtime/ring.ts'

/** A call, as far as the list shows it. The rest is parsed when somebody opens it. */
export interface StoredCall {
  readonly number: number
  readonly at: number
  readonly operation: string
  readonly region: string
  readonly instanceName: string
  readonly outcome: Call['outcome']
  readonly attempt: number | undefined
  readonly principal: string | undefined
  readonly ports: Call['ports']
  readonly unknownMembers: readonly string[]
  /** All of it, as JSON. */
  readonly json: string
  readonly group: string
}

/** The tries of one invocation of an SDK, or one call by itself. */
export interface CallGroup {
  readonly key: string
  readonly calls: StoredCall[]
}

/** The filters of the list. */
export interface CallFilter {
  /** Empty for all. */
  readonly operation: string
  /** A part of the instance's name. */
  readonly instance: string
  readonly errorsOnly: boolean
}

const CALLS_KEPT = 10_000
/** In characters of JSON: a thousand large calls weigh as much as ten thousand small ones. */
const WEIGHT_KEPT = 48 * 1024 * 1024

/** The calls that the page knows, in groups. The oldest go first. */
export class CallStore {
  readonly #calls = new Ring<StoredCall>(CALLS_KEPT)
  /** In the order of their newest calls. */
  readonly #groups = new Map<string, CallGroup>()
  #weight = 0

  get length(): number {
    return this.#calls.length
  }

  add(json: string): StoredCall {
    const call = readCall(json)
    this.#forget(this.#calls.push(call))
    this.#weight += json.length
    const group = this.#groups.get(call.group) ?? { key: call.group, calls: [] }
    group.calls.push(call)
    this.#groups.delete(call.group)
    this.#groups.set(call.group, group)
    while (this.#weight > WEIGHT_KEPT && this.length > 1) this.#forget(this.#calls.shift())
    return call
  }

  clear(): void {
    this.#calls.clear()
    this.#weight = 0
    this.#groups.clear()
  }

  #forget(oldest: StoredCall | undefined): void {
    if (oldest === undefined) return
    this.#weight -= oldest.json.length
    const group = this.#groups.get(oldest.group)
    group?.calls.shift()
    if (group?.calls.length === 0) this.#groups.delete(oldest.group)
  }

  /** The newest groups that a filter lets through, and how many there are of them altogether. */
  newest(filter: CallFilter, limit: number): { readonly groups: readonly CallGroup[]; readonly total: number } {
    const all = [...this.#groups.values()].reverse()
    const fitting = isOpen(filter) ? all : all.filter((group) => group.calls.some((call) => isFitting(call, filter)))
    return { groups: fitting.slice(0, limit), total: fitting.length }
  }

  /** All calls, oldest first. */
  all(): readonly StoredCall[] {
    return [...this.#calls]
  }
}

function isOpen({ operation, instance, errorsOnly }: CallFilter): boolean {
  return operation === '' && instance === '' && !errorsOnly
}

function isFitting(call: StoredCall, { operation, instance, errorsOnly }: CallFilter): boolean {
  if (operation !== '' && call.operation !== operation) return false
  if (instance !== '' && !call.instanceName.toLowerCase().includes(instance.toLowerCase())) return false
  return !errorsOnly || isFailure(call)
}

/** Tells whether a call ended with an error, or without a reply. */
export function isFailure({ outcome }: Pick<StoredCall, 'outcome'>): boolean {
  return outcome.error !== undefined || outcome.status === 0 || outcome.status >= 400
}

function readCall(json: string): StoredCall {
  const call = JSON.parse(json) as Call
  return {
    number: call.number,
    at: call.at,
    operation: call.operation ?? '',
    region: call.region,
    instanceName: call.instanceName ?? '',
    outcome: call.outcome,
    attempt: call.attempt,
    principal: call.principal,
    ports: call.ports,
    unknownMembers: call.unknownMembers,
    json,
    group: call.invocationId ?? `call-${call.number}`,
  }
}
