import type { FaultPlan } from '../faults/fault-plan.ts'
import type { Outcome } from './calls.ts'
import type { WireResponse } from './wire.ts'

/** What a request is answered with, before anything happens to the reply. */
export interface Answer {
  readonly status: number
  readonly body: string
  readonly outcome: Outcome
}

/** The answer that a fault gives in place of carrying anything out. */
export function oddAnswer(plan: FaultPlan): Answer | undefined {
  if (!plan.isLost && plan.reply === undefined) return undefined
  const { reply } = plan
  const outcome = { forced: true, fault: plan.names.join(' and ') }
  if (reply === undefined) return { status: 0, body: '', outcome: { status: 0, ...outcome } }
  const { status, body, error } = reply
  return { status, body, outcome: { status: statusOf(plan, status), error, ...outcome } }
}

/** The status that reaches the caller: 0 where nothing does. */
export function statusOf({ delivery }: FaultPlan, status: number): number {
  const kind = delivery?.ending?.kind
  return kind === 'never' || kind === 'drop' ? 0 : status
}

/** A reply with what a fault makes of it. */
export function spoil({ status, headers, body }: WireResponse, plan: FaultPlan, now: number): WireResponse {
  const { error, reply, contentType, skewSeconds, delivery } = plan
  const changed: WireResponse['headers'] = { ...headers }
  if (error?.retryAfter !== undefined) changed['Retry-After'] = error.retryAfter
  if (reply?.contentType !== undefined) {
    // It is no reply of the service: neither its headers nor its request id are on it.
    changed['Content-Type'] = reply.contentType
    changed['Server'] = 'nginx'
    delete changed['x-amzn-RequestId']
  }
  if (contentType !== undefined) changed['Content-Type'] = contentType
  if (skewSeconds !== 0) changed['Date'] = new Date(now + skewSeconds * 1000).toUTCString()
  return { status, headers: changed, body: spoilBody(body, plan), ...(delivery !== undefined && { delivery }) }
}

function spoilBody(body: string, plan: FaultPlan): string {
  if (plan.body === 'empty') return ''
  return plan.body === 'malformed' ? body.slice(0, Math.ceil(body.length / 2)) : body
}
