import { isTextDeeperThan, MAX_FILE_DEPTH } from '../protocol/depth.ts'
import { parseJson } from '../protocol/json.ts'
import { REDACTED } from './secret-forms.ts'
import { isSecretName } from './secret-names.ts'

/** Replaces texts whose members have the name of a secret: a replacer for `JSON.stringify`. */
export function redactMember(name: string, value: unknown): unknown {
  return typeof value === 'string' && isSecretName(name) ? REDACTED : value
}

/**
 * Redacts the secret members of a body. A body stays as it is if it holds none, or is not JSON; of one that is too deep to
 * be looked through nothing is left.
 */
export function redactBody(text: string): string {
  if (isTextDeeperThan(text, MAX_FILE_DEPTH)) return REDACTED
  const value = parseJson(text)
  if (value === undefined) return text
  const redacted = JSON.stringify(value, redactMember)
  return redacted === JSON.stringify(value) ? text : redacted
}
