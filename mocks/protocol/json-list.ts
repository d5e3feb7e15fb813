import { bracketStep } from './depth.ts'

/** The bounds of a list in a JSON text, and of its items. */
interface JsonListBounds {
  /** The position of its opening bracket. */
  readonly start: number
  /** The position behind its closing bracket. */
  readonly end: number
  /** The start and the end of each item, one after the other: two numbers for an item. */
  readonly items: readonly number[]
}

/**
 * Finds a list in the bytes of a JSON text, and its items, without parsing them: a large file can then be parsed item by
 * item. If all items, and the text with `[]` in the place of the list, are JSON, then the whole text is.
 *
 * It takes linear time and does not recurse with the depth of the text.
 *
 * @param path the names of the members that lead to the list: `['log', 'entries']`
 * @param levels the depth that the text may have
 * @returns `undefined` for every text that has no such list, that is deeper, or in which a name on the way comes twice or
 *   is escaped. Such a text has to be parsed as a whole.
 */
export function findJsonList(bytes: Uint8Array, path: readonly string[], levels: number): JsonListBounds | undefined {
  return new ListFinder(bytes, path, levels).find()
}

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const BACKSLASH = 0x5c
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

class ListFinder {
  readonly #bytes: Uint8Array
  readonly #path: readonly Uint8Array[]
  readonly #levels: number
  #at = 0
  #list: JsonListBounds | undefined

  constructor(bytes: Uint8Array, path: readonly string[], levels: number) {
    this.#bytes = bytes
    this.#path = path.map((name) => new TextEncoder().encode(name))
    this.#levels = levels
  }

  find(): JsonListBounds | undefined {
    this.#skipSpace()
    return this.#readObject(0) ? this.#list : undefined
  }

  /** Reads an object on the way to the list; false if the text has to be parsed as a whole. */
  #readObject(level: number): boolean {
    if (!this.#skip(OPEN_OBJECT)) return false
    let isFound = false
    do {
      const isOnTheWay = this.#readName(level)
      // The last one of two members with the same name would count.
      if (isOnTheWay === undefined || (isFound && isOnTheWay)) return false
      if (!(isOnTheWay ? this.#readOnTheWay(level + 1) : this.#skipValue(level + 1))) return false
      isFound ||= isOnTheWay
    } while (this.#skip(COMMA))
    return isFound && this.#skip(CLOSE_OBJECT)
  }

  #readOnTheWay(level: number): boolean {
    return level === this.#path.length ? this.#readList(level) : this.#readObject(level)
  }

  /** Tells whether the member that begins here leads to the list; `undefined` if that cannot be told. */
  #readName(level: number): boolean | undefined {
    const start = this.#at
    if (this.#bytes[start] !== QUOTE || !this.#skipString()) return undefined
    const name = this.#bytes.subarray(start + 1, this.#at - 1)
    this.#skipSpace()
    // An escaped name may be the same name.
    if (name.includes(BACKSLASH) || !this.#skip(COLON)) return undefined
    const wanted = this.#path[level]
    return wanted?.length === name.length && wanted.every((byte, index) => byte === name[index])
  }

  #readList(level: number): boolean {
    const start = this.#at
    if (!this.#skip(OPEN_LIST)) return false
    const items: number[] = []
    if (this.#bytes[this.#at] !== CLOSE_LIST) {
      do {
        const first = this.#at
        if (!this.#skipValue(level + 1)) return false
        items.push(first, this.#at)
        this.#skipSpace()
      } while (this.#skip(COMMA))
    }
    if (this.#bytes[this.#at] !== CLOSE_LIST) return false
    this.#at += 1
    this.#list = { start, end: this.#at, items }
    this.#skipSpace()
    return true
  }

  /** Goes behind a value, and no further; false if there is none, or it is too deep. */
  #skipValue(level: number): boolean {
    const first = this.#bytes[this.#at]
    if (first === OPEN_OBJECT || first === OPEN_LIST) return this.#skipBrackets(level)
    const start = this.#at
    if (first === QUOTE) return this.#skipString()
    while (this.#at < this.#bytes.length && !isEndOfScalar(this.#bytes[this.#at] ?? 0)) this.#at += 1
    return this.#at > start
  }

  /** Goes behind the bracket that closes the one that stands here. Which kind of bracket it is does not matter here. */
  #skipBrackets(level: number): boolean {
    const bytes = this.#bytes
    const { length } = bytes
    const deepest = this.#levels - level
    let depth = 0
    while (this.#at < length) {
      const byte = bytes[this.#at] ?? 0
      if (byte === QUOTE) {
        if (!this.#skipString()) return false
        continue
      }
      this.#at += 1
      const step = bracketStep(byte)
      depth += step
      if (depth > deepest) return false
      if (step === -1 && depth === 0) return true
    }
    return false
  }

  /** Goes behind the closing quote of a string. */
  #skipString(): boolean {
    const bytes = this.#bytes
    const { length } = bytes
    for (let at = this.#at + 1; at < length; at++) {
      const byte = bytes[at]
      if (byte === BACKSLASH) at += 1
      else if (byte === QUOTE) {
        this.#at = at + 1
        return true
      }
    }
    return false
  }

  /** Goes behind a mark and the white space around it, if it stands here. */
  #skip(mark: number): boolean {
    this.#skipSpace()
    if (this.#bytes[this.#at] !== mark) return false
    this.#at += 1
    this.#skipSpace()
    return true
  }

  #skipSpace(): void {
    while (isSpace(this.#bytes[this.#at] ?? 0)) this.#at += 1
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

function isEndOfScalar(byte: number): boolean {
  return byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT || isSpace(byte)
}
