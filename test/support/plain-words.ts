import { globSync, readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'

/** A place whose words have to be translated by its readers. */
export interface HardWords {
  /** `mocks/world/world.ts:12` */
  readonly at: string
  readonly line: string
  /** The advice. */
  readonly say: string
}

interface Form {
  readonly pattern: RegExp
  readonly say: string
}

/** Forms that readers stumble over, in comments. */
const IN_COMMENTS: readonly Form[] = [
  {
    pattern: /^(?:What|Whether|Where|How|Who|Whoever|Whatever|Why)\b(?!.*\?$)/,
    say: 'begin with a subject and a verb: "Delays the reply", "Tells whether"',
  },
]

/** Forms that readers stumble over, anywhere in a comment. */
const INSIDE_COMMENTS: readonly Form[] = [
  { pattern: /@throws .*\bfor (?:what|who)\b/i, say: 'name the condition: "if the name is unknown"' },
]

/** Forms that readers stumble over, in comments, messages and the names of tests. */
const EVERYWHERE: readonly Form[] = [
  { pattern: /\bthat (?:is|are|was|were) none\b/i, say: 'say "invalid" or "not a …"' },
  { pattern: /\b(?:that|which) there (?:is|are|was) not\b/i, say: 'say "no such …" or "missing"' },
  { pattern: /\bwhoever\b/i, say: 'name the one who does it: the caller, the reader, a process' },
  { pattern: /\bnobody else is to know\b/i, say: 'say "secret"' },
]

/** Code that packs members on one line. */
const PACKING: Form = { pattern: /\.\.\.\{ ?[\w'"[]/, say: 'pass members by name, one a line' }

/** Finds hard words in the TypeScript files of some folders. */
export function findHardWords(folders: readonly string[], root: URL): readonly HardWords[] {
  const files = globSync(
    folders.map((folder) => `${folder}/**/*.ts`),
    { cwd: root, exclude: ['**/node_modules/**'] },
  )
  return files.toSorted().flatMap((file) => hardWordsIn(file, readFileSync(new URL(file, root), 'utf8')))
}

/** Finds hard words in one file: in its comments, its texts, and its code. */
export function hardWordsIn(file: string, source: string): readonly HardWords[] {
  const { comments, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`Failed to parse ${file}: ${errors[0]?.message}`)
  const found: HardWords[] = []
  const lineAt = (offset: number): number => source.slice(0, offset).split('\n').length
  const look = (text: string, line: number, forms: readonly Form[]): void => {
    for (const { pattern, say } of forms) {
      if (pattern.test(text)) found.push({ at: `${file}:${line}`, line: text.trim(), say })
    }
  }
  let rest = source
  for (const { start, end, value, type } of comments) {
    const first = lineAt(start)
    const lines = value.split('\n').map((line) => line.replace(/^\s*\*?\s?/, '').trim())
    for (const [index, line] of lines.entries()) look(line, first + index, [...EVERYWHERE, ...INSIDE_COMMENTS])
    // A sentence may run over several lines: only the beginning of a comment, or of its paragraphs, counts.
    for (const [index, line] of lines.entries()) {
      const previous = lines[index - 1]
      const begins = index === 0 || previous === '' || (type === 'Block' && index === 1 && previous === '')
      if (begins && !line.startsWith('@')) look(line, first + index, IN_COMMENTS)
    }
    rest = rest.slice(0, start) + rest.slice(start, end).replaceAll(/[^\n]/g, ' ') + rest.slice(end)
  }
  for (const [index, line] of rest.split('\n').entries()) look(line, index + 1, [...EVERYWHERE, PACKING])
  return found
}
