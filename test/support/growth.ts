import { expect } from 'vitest'

/** Times that the larger size is as large as the smaller one. */
const FACTOR = 8

/**
 * The most that the CPU time may grow while the size grows eightfold. Linear work grows eightfold, quadratic work 64-fold:
 * a busy machine and the garbage collector have a wide margin on both sides.
 */
const MOST = 26

/** Milliseconds that the smaller size takes at least: less cannot be measured well. */
const LEAST = 5

/**
 * Expects that work does not grow faster than its size. It compares CPU times of this thread, the least of three runs each.
 *
 * @param work does the work of a size. It may prepare first, and return the part that is measured
 */
export function expectLinear(small: number, work: (size: number) => (() => void) | undefined): void {
  const measure = (size: number) => Math.min(...[1, 2, 3].map(() => measureOnce(size, work)))
  // The first run is for the compiler.
  measureOnce(small, work)
  const before = Math.max(LEAST, measure(small))
  expect(measure(small * FACTOR) / before).toBeLessThan(MOST)
}

function measureOnce(size: number, work: (size: number) => (() => void) | undefined): number {
  const start = process.threadCpuUsage()
  const measured = work(size)
  if (measured === undefined) return passedSince(start)
  const began = process.threadCpuUsage()
  measured()
  return passedSince(began)
}

function passedSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1000
}
