import { globSync, readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'oxc-parser'

/** The names that the type tests use: rightly, and in code that the compiler has to refuse. */
export interface TypeTests {
  readonly rightUses: ReadonlySet<string>
  readonly wrongUses: ReadonlySet<string>
}

const FOLDER = new URL('./', import.meta.url)

function readTypeTests(): TypeTests {
  const rightUses = new Set<string>()
  const wrongUses = new Set<string>()
  for (const file of globSync('*.test-d.ts', { cwd: FOLDER })) {
    const source = readFileSync(new URL(file, FOLDER), 'utf8')
    const { program, comments } = parseSync(file, source)
    const lineOf = (offset: number): number => source.slice(0, offset).split('\n').length
    const refused = new Set(
      comments.filter(({ value }) => value.includes('@ts-expect-error')).map(({ end }) => lineOf(end) + 1),
    )
    const imports = program.body.filter(({ type }) => type === 'ImportDeclaration')
    new Visitor({
      Identifier({ name, start }) {
        // To import a name is not to use it.
        if (imports.some((one) => one.start <= start && start < one.end)) return
        const uses = refused.has(lineOf(start)) ? wrongUses : rightUses
        uses.add(name)
      },
    }).visit(program)
  }
  return { rightUses, wrongUses }
}

export const typeTests: TypeTests = readTypeTests()
