import type { Call } from '../../engine/calls.ts'
import { printableJson } from '../../protocol/printable.ts'
import { redactMember } from '../../secrets/redact-body.ts'

/** Writes a call as a line of JSON with the members of the journal. Members whose names say that they are secret are redacted. */
export function jsonLine(call: Call): string {
  return printableJson(call, undefined, redactMember)
}
