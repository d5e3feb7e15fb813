import { TextPlace, type TextStore } from '../runtime/text-store.ts'
import type { KeptCall } from './call.ts'

/** A record without a text has this length. */
const NONE = -1

/** Changes of so many rules are kept as text: most firewalls have a few. Writing thousands for each call would take too long. */
const MOST_RULES_AS_TEXT = 20

/**
 * The record of one call in a journal. It is filled anew when the call is dropped, and its texts lie in a store: a journal
 * that is full makes no objects that live longer than their request. Texts that are the same in most calls are compared
 * and kept, so that a slice of a header does not take the place of an equal text.
 */
export class CallRecord {
  #number = 0
  #at = 0
  #operation: KeptCall['operation']
  #region = ''
  #instanceName: KeptCall['instanceName']
  #principal: KeptCall['principal']
  #authorization: KeptCall['authorization']
  #unknownMembers: KeptCall['unknownMembers'] = []
  #attempt: KeptCall['attempt']
  #outcome: KeptCall['outcome'] = { status: 0, forced: false }
  /** The rules before and after it, if they are many. */
  #rules: KeptCall['rules']
  /** The request id, the invocation id, the rules before and after it if they are few, and the body, one behind the other. */
  readonly #texts = new TextPlace()
  readonly #reply = new TextPlace()
  #requestIdLength = 0
  #invocationIdLength = NONE
  #rulesLength = 0
  #bodyLength = NONE
  #replyLength = NONE

  get number(): number {
    return this.#number
  }

  get operation(): string | undefined {
    return this.#operation
  }

  /** The length of the body that is kept. */
  get bodyLength(): number {
    return Math.max(0, this.#bodyLength)
  }

  /** The length of the reply that is kept. */
  get replyLength(): number {
    return Math.max(0, this.#replyLength)
  }

  /** Fills the record with a call. It must be new, or emptied. */
  fill(call: KeptCall, texts: TextStore, replies: TextStore): void {
    this.#number = call.number
    this.#at = call.at
    if (this.#operation !== call.operation) this.#operation = call.operation
    if (this.#region !== call.region) this.#region = call.region
    if (this.#instanceName !== call.instanceName) this.#instanceName = call.instanceName
    if (this.#principal !== call.principal) this.#principal = call.principal
    this.#authorization = call.authorization
    this.#unknownMembers = call.unknownMembers
    this.#attempt = call.attempt
    this.#outcome = call.outcome
    const rules = call.rules === undefined ? '' : rulesText(call.rules)
    this.#rules = rules === '' ? call.rules : undefined
    this.#rulesLength = rules.length
    const { requestId, invocationId = '', body = '', reply = '' } = call
    this.#requestIdLength = requestId.length
    this.#invocationIdLength = call.invocationId === undefined ? NONE : invocationId.length
    this.#bodyLength = call.body === undefined ? NONE : body.length
    texts.put(this.#texts, requestId + invocationId + rules + body)
    this.#replyLength = call.reply === undefined ? NONE : reply.length
    if (call.reply !== undefined) replies.put(this.#reply, reply)
  }

  get #bodyStart(): number {
    return this.#requestIdLength + Math.max(0, this.#invocationIdLength) + this.#rulesLength
  }

  /** Forgets the reply. */
  dropReply(replies: TextStore): void {
    replies.drop(this.#reply)
    this.#replyLength = NONE
  }

  /** Forgets the body. */
  dropBody(texts: TextStore): void {
    const others = texts.get(this.#texts).slice(0, this.#bodyStart)
    texts.drop(this.#texts)
    texts.put(this.#texts, others)
    this.#bodyLength = NONE
  }

  /** Drops all texts, so that it can be filled with another call. */
  empty(texts: TextStore, replies: TextStore): void {
    texts.drop(this.#texts)
    this.dropReply(replies)
  }

  /** Returns the call. */
  read(texts: TextStore, replies: TextStore): KeptCall {
    const all = texts.get(this.#texts)
    const idEnd = this.#requestIdLength
    const invocationEnd = idEnd + Math.max(0, this.#invocationIdLength)
    const bodyStart = this.#bodyStart
    return {
      number: this.#number,
      at: this.#at,
      operation: this.#operation,
      region: this.#region,
      instanceName: this.#instanceName,
      principal: this.#principal,
      authorization: this.#authorization,
      unknownMembers: this.#unknownMembers,
      attempt: this.#attempt,
      invocationId: this.#invocationIdLength === NONE ? undefined : all.slice(idEnd, invocationEnd),
      requestId: all.slice(0, idEnd),
      outcome: this.#outcome,
      body: this.#bodyLength === NONE ? undefined : all.slice(bodyStart),
      rules: this.#rulesLength === 0 ? this.#rules : JSON.parse(all.slice(invocationEnd, bodyStart)),
      reply: this.#replyLength === NONE ? undefined : replies.get(this.#reply),
    }
  }
}

/** Writes a change of rules; an empty text stands for one that is better kept as it is. */
function rulesText({ before, after }: NonNullable<KeptCall['rules']>): string {
  return before.length + after.length > MOST_RULES_AS_TEXT
    ? ''
    : `{"before":${writeRules(before)},"after":${writeRules(after)}}`
}

/** The rules that were written last: those after a change are mostly those before the next one. */
const lastWritten: { rules: unknown; text: string } = { rules: undefined, text: '' }

function writeRules(rules: NonNullable<KeptCall['rules']>['after']): string {
  if (lastWritten.rules !== rules) {
    lastWritten.text = JSON.stringify(rules)
    lastWritten.rules = rules
  }
  return lastWritten.text
}
