/** The middle of some measurements: noise reaches the mean, not this. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Microseconds that one call takes, by batches that are long enough for the timer. */
export function microseconds(call: () => void, batches: number, perBatch: number): number[] {
  return Array.from({ length: batches }, () => {
    const start = process.hrtime.bigint()
    for (let index = 0; index < perBatch; index++) call()
    return Number(process.hrtime.bigint() - start) / 1000 / perBatch
  })
}
