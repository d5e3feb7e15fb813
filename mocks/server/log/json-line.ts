import type { Call } from '../../engine/calls.ts'
import { redactMember } from '../../secrets/redact-body.ts'

/** Writes a call as a line of JSON with the members of the journal. Members whose names say that they are secret are redacted. */
export function jsonLine(call: Call): string {
  return JSON.stringify(call, redactMember).replaceAll(STEERING, escapeCode)
}

/** JSON leaves these as they are, and a terminal obeys them. */
const STEERING = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu

function escapeCode(sign: string): string {
  return Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  )
}
