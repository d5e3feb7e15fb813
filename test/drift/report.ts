import type { Drift } from './compare-models.ts'

/** Writes differences for people: one a line, with the file to open. */
export function reportDrift(drifts: readonly Drift[], known: string, actual: string): string {
  if (drifts.length === 0) return `No drift between ${known} and ${actual}.\n`
  const width = Math.max(...drifts.map(({ what }) => what.length))
  const lines = drifts.map(({ change, what, file }) => `  ${change.padEnd(7)}  ${what.padEnd(width)}  -> ${file}`)
  return [
    `${actual} differs from ${known}. (An older model lacks what AWS added later: "removed" says so, too.)`,
    ...lines,
    '',
  ].join('\n')
}
