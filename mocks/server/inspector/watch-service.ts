import type { Service } from '../../doors/door.ts'
import { CALLS_KEPT, CallJournal, type Outcome } from '../../engine/calls.ts'
import type { WireRequest, WireResponse } from '../../engine/wire.ts'
import { errorNameIn, operationInTarget, readAttempt } from '../../protocol/aws-json.ts'
import { parseBody } from '../../protocol/body.ts'
import { isObject, parseJson } from '../../protocol/json.ts'
import { redactBody } from '../../secrets/redact-body.ts'
import { regionOf } from '../../sigv4/region.ts'
import type { ReplayedEntry } from './client/api.ts'

/** A service that is no simulation, as the page shows it: a fixture that is replayed, or a recorder. */
export interface Inspection {
  /** Returns the answer of `/_mock/health`. Default: `{ status: 'ok' }`. */
  readonly health?: (() => object) | undefined
  readonly mode: 'replay' | 'record'
  /** Stands in the heading of the page: the name of the fixture. */
  readonly title: string
  /** Lists the entries of the fixture, and how often each was used. */
  readonly entries?: (() => readonly ReplayedEntry[]) | undefined
}

/** A service whose calls are kept. */
export interface WatchedService extends Service {
  readonly calls: CallJournal
  readonly inspection: Inspection
}

/** Keeps the calls of a service that keeps none itself. Secrets in bodies are redacted: the calls may be real ones. */
export function watchService(service: Service, inspection: Inspection): WatchedService {
  const calls = new CallJournal(CALLS_KEPT)
  return {
    calls,
    inspection,
    clock: service.clock,
    handle(request) {
      const at = service.clock.now()
      const reply = service.handle(request)
      if (!(reply instanceof Promise)) return keep(calls, at, request, reply)
      return reply.then((came) => keep(calls, at, request, came))
    },
  }
}

function keep(calls: CallJournal, at: number, request: WireRequest, reply: WireResponse): WireResponse {
  const { headers, body } = request
  const parsed = parseBody(body)
  const input = isObject(parsed?.value) ? parsed.value : {}
  calls.add({
    number: calls.nextNumber(),
    at,
    operation: operationInTarget(headers['x-amz-target']),
    region: regionOf(request) ?? 'us-east-1',
    instanceName: typeof input['instanceName'] === 'string' ? input['instanceName'].slice(0, 255) : undefined,
    principal: undefined,
    authorization: undefined,
    unknownMembers: [],
    attempt: readAttempt(headers['amz-sdk-request']),
    invocationId: headers['amz-sdk-invocation-id']?.slice(0, 64),
    requestId: String(reply.headers['x-amzn-RequestId'] ?? reply.headers['x-amzn-requestid'] ?? ''),
    outcome: outcomeOf(reply),
    body: parsed === undefined ? undefined : redactBody(parsed.text),
    rules: undefined,
    reply: redactBody(reply.body),
  })
  return reply
}

function outcomeOf({ status, body, delivery }: WireResponse): Outcome {
  const kind = delivery?.ending?.kind
  if (kind === 'drop' || kind === 'never') return { status: 0, forced: false }
  if (status < 400) return { status, forced: false }
  const error = parseJson(body)
  const name = errorNameIn(error)
  const message = isObject(error) ? (error['message'] ?? error['Message']) : undefined
  return {
    status,
    forced: false,
    ...(name !== undefined && { error: name }),
    ...(typeof message === 'string' && { message }),
  }
}
