import { LightsailError } from '../errors/index.ts'

/** The largest body that is read: 1 MiB. */
export const MAX_BODY_BYTES = 1024 * 1024
/** A Put is four levels deep. JSON that is much deeper is no request, and would break whoever walks it. */
const MAX_DEPTH = 64

const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** @throws {LightsailError} RequestEntityTooLargeException for a body over 1 MiB */
export function checkSize(body: string | Uint8Array): void {
  if (body.length <= MAX_BODY_BYTES && (typeof body !== 'string' || !isLargeText(body))) return
  throw new LightsailError('RequestEntityTooLargeException')
}

/** Only a text of a third of the limit can be too large in UTF-8; counting the bytes of others is not needed. */
function isLargeText(text: string): boolean {
  return text.length * 3 > MAX_BODY_BYTES && new TextEncoder().encode(text).length > MAX_BODY_BYTES
}

/**
 * Parses a body. An empty one is an empty input, as for operations without members.
 *
 * @throws {LightsailError} SerializationException, without a text as on AWS, for what is not JSON in UTF-8
 */
export function parseBody(body: string | Uint8Array): unknown {
  if (body.length === 0) return {}
  const parsed = tryParse(body)
  if (parsed === undefined) throw new LightsailError('SerializationException', { message: '' })
  return parsed.value
}

/** The same without an error: `undefined` for what is not JSON, or deeper than any request is. */
export function tryParse(body: string | Uint8Array): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : UTF8.decode(body))
    return deeperThan(value, MAX_DEPTH) ? undefined : { value }
  } catch {
    return undefined
  }
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  for (const member of Array.isArray(value) ? value : Object.values(value)) {
    if (typeof member === 'object' && deeperThan(member, levels - 1)) return true
  }
  return false
}
