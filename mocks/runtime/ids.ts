import { generatorOf } from './random.ts'

/** A source of ids that gives the same ones for the same seed. */
export interface IdSource {
  /** A lower-case version 4 UUID, as Lightsail's request and operation ids are. */
  uuid(): string
  /** Starts again with the first id. */
  restart(): void
}

/**
 * Makes ids from a seed (an integer of 32 bits). The first digits come from the seed, the last ones count up: so ids are
 * unique, and cheaper than four random numbers each.
 *
 * @example
 * createIds(1).uuid() // the same at every run
 */
export function createIds(seed: number): IdSource {
  const prefix = randomUuid(seed).slice(0, 24)
  let count = 0
  return {
    restart() {
      count = 0
    },
    uuid: () => prefix + (++count).toString(16).padStart(12, '0'),
  }
}

/** Derives a UUID from a text: an instance keeps its ARN when its world is exported and loaded again. */
export function uuidOf(text: string): string {
  const words = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b].map((offset) => fnv1a(text, offset))
  return asUuid(words)
}

/** Hashes a text with FNV-1a from a given offset. Four of these hashes are the 128 bits of a UUID. */
function fnv1a(text: string, offset: number): number {
  let hash = offset
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  // Without this last step similar names would give similar hashes.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return hash ^ (hash >>> 13)
}

function randomUuid(seed: number): string {
  const generator = generatorOf(seed)
  return asUuid([generator.next(), generator.next(), generator.next(), generator.next()])
}

/** Formats four words as a UUID of version 4. */
function asUuid(words: readonly number[]): string {
  const hex = words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
