/** Everything may take so many times as long as on two idle cores: `LIGHTSAIL_TEST_TIME_SCALE=4` on a busy machine. */
const TIME_SCALE = positiveNumber('LIGHTSAIL_TEST_TIME_SCALE', 1)

/**
 * The real time that a test allows, in milliseconds.
 *
 * Every deadline of a test that a busy machine could miss comes from here, so that one variable stretches them all.
 * A deadline that the test waits for to pass is written as it is, and short.
 *
 * @example
 * await vi.waitUntil(() => service.lines.length >= 3, { interval: 5, timeout: budget(10_000) })
 */
export function budget(ms: number): number {
  return Math.ceil(ms * TIME_SCALE)
}

/** A developer waits for so many runs of a property. `.ci/run` sets `LIGHTSAIL_TEST_RUNS=all`. */
const FEW_RUNS = 100

/**
 * The number of runs of a property test: all of them under `LIGHTSAIL_TEST_RUNS=all`, otherwise at most a hundred,
 * or at most as many as `LIGHTSAIL_TEST_RUNS` says.
 *
 * @example
 * fc.assert(property, { numRuns: randomRuns(5000) })
 */
export function randomRuns(all: number): number {
  if (process.env['LIGHTSAIL_TEST_RUNS'] === 'all') return all
  return Math.min(all, positiveNumber('LIGHTSAIL_TEST_RUNS', FEW_RUNS))
}

/**
 * The size of a proof that time is linear: the whole size under `LIGHTSAIL_TEST_RUNS=all`, otherwise a smaller one that
 * shows quadratic time, too.
 *
 * @example
 * const count = proofSize({ whole: 50_000, small: 20_000 })
 */
export function proofSize({ whole, small }: { readonly whole: number; readonly small: number }): number {
  return process.env['LIGHTSAIL_TEST_RUNS'] === 'all' ? whole : small
}

function positiveNumber(variable: string, otherwise: number): number {
  const text = process.env[variable]
  if (text === undefined || text === '') return otherwise
  const value = Number(text)
  if (value > 0 && Number.isFinite(value)) return value
  throw new Error(`Failed to read ${variable}: "${text}" is no positive number.`)
}
