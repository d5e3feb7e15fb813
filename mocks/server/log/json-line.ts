import type { Call } from '../../engine/calls.ts'
import { parseJson } from '../../protocol/json.ts'
import { isSecretMember, REDACTED } from '../../secrets/index.ts'

/** Writes a call as a line of JSON with the members of the journal. Members whose names say that they are secret are redacted. */
export function jsonLine({ reply, ...call }: Call): string {
  return JSON.stringify({ ...call, reply: redactText(reply) }, redact).replaceAll(STEERING, escapeCode)
}

function redact(name: string, value: unknown): unknown {
  return typeof value === 'string' && isSecretMember(name) ? REDACTED : value
}

/** Redacts a body; it stays as it is where it holds nothing secret. */
function redactText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const value = parseJson(text)
  if (value === undefined) return text
  const redacted = JSON.stringify(value, redact)
  return redacted === JSON.stringify(value) ? text : redacted
}

/** JSON leaves these as they are, and a terminal obeys them. */
const STEERING = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu

function escapeCode(sign: string): string {
  return Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  )
}
