import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A source of ids that gives the same ones for the same seed. */
export interface IdSource {
  /** A lower-case version 4 UUID, as Lightsail's request and operation ids are. */
  uuid(): string
  /** Gives the first id again, and so on. */
  restart(): void
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hex = (byte: number): string => HEX[byte & 255] ?? ''
const hex16 = (word: number): string => hex(word >>> 8) + hex(word)

/**
 * Ids from a seed (an integer of 32 bits).
 *
 * @example
 * createIds(1).uuid() // the same at every run
 */
export function createIds(seed: number): IdSource {
  let generator = warmUp(seed)
  return {
    restart() {
      generator = warmUp(seed)
    },
    uuid() {
      const [a, b, c, d] = [generator.next(), generator.next(), generator.next(), generator.next()]
      // Version 4 and the RFC's variant stand in fixed bits.
      const version = ((b & 0x0fff) | 0x4000) & 0xffff
      const variant = ((c >>> 16) & 0x3fff) | 0x8000
      return `${hex16(a >>> 16)}${hex16(a)}-${hex16(b >>> 16)}-${hex16(version)}-${hex16(variant)}-${hex16(c)}${hex16(d >>> 16)}${hex16(d)}`
    },
  }
}

/** The first numbers after a small seed have few bits set. */
function warmUp(seed: number): ReturnType<typeof xoroshiro128plus> {
  const generator = xoroshiro128plus(seed)
  for (let skipped = 0; skipped < 32; skipped++) generator.next()
  return generator
}

/** The UUID that belongs to a text: an instance keeps its ARN when its world is exported and loaded again. */
export function uuidOf(text: string): string {
  // FNV-1a, only to turn the text into a seed.
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return createIds(hash).uuid()
}
