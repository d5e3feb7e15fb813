import { readFileSync, writeFileSync } from 'node:fs'
import type { Results } from '../results.ts'
import { drawRatios } from './picture.ts'
import { formatTables } from './table.ts'

const PAGE = new URL('../../docs/performance.md', import.meta.url)
const PICTURE = new URL('../../docs/images/performance.svg', import.meta.url)
const START = '<!-- npm run bench -- --docs writes what follows -->'

/** Writes the measured part of the docs' page, and its picture. What stands before it stays. */
export function writePage(results: Results, circumstances: string): void {
  const [text = ''] = readFileSync(PAGE, 'utf8').split(START)
  const picture = '![The measured ratios and their goals](images/performance.svg)'
  writeFileSync(PICTURE, drawRatios(results.ratios))
  writeFileSync(PAGE, `${text.trimEnd()}\n\n${START}\n\n${circumstances}\n\n${picture}\n\n${formatTables(results)}\n`)
}
