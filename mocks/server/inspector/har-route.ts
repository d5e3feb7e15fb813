import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallJournal } from '../../engine/calls.ts'
import { asHar } from './client/take-home.ts'

/** Redacts a fixture as a recorder does. */
export type RedactHar = (har: object) => Promise<object>

const HAR = 'application/har+json'

/** Tells whether a request asks for the calls as a fixture. */
export function isHarRequest({ method, url = '', headers }: IncomingMessage): boolean {
  return method === 'GET' && /^\/_mock\/calls(?:\?|$)/.test(url) && headers.accept?.includes(HAR) === true
}

/**
 * Answers with calls as a fixture: with all of them, or with the one that `?number=` names. The journal keeps no header, so
 * no credential is in it; a server without a redactor of its own redacts secrets, callers and the account.
 */
export function sendHar(
  calls: CallJournal,
  account: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  redact: RedactHar = async (har) => har,
): void {
  const number = new URL(request.url ?? '', 'http://127.0.0.1').searchParams.get('number')
  const taken = [...calls].filter(
    (call) => call.operation !== undefined && (number === null || call.number === Number(number)),
  )
  const title = taken.length === 1 ? `One call of ${taken[0]?.operation}` : `${taken.length} calls`
  redact(asHar(taken, title, account))
    .then((har) => sendText(response, 200, HAR, `${JSON.stringify(har, undefined, 2)}\n`))
    .catch((error: unknown) => {
      sendText(
        response,
        500,
        'application/json',
        JSON.stringify({ error: `Failed to redact the calls: ${String(error)}` }),
      )
    })
}

function sendText(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}
