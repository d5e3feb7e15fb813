import type { FaultPlan } from '../faults/fault-plan.ts'
import type { Outcome } from './calls.ts'
import type { WireResponse } from './wire.ts'

/** The answer to a request, before a fault changes the reply. */
export interface Answer {
  readonly status: number
  readonly body: string
  readonly outcome: Outcome
}

/** Returns the answer of a fault that keeps the request from being carried out. */
export function oddAnswer(plan: FaultPlan): Answer | undefined {
  if (!plan.isLost && plan.reply === undefined) return undefined
  const { reply } = plan
  const outcome = { forced: true, fault: plan.names.join(' and ') }
  if (reply === undefined) return { status: 0, body: '', outcome: { status: 0, ...outcome } }
  const { status, body, error } = reply
  return { status, body, outcome: { status: statusOf(plan, status), error, ...outcome } }
}

/** Returns the status that reaches the caller: 0 if no reply does. */
export function statusOf({ delivery }: FaultPlan, status: number): number {
  const kind = delivery?.ending?.kind
  return kind === 'never' || kind === 'drop' ? 0 : status
}

/** Changes a reply as a fault says. */
export function spoil({ status, headers, body }: WireResponse, plan: FaultPlan, now: number): WireResponse {
  const { error, reply, contentType, skewSeconds, delivery } = plan
  const changed: WireResponse['headers'] = { ...headers }
  if (error?.retryAfter !== undefined) changed['Retry-After'] = error.retryAfter
  if (reply?.contentType !== undefined) {
    // A proxy answers here, so the headers and the request id of the service are not on the reply.
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
