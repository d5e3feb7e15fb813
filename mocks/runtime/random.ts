import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A source of chance that gives the same numbers for the same seed. */
export interface RandomSource {
  /** From 0 up to, but not including, 1. */
  next(): number
  /** Gives the first number again, and so on. */
  restart(): void
}

/** Chance from a seed, an integer of 32 bits. */
export function createRandom(seed: number): RandomSource {
  let generator = generatorOf(seed)
  return {
    next: () => (generator.next() >>> 0) / 0x1_0000_0000,
    restart() {
      generator = generatorOf(seed)
    },
  }
}

/** A generator whose numbers are good from the first on. */
export function generatorOf(seed: number): { next(): number } {
  const generator = xoroshiro128plus(seed)
  // The first numbers after a small seed have few bits set.
  for (let skipped = 0; skipped < 32; skipped++) generator.next()
  return generator
}
