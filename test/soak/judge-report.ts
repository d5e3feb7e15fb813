import type { SoakReport } from './soak.ts'

/** After the first minute the memory may grow by so many MiB, and by a tenth. */
const GROWTH = 32
/** The share of the requests that may be too late for the server, on a machine that does ten things at the same time. */
const DROPPED = 0.05
/** Milliseconds until the server has ended. */
const END = 10_000

/** Lists what is wrong with a run. */
export function judgeReport({ tally, memory, exit }: SoakReport): string[] {
  const problems = [...tally.problems]
  const { sent, answered, closed, dropped } = tally.total
  if (dropped > sent * DROPPED) problems.push(`${dropped} of ${sent} requests were dropped`)
  if (answered + closed !== sent) problems.push(`${sent} were sent, ${answered} answered and ${closed} closed`)
  if (memory.most > memory.first * 1.1 + GROWTH) {
    problems.push(`the memory has grown from ${memory.first} to ${memory.most} MiB after the first minute`)
  }
  if (exit.code !== 0) problems.push(`after SIGTERM it exits with ${exit.code}`)
  if (exit.ms > END) problems.push(`after SIGTERM it takes ${exit.ms} ms to end`)
  return problems
}
