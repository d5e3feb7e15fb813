import { readFile } from 'node:fs/promises'

/** Reads the page of a judgement. */
export function readPage(judgement: string): Promise<string> {
  return readFile(new URL(`../../../docs/certificate/${judgement}.md`, import.meta.url), 'utf8')
}

/** Lists the situations in which the examples of a page are certified. */
export function situationsOf(page: string): string[] {
  const [, names = ''] = /<!-- situations: (.*?) -->/.exec(page) ?? []
  return names.split(', ')
}

/** Lists the examples of a page in one language: the wrong one, then the right one. */
export function blocksOf(page: string, language: 'js' | 'python'): string[] {
  return page
    .split(`\`\`\`${language}\n`)
    .slice(1)
    .map((part) => part.split('\n```')[0] ?? '')
}
