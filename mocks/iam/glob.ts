/** A part of a pattern between two `*`: a text, or characters of which `undefined` matches any one. */
type Segment = string | readonly (string | undefined)[]

/** A pattern as its segments. A pattern without a `*` has one segment. */
export type Glob = readonly Segment[]

/** A piece of a pattern: a literal text, `?` for any one character, or `*` for any number of them. */
export type Piece = { readonly text: string } | '?' | '*'

/** Makes a pattern of pieces. */
export function globOf(pieces: readonly Piece[]): Glob {
  const segments: (string | undefined)[][] = [[]]
  for (const piece of pieces) {
    if (piece === '*') segments.push([])
    else if (piece === '?') segments.at(-1)?.push(undefined)
    else for (const character of piece.text.split('')) segments.at(-1)?.push(character)
  }
  return segments.map((segment) => (segment.includes(undefined) ? segment : segment.join('')))
}

/**
 * Tells whether a text matches a pattern. Each segment is matched at its first occurrence, which is never worse than a
 * later one, so there is no backtracking as in a regular expression with many `*`.
 */
export function matchesGlob(glob: Glob, text: string): boolean {
  const [first = '', ...rest] = glob
  const last = rest.pop()
  if (!isAt(first, text, 0)) return false
  if (last === undefined) return text.length === first.length
  let at = first.length
  for (const segment of rest) {
    at = findSegment(segment, text, at)
    if (at === -1) return false
    at += segment.length
  }
  return text.length - last.length >= at && isAt(last, text, text.length - last.length)
}

function findSegment(segment: Segment, text: string, from: number): number {
  if (typeof segment === 'string') return text.indexOf(segment, from)
  for (let at = from; at + segment.length <= text.length; at++) if (isAt(segment, text, at)) return at
  return -1
}

function isAt(segment: Segment, text: string, at: number): boolean {
  if (typeof segment === 'string') return text.startsWith(segment, at)
  if (at + segment.length > text.length) return false
  return segment.every((character, index) => character === undefined || character === text[at + index])
}
