import { globSync, readFileSync } from 'node:fs'

const ROOT = new URL('../../', import.meta.url)

/** Reads a file of the repository. */
export const readText = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')

/** Every page that users read, by its path in the repository. */
export const PAGES: readonly string[] = globSync(['*.md', 'docs/**/*.md', 'examples/*/README.md', '.github/**/*.md'], {
  cwd: ROOT,
  exclude: ['**/node_modules/**', 'docs/site/**'],
}).toSorted()

/** A fenced block of a page, and the comment above it that says how it is checked. */
export interface Block {
  /** `docs/faults.md:12` */
  readonly at: string
  readonly language: string
  readonly text: string
  /** `run`, or `file: examples/firewall-sync/firewall-sync.ts`; '' without a comment. */
  readonly mark: string
}

const FENCE = /^(`{3,})(\w*)$/
const MARK = /^<!-- (.*) -->$/

/** Reads the fenced blocks of a page. */
export function blocksOf(path: string, page = readText(path)): readonly Block[] {
  const blocks: Block[] = []
  const lines = page.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const [, fence, language] = FENCE.exec(lines[index] ?? '') ?? []
    if (fence === undefined) continue
    const end = lines.indexOf(fence, index + 1)
    if (end === -1) throw new Error(`Failed to read ${path}:${index + 1}: the block does not end.`)
    const [, mark = ''] = MARK.exec(lines[index - 1] ?? '') ?? []
    blocks.push({
      at: `${path}:${index + 1}`,
      language: language ?? '',
      text: lines.slice(index + 1, end).join('\n'),
      mark,
    })
    index = end
  }
  return blocks
}

/** Returns the part of a mark behind a keyword: `marked(block, 'file')` is a path. */
export function markedWith(keyword: string, { mark }: Block): string | undefined {
  return mark.startsWith(`${keyword}: `) ? mark.slice(keyword.length + 2) : undefined
}
