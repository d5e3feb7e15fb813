import { LightsailError } from '../errors/index.ts'

/** The largest body that is read: 1 MiB. */
export const MAX_BODY_BYTES = 1024 * 1024

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** @throws {LightsailError} RequestEntityTooLargeException for a body over 1 MiB */
export function checkSize(body: string | Uint8Array): void {
  if (body.length <= MAX_BODY_BYTES && (typeof body !== 'string' || !isLargeText(body))) return
  throw new LightsailError('RequestEntityTooLargeException')
}

/** Only a text of a third of the limit can be too large in UTF-8; counting the bytes of others is not needed. */
function isLargeText(text: string): boolean {
  return text.length * 3 > MAX_BODY_BYTES && new TextEncoder().encode(text).length > MAX_BODY_BYTES
}

/** A body that is JSON: what it parses to, and its text. */
export interface ParsedBody {
  readonly value: unknown
  readonly text: string
}

const NO_MEMBERS: ParsedBody = { value: {}, text: '{}' }

/**
 * Parses a body. An empty one is an empty input, as for operations without members.
 *
 * @throws {LightsailError} SerializationException, without a text as on AWS, for what is not JSON in UTF-8
 */
export function parseBody(body: string | Uint8Array): ParsedBody {
  const parsed = body.length === 0 ? NO_MEMBERS : tryParse(body)
  if (parsed === undefined) throw new LightsailError('SerializationException', { message: '' })
  return parsed
}

/** The same without an error: `undefined` for what is not JSON. */
export function tryParse(body: string | Uint8Array): ParsedBody | undefined {
  try {
    const text = typeof body === 'string' ? body : UTF8.decode(body)
    return { value: JSON.parse(text), text }
  } catch {
    return undefined
  }
}
