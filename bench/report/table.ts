import { isWithin, type Ratio, type Results, type Row } from '../results.ts'

/** Formats a number with three digits. */
export function format(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(value >= 10 ? 1 : 2)
}

const range = ({ low, high }: { readonly low: number; readonly high: number }) => `${format(low)}–${format(high)}`

/** Tells how a ratio compares with its goal. */
export function verdictOf(ratio: Ratio): string {
  return isWithin(ratio, ratio.goal) ? 'met' : 'missed'
}

/** Writes the results as tables in Markdown. */
export function formatTables({ rows, ratios, skipped }: Results): string {
  const groups = Map.groupBy(rows, ({ group }) => group)
  return [
    '| ratio | median | middle half | goal | |',
    '|---|---|---|---|---|',
    ...ratios.map(
      (ratio) =>
        `| ${ratio.name} | ${format(ratio.median)} | ${range(ratio)} | ${ratio.kind === 'most' ? '≤' : '≥'} ${ratio.goal} | ${verdictOf(ratio)} |`,
    ),
    ...[...groups].flatMap(([group, members]) => ['', `### ${group}`, '', ...formatGroup(members)]),
    ...(skipped.length > 0 ? ['', 'Left out:', '', ...skipped.map((reason) => `- ${reason}`)] : []),
  ].join('\n')
}

function formatGroup(rows: readonly Row[]): string[] {
  return [
    '| subject | value | median | middle half |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.subject} | ${row.unit} | ${format(row.median)} | ${range(row)} |`),
  ]
}
