import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A source of random numbers that gives the same numbers for the same seed. */
export interface RandomSource {
  /** Returns a number from 0 up to, but not including, 1. */
  next(): number
  /** Starts again with the first number. */
  restart(): void
}

/** Makes random numbers from a seed, an integer of 32 bits. */
export function createRandom(seed: number): RandomSource {
  let generator = generatorOf(seed)
  return {
    next: () => (generator.next() >>> 0) / 0x1_0000_0000,
    restart() {
      generator = generatorOf(seed)
    },
  }
}

/** Makes a generator whose first numbers are already well distributed. */
export function generatorOf(seed: number): { next(): number } {
  const generator = xoroshiro128plus(seed)
  // The first numbers after a small seed have few bits set.
  for (let skipped = 0; skipped < 32; skipped++) generator.next()
  return generator
}
