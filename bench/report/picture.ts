import type { Ratio } from '../results.ts'
import { format, verdictOf } from './table.ts'

const WIDTH = 760
const LINE = 30
const LEFT = 430
/** Pixels of a ratio of 1. */
const ONE = 120
const LONGEST = WIDTH - LEFT - 60

/** Draws the ratios as bars, with a mark at each goal. */
export function drawRatios(ratios: readonly Ratio[]): string {
  const height = LINE * (ratios.length + 1)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13">
<title id="title">The measured ratios and their goals</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
${ratios.map((ratio, index) => drawRatio(ratio, LINE * (index + 0.5))).join('\n')}
</svg>
`
}

function drawRatio(ratio: Ratio, top: number): string {
  const length = (value: number) => Math.min(LONGEST, value * ONE)
  const isMet = verdictOf(ratio) === 'met'
  const goal = LEFT + length(ratio.goal)
  return [
    `<text x="${LEFT - 8}" y="${top + 16}" text-anchor="end" fill="#1f2328">${escapeText(ratio.name)}</text>`,
    `<rect x="${LEFT}" y="${top + 4}" width="${length(ratio.median).toFixed(1)}" height="16" fill="${isMet ? '#2da44e' : '#bf8700'}"/>`,
    `<line x1="${goal}" y1="${top + 1}" x2="${goal}" y2="${top + 23}" stroke="#1f2328" stroke-width="2"/>`,
    `<text x="${LEFT + length(Math.max(ratio.median, ratio.goal)) + 6}" y="${top + 16}" fill="#1f2328">${format(ratio.median)}</text>`,
  ].join('')
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
