import { PAGES, readText } from './page.ts'

/** Lists the pages of `docs/` for programs that read: the title of each, its address, and its first sentence. */
export function pageList(): string {
  const pages = PAGES.filter((path) => path.startsWith('docs/') && path !== 'docs/index.md')
  return pages.map((path) => `- [${titleOf(path)}](${path}): ${summaryOf(path)}`).join('\n')
}

/** Reads the title of a page: its first heading, without marks of code. */
function titleOf(path: string): string {
  const [, title] = /^# (.*)$/m.exec(readText(path)) ?? []
  if (title === undefined) throw new Error(`Failed to read ${path}: it has no heading.`)
  return title.replaceAll('`', '')
}

/** Reads the first sentence of a page. */
function summaryOf(path: string): string {
  const paragraphs = readText(path).split('\n\n')
  const text = paragraphs.find((one) => /^[A-Z[`*]/.test(one))
  if (text === undefined) throw new Error(`Failed to read ${path}: it has no paragraph.`)
  const [sentence = ''] = /^.*?[.:?](?=\s|$)/s.exec(text) ?? [text]
  return sentence
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*]/g, '')
    .replace(/:$/, '.')
}
