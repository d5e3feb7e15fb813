import { isReadOperation } from '../../../mocks/model/index.ts'
import { AWS_JSON, targetOf } from '../../../mocks/protocol/index.ts'
import type { Call } from '../../../mocks/server/index.ts'
import { PACT_ACCESS_KEY } from '../../../mocks/states/index.ts'
import type { ContractCase } from './cases.ts'
import { type Reply, replyToCalls } from './simulate.ts'

/** A request of a case, and its reply. */
export interface Exchange {
  readonly description: string
  readonly operation: string | undefined
  readonly input: unknown
  readonly reply: Reply
  /** Tells whether the consumer had already changed something before it first sent this request. */
  readonly isAfterChange: boolean
  /** Tells whether the same request was later answered differently. */
  readonly isAmbiguous: boolean
}

/** Returns the different requests of a call, in an order that does not depend on their time. */
export async function exchangesOf(one: ContractCase, calls: readonly Call[]): Promise<Exchange[]> {
  const replies = await replyToCalls(one, calls, headersFor)
  const firstChange = calls.findIndex(({ operation }, index) => isChange(operation) && replies[index]?.status === 200)
  const sent = calls.map(({ operation, input }, index) => ({
    operation,
    input,
    key: `${operation} ${JSON.stringify(input)}`,
    reply: replies[index] ?? { status: 0, body: {} },
    isAfterChange: firstChange !== -1 && index > firstChange,
  }))
  const byRequest = [...Map.groupBy(sent, ({ key }) => key)].toSorted(([left], [right]) => (left < right ? -1 : 1))
  const taken = new Set<string>()
  return byRequest.flatMap(([, same]) => {
    const [first] = same
    if (first === undefined) return []
    const isAmbiguous = new Set(same.map(({ reply }) => withoutIds(reply))).size > 1
    return [{ ...first, isAmbiguous, description: describeRequest(one, first.operation, taken) }]
  })
}

function isChange(operation: string | undefined): boolean {
  return operation !== undefined && !isReadOperation(operation)
}

/** Writes a reply without its ids and times, which differ each time. */
function withoutIds({ status, body }: Reply): string {
  return JSON.stringify([status, body]).replaceAll(/"[0-9a-f-]{36}"|\d{10}(?:\.\d+)?/g, '')
}

function describeRequest(one: ContractCase, operation: string | undefined, taken: Set<string>): string {
  const base = `${operation} (${one.name})`
  let description = base
  for (let number = 2; taken.has(description); number++) description = `${base}, request ${number}`
  taken.add(description)
  return description
}

function headersFor(operation: string | undefined): Record<string, string> {
  const scope = `${PACT_ACCESS_KEY}/20260131/us-east-1/lightsail/aws4_request`
  return {
    'Content-Type': AWS_JSON,
    'X-Amz-Target': targetOf(operation),
    Authorization: `AWS4-HMAC-SHA256 Credential=${scope}`,
  }
}
