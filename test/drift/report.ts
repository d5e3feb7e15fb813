import type { Drift } from './compare-models.ts'

/** An error that so many operations have more, or fewer, takes one line. */
const MANY = 6

/** Writes differences for people: one a line, with the file to open. */
export function reportDrift(drifts: readonly Drift[], known: string, actual: string): string {
  if (drifts.length === 0) return `No drift between ${known} and ${actual}.\n`
  const shown = groupErrors(drifts)
  const width = Math.max(...shown.map(({ what }) => what.length))
  const lines = shown.map(({ change, what, file }) => `  ${change.padEnd(7)}  ${what.padEnd(width)}  -> ${file}`)
  return [
    `${actual} differs from ${known}. (An older model lacks what AWS added later: "removed" says so, too.)`,
    ...lines,
    '',
  ].join('\n')
}

/** Takes the lines of one error of many operations together. */
function groupErrors(drifts: readonly Drift[]): Drift[] {
  const keyOf = ({ change, what }: Drift): string => {
    const [, error] = /^error of \w+: (\w+)$/.exec(what) ?? []
    return error === undefined ? `${change} ${what}` : `${change} error of operations: ${error}`
  }
  return [...Map.groupBy(drifts, keyOf).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined || group.length < MANY) return group
    return [{ ...first, what: first.what.replace(/^error of \w+/, `error of ${group.length} operations`) }]
  })
}
