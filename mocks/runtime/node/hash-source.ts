import { createHash } from 'node:crypto'

/** Names a script or a style sheet by its hash, as a Content-Security-Policy allows it. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
