import { parseJson } from './json.ts'

/** The largest body that is read: 1 MiB. */
export const MAX_BODY_BYTES = 1024 * 1024

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const ANY_BYTES = new TextDecoder()

/** The text of a body; what is not UTF-8 in it is replaced. */
export function textOfBody(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : ANY_BYTES.decode(body)
}

/** Tells whether a body has more than 1 MiB. */
export function isTooLarge(body: string | Uint8Array): boolean {
  return body.length > MAX_BODY_BYTES || (typeof body === 'string' && isLargeText(body))
}

/** Only a text of a third of the limit can be too large in UTF-8; counting the bytes of others is not needed. */
function isLargeText(text: string): boolean {
  return text.length * 3 > MAX_BODY_BYTES && new TextEncoder().encode(text).length > MAX_BODY_BYTES
}

/** The text of a body, and the value that it parses to. */
export interface ParsedBody {
  readonly value: unknown
  readonly text: string
}

/** Parses a body; `undefined` if it is not JSON in UTF-8. */
export function parseBody(body: string | Uint8Array): ParsedBody | undefined {
  const text = strictTextOfBody(body)
  const value = text === undefined ? undefined : parseJson(text)
  return text === undefined || value === undefined ? undefined : { value, text }
}

/** The text of a body; `undefined` if its bytes are not UTF-8. */
function strictTextOfBody(body: string | Uint8Array): string | undefined {
  if (typeof body === 'string') return body
  try {
    return UTF8.decode(body)
  } catch {
    return undefined
  }
}
