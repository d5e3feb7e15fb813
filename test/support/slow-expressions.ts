import { globSync, readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { parseSync } from 'oxc-parser'
import { budget } from './budget.ts'

/** A regular expression that takes more than linear time. */
export interface SlowExpression {
  /** `mocks/iam/policy.ts: /a+b/` */
  readonly at: string
  /** A text that it takes long for, before it is repeated. */
  readonly pump: string
}

/** Finds regular expressions in the TypeScript files of some folders that take more than linear time. */
export function findSlowExpressions(folders: readonly string[], root: URL): readonly SlowExpression[] {
  const files = globSync(
    folders.map((folder) => `${folder}/**/*.ts`),
    { cwd: root, exclude: ['**/node_modules/**'] },
  )
  return files.toSorted().flatMap((file) =>
    expressionsIn(file, readFileSync(new URL(file, root), 'utf8')).flatMap((expression) => {
      const pump = findSlowPump(expression)
      return pump === undefined ? [] : [{ at: `${file}: ${expression}`, pump }]
    }),
  )
}

/** Returns the literals of regular expressions in a source. */
function expressionsIn(file: string, source: string): RegExp[] {
  const found: RegExp[] = []
  JSON.stringify(parseSync(file, source).program, (_key, node: unknown) => {
    if (typeof node === 'object' && node !== null && 'regex' in node) {
      const { pattern, flags } = node.regex as { readonly pattern: string; readonly flags: string }
      found.push(new RegExp(pattern, flags))
    }
    return typeof node === 'bigint' ? undefined : node
  })
  return found
}

/** A quadratic expression takes more than half a second for a text of that length, a linear one less than a millisecond. */
const LENGTH = 40_000
const LONGEST = 100

/** Returns the CPU time of this thread, in milliseconds. Real time passes while a busy machine runs something else. */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Finds a short text whose repetition an expression takes more than linear time for. */
export function findSlowPump({ source, flags }: RegExp): string | undefined {
  const sandbox = {
    source,
    flags: flags.replace('y', ''),
    pumps: pumpsFor(source),
    length: LENGTH,
    longest: LONGEST,
    cpuTime,
  }
  // A context of its own: what takes exponential time can be ended there.
  const find = `(() => {
    const expression = new RegExp(source, flags)
    const timeOf = (text) => {
      expression.lastIndex = 0
      const start = cpuTime()
      if (expression.global) for (const match of text.matchAll(expression)) void match
      else expression.test(text)
      return cpuTime() - start
    }
    for (const [prefix, pump, suffix] of pumps) {
      const text = prefix + pump.repeat(length / pump.length) + suffix
      if (timeOf(text) > longest && timeOf(text) > longest) return prefix + pump
    }
  })()`
  try {
    return runInNewContext(find, sandbox, { timeout: budget(4000) })
  } catch (error) {
    return `(it did not end: ${(error as Error).message})`
  }
}

/** Characters that many classes have. */
const COMMON = ['a', 'A', '0', ' ', '-', '.', '"', '\n']

/** A text: its beginning, the part that is repeated, and its end. */
type Pump = readonly [prefix: string, pump: string, suffix: string]

/** Returns texts of the characters and words of an expression, and of pairs of the characters. */
function pumpsFor(source: string): readonly Pump[] {
  const literal = source.replaceAll(/\\u\{[\da-f]+\}|\\[a-zA-Z]\w{0,4}|\(\?[<:=!]*|\{\d+,?\d*\}/g, ' ')
  const own = [
    ...new Set(literal.replaceAll(/[\\^$|()[\]*+?]/g, (sign) => (literal.includes(`\\${sign}`) ? sign : ''))),
  ]
  const characters = [...new Set([...own.slice(0, 10), ...COMMON])]
  const words = literal.match(/[\w$"{:@/.-]{2,24}/g) ?? []
  const pairs = characters.flatMap((one) => own.slice(0, 6).map((other) => one + other))
  const pumps = [...characters, ...words.slice(0, 10), ...pairs]
  const [first = ''] = words
  return pumps.flatMap((pump): Pump[] => [
    [first, pump, '\u0000'],
    ...['\u0000', ...own.slice(-3)].map((suffix): Pump => ['', pump, suffix]),
  ])
}
