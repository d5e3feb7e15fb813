import type { WireRequest, WireResponse } from '../../mocks/doors/index.ts'
import { errorNameIn, operationInTarget, parseJson, readAttempt, textOfBody } from '../../mocks/protocol/index.ts'
import type { KnownSecrets } from '../../mocks/secrets/index.ts'
import type { Ending, Exchange } from './exchange.ts'
import { readSignatureClaim, type SignatureClaim } from './signature-claim.ts'

/** An exchange that may not be over yet. */
export interface Draft {
  readonly exchange: { -readonly [Key in keyof Exchange]: Exchange[Key] }
  /** The reply is out, or the connection is closed. */
  isOver: boolean
  claim: SignatureClaim
  /** The header `User-Agent`. */
  userAgent: string | undefined
  /** The service's own way to end it: it cuts the reply, or drops the connection. */
  cause: 'cut' | 'drop' | undefined
}

/** Longer bodies are not kept. */
const KEPT = 16 * 1024

/** Begins an exchange when its request comes. */
export function newDraft(at: number): Draft {
  const exchange: Exchange = {
    operation: undefined,
    input: undefined,
    attempt: undefined,
    at,
    endedAt: at,
    ending: 'unanswered',
    status: 0,
    error: undefined,
    reply: '',
    ports: undefined,
  }
  return {
    exchange,
    isOver: false,
    claim: { accessKeyId: undefined, region: undefined, hasToken: false },
    userAgent: undefined,
    cause: undefined,
  }
}

/** Adds the request and its reply, without secrets. */
export function fillDraft(
  draft: Draft,
  request: WireRequest,
  { status, body: reply, delivery }: WireResponse,
  secrets: KnownSecrets,
): void {
  const { exchange } = draft
  const { headers, body } = request
  const { kind } = delivery?.ending ?? {}
  draft.claim = readSignatureClaim(request)
  draft.userAgent = headers['x-amz-user-agent'] ?? headers['user-agent']
  exchange.operation = operationInTarget(headers['x-amz-target'])
  exchange.attempt = readAttempt(headers['amz-sdk-request'])
  const input = parseShort(textOfBody(body))
  // JSON that is written again has nothing escaped that could hide a secret.
  exchange.input = input === undefined ? undefined : parseShort(secrets.redact(JSON.stringify(input)))
  if (kind === 'drop' || kind === 'cut') draft.cause = kind
  if (kind === 'drop' || kind === 'never') return
  exchange.status = status
  exchange.reply = secrets.redact(reply).slice(0, KEPT)
  exchange.error = errorNameIn(parseShort(reply))
}

/** Says how an exchange ended, once its connection is done with it. */
export function endingOf({ cause }: Draft, isWritten: boolean): Ending {
  if (isWritten) return 'answered'
  if (cause === 'drop') return 'dropped'
  return cause === 'cut' ? 'cut off' : 'given up'
}

/** Makes the exchange as it is at a moment: one that is not over is unanswered. */
export function toExchange({ exchange, isOver }: Draft, now: number): Exchange {
  return isOver ? { ...exchange } : { ...exchange, endedAt: now, ending: 'unanswered' }
}

/** Parses JSON, unless it is very long. */
export function parseShort(text: string): unknown {
  return text.length > KEPT ? undefined : parseJson(text)
}
