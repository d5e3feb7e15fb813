/** What stands where all of a value was taken out. */
export const REDACTED = 'REDACTED'

/** What is shorter than this is no secret, and a part of one that tells nothing. */
export const SHORTEST = 8

/**
 * The forms that a secret takes on its way: as it is, percent-encoded, escaped in JSON, in hexadecimal, and in base64,
 * also where something stands before it.
 */
export function formsOf(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret)
  const forms = [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
    encodeURIComponent(encodeURIComponent(secret)),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    asciiJson(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(bytes).toString('hex'),
    Buffer.from(bytes).toString('hex').toUpperCase(),
    ...[0, 1, 2].flatMap((before) => base64At(bytes, before)),
  ]
  return [...new Set(forms)].filter(({ length }) => length >= SHORTEST)
}

/** As Python writes JSON. */
function asciiJson(secret: string): string {
  const escaped = JSON.stringify(secret).slice(1, -1)
  return escaped.replaceAll(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** What base64 makes of bytes behind so many others: without the characters at the ends that depend on what is around. */
function base64At(bytes: Uint8Array, before: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(before), bytes])
  const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString('base64')
  const own = whole.slice(before === 0 ? 0 : 4)
  return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
}

/**
 * The parts of all forms of secrets, each as long as the shortest that is taken for one: a secret may come in pieces.
 */
export function partsOf(secrets: readonly string[]): ReadonlySet<string> {
  const parts = new Set<string>()
  for (const form of secrets.flatMap(formsOf)) {
    for (let at = 0; at + SHORTEST <= form.length; at++) parts.add(form.slice(at, at + SHORTEST))
  }
  return parts
}

/** Takes every part of a secret out of a text. */
export function withoutParts(text: string, parts: ReadonlySet<string>, put: string): string {
  if (parts.size === 0) return text
  let kept = ''
  /** Up to where the text is kept, or taken out. */
  let done = 0
  let runEnd = -1
  for (let at = 0; at + SHORTEST <= text.length; at++) {
    if (!parts.has(text.slice(at, at + SHORTEST))) continue
    // What overlaps what was taken out is taken out with it.
    if (at > runEnd) kept += text.slice(done, at) + put
    runEnd = at + SHORTEST
    done = runEnd
  }
  return kept + text.slice(done)
}
