/** The deepest input that is read. Inputs of Lightsail are four levels deep; only unknown members can be deeper. */
export const MAX_INPUT_DEPTH = 64

/** The deepest file that is read: a reply of Lightsail has a dozen levels, what browsers record some twenty. */
export const MAX_FILE_DEPTH = 200

/** Tells whether a value has more than so many levels. It goes level by level: recursion would overflow the stack. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let level = [value].filter(hasMembers)
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === levels) return true
    level = level.flatMap((one) => Object.values(one)).filter(hasMembers)
  }
  return false
}

/** Tells whether a value is a list or an object. */
export function hasMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Tells whether a JSON text has more than so many levels. It reads the text, as parsing a deep one already recurses. */
export function isTextDeeperThan(json: string, levels: number): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (code === QUOTE) isText = !isText
    else if (isText) at += code === BACKSLASH ? 1 : 0
    else depth += bracketStep(code)
    if (depth > levels) return true
  }
  return false
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** Returns 1 for an opening bracket, -1 for a closing one. The two kinds of brackets differ in one bit. */
export function bracketStep(code: number): number {
  if (code > CLOSE_OBJECT) return 0
  const either = code | 0x20
  if (either === OPEN_OBJECT) return 1
  return either === CLOSE_OBJECT ? -1 : 0
}

const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
