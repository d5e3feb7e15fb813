/** Shorter texts are found by chance in other texts. */
const SHORTEST_RANDOM = 16
/** A text of letters alone has to be longer: words are made of letters, too. */
const SHORTEST_LETTERS = 32

/** Texts that are public although letters and digits alternate in them. */
const PUBLIC_FORMS: readonly RegExp[] = [
  // URLs, host names, media types, paths, ARNs.
  /^[a-z][a-z\d+.-]{0,20}:\/\//i,
  /^(?:[a-z\d-]{1,63}\.){1,10}[a-z]{2,24}(?::\d{1,5})?(?:\/|$)/,
  /^[a-z-]{1,20}\/[a-z\d.+-]{1,80}(?:;|$)/,
  /^arn:/,
  // UUIDs, dates, numbers, versions, addresses.
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  /^\d{4}-?\d{2}-?\d{2}(?:[T ]|$)/,
  /^[\d.,:;+/ -]+$/,
  /^v?\d{1,6}(?:\.\d{1,6}){1,3}\b/,
  /^[\da-f:.]{2,45}(?:\/\d{1,3})?$/i,
  // The names of Lightsail's operations, as `X-Amz-Target` has them.
  /^[A-Za-z]{1,40}_\d{8}\.[A-Za-z]{1,80}$/,
]

/**
 * Tells whether a text is long and random enough to be a secret, wherever it stands. Such a text is found nowhere by
 * chance; `us-east-1`, `application/json` and `PutInstancePublicPorts` are.
 */
export function isRandomLooking(text: string): boolean {
  if (text.length < SHORTEST_RANDOM || text.length > 4096 || /\s/.test(text)) return false
  if (PUBLIC_FORMS.some((form) => form.test(text))) return isLongHex(text)
  const changes = shareOfChanges(text)
  return /\d/.test(text) ? changes >= 0.25 : text.length >= SHORTEST_LETTERS && changes >= 0.4
}

/**
 * Tells whether a text says nothing to a reader, as `opaque-token-0001`: it has letters and several digits, and is nothing
 * that is public. That is enough only under a name that is nearly always the name of a secret.
 */
export function isOpaque(text: string): boolean {
  if (isRandomLooking(text)) return true
  if (text.length < 8 || text.length > 4096 || /\s/.test(text)) return false
  return /[a-z]/i.test(text) && (text.match(/\d/g) ?? []).length >= 3 && !PUBLIC_FORMS.some((form) => form.test(text))
}

function isLongHex(text: string): boolean {
  return text.length >= 32 && /^[\da-f]+$/i.test(text) && /[a-f]/i.test(text)
}

/** The share of neighbours of two kinds: lower case, upper case, digit. Marks count for neither. */
function shareOfChanges(text: string): number {
  let pairs = 0
  let changes = 0
  for (let at = 1; at < text.length; at++) {
    const left = characterKind(text.charCodeAt(at - 1))
    const right = characterKind(text.charCodeAt(at))
    if (left === 0 || right === 0) continue
    pairs += 1
    if (left !== right) changes += 1
  }
  return pairs === 0 ? 0 : changes / pairs
}

function characterKind(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return 1
  if (code >= 0x41 && code <= 0x5a) return 2
  return code >= 0x30 && code <= 0x39 ? 3 : 0
}
