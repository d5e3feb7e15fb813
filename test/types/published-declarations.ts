import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { type EcmaScriptModule, parseSync } from 'oxc-parser'

/** One declaration of a built `.d.ts` file. */
export interface Declaration {
  /** `mocks/lightsail` */
  readonly file: string
  readonly name: string
  readonly kind: 'function' | 'class' | 'value' | 'type'
  /** The text without comments. */
  readonly text: string
  /** The names that the text mentions. */
  readonly mentions: ReadonlySet<string>
}

/** One name of an entry. */
export interface PublishedName {
  readonly name: string
  /** A class of which only the type is published is a type. */
  readonly kind: Declaration['kind']
  readonly declaration: Declaration
}

/** The declaration of a name of one file in another file. */
interface Elsewhere {
  readonly from: string
  readonly name: string
}

interface Module {
  readonly declared: ReadonlyMap<string, Declaration>
  /** Names of the file that come from another file, imported or exported again. */
  readonly elsewhere: ReadonlyMap<string, Elsewhere>
  readonly exported: ReadonlyMap<string, string>
  readonly typesOnly: ReadonlySet<string>
}

type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<Record<string, unknown>>

const KINDS: Readonly<Record<string, Declaration['kind']>> = {
  TSDeclareFunction: 'function',
  FunctionDeclaration: 'function',
  ClassDeclaration: 'class',
  VariableDeclaration: 'value',
}

/** Reads the declarations of a built package: those that an entry publishes, and those that these mention. */
export class PublishedDeclarations {
  readonly #folder: string
  readonly #modules = new Map<string, Module>()

  /** @param folder the folder of the built package, e.g. `dist` */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Every name that an entry publishes. Names of other packages are left out. */
  publishedBy(entry: string): readonly PublishedName[] {
    const { exported, typesOnly } = this.#read(entry)
    return [...exported].flatMap(([name, local]) => {
      const declaration = this.#find(entry, local)
      if (declaration === undefined) return []
      return [{ name, kind: typesOnly.has(name) ? 'type' : declaration.kind, declaration }]
    })
  }

  /** These declarations, and all that they mention, and so on. */
  withMentioned(first: Iterable<Declaration>): readonly Declaration[] {
    const all = new Set<Declaration>()
    const waiting = [...first]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (all.has(next)) continue
      all.add(next)
      for (const name of next.mentions) {
        const mentioned = this.#find(next.file, name)
        if (mentioned !== undefined) waiting.push(mentioned)
      }
    }
    return [...all].toSorted((left, right) => compareTexts(`${left.file} ${left.name}`, `${right.file} ${right.name}`))
  }

  #find(file: string, name: string): Declaration | undefined {
    const { declared, elsewhere, exported } = this.#read(file)
    const local = declared.has(name) || elsewhere.has(name) ? name : exported.get(name)
    if (local === undefined) return undefined
    const there = elsewhere.get(local)
    return there === undefined ? declared.get(local) : this.#find(there.from, there.name)
  }

  #read(file: string): Module {
    const known = this.#modules.get(file)
    if (known !== undefined) return known
    const read = readModule(file, readFileSync(posix.join(this.#folder, `${file}.d.ts`), 'utf8'))
    this.#modules.set(file, read)
    return read
  }
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function readModule(file: string, source: string): Module {
  const { program, comments, module, errors } = parseSync(`${file}.d.ts`, source)
  if (errors.length > 0) throw new Error(`Failed to parse ${file}.d.ts: ${errors[0]?.message}`)
  const links = readLinks(file, module)
  const declared = new Map<string, Declaration>()
  for (const statement of program.body as unknown as readonly Node[]) {
    const node = ((statement['declaration'] as Node | null) ?? statement) as Node
    const text = withoutComments(source, statement, comments)
    const kind = KINDS[node.type] ?? 'type'
    for (const name of namesDeclaredBy(node)) declared.set(name, { file, name, kind, text, mentions: namesIn(node) })
  }
  return { declared, ...links }
}

/** Reads where the names of a file come from, and which it hands on. */
function readLinks(file: string, module: EcmaScriptModule): Omit<Module, 'declared'> {
  const elsewhere = new Map<string, Elsewhere>()
  const exported = new Map<string, string>()
  const typesOnly = new Set<string>()
  const link = (local: string, specifier: string, name: string | null): void => {
    if (name === null || !specifier.startsWith('.')) return
    elsewhere.set(local, { from: posix.join(posix.dirname(file), specifier).replace(/\.(?:ts|js)$/, ''), name })
  }
  for (const { moduleRequest, entries } of module.staticImports) {
    for (const { importName, localName } of entries) link(localName.value, moduleRequest.value, importName.name)
  }
  for (const { moduleRequest, exportName, importName, localName, isType } of exportsOf(module)) {
    const published = exportName.name
    if (published === null) continue
    if (isType) typesOnly.add(published)
    const local = moduleRequest === null ? (localName.name ?? published) : `export ${published}`
    exported.set(published, local)
    if (moduleRequest !== null) link(local, moduleRequest.value, importName.name)
  }
  return { elsewhere, exported, typesOnly }
}

const exportsOf = (module: EcmaScriptModule) => module.staticExports.flatMap(({ entries }) => entries)

function namesDeclaredBy(node: Node): readonly string[] {
  if (node.type === 'VariableDeclaration') {
    return (node['declarations'] as readonly { id: { name: string } }[]).map(({ id }) => id.name)
  }
  const id = node['id'] as { readonly type?: string; readonly name?: string } | null | undefined
  return id?.type === 'Identifier' && id.name !== undefined ? [id.name] : []
}

/** All identifiers below a node: a few too many do no harm, as only names of the package are looked up. */
function namesIn(node: Node): ReadonlySet<string> {
  const names = new Set<string>()
  const waiting: unknown[] = [node]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue
    const { type, name } = next as { readonly type?: unknown; readonly name?: unknown }
    if (type === 'Identifier' && typeof name === 'string') names.add(name)
    for (const value of Object.values(next)) if (typeof value === 'object' && value !== null) waiting.push(value)
  }
  return names
}

function withoutComments(
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
  comments: readonly { readonly start: number; readonly end: number }[],
): string {
  let text = ''
  let from = start
  for (const comment of comments) {
    if (comment.start < from || comment.end > end) continue
    text += source.slice(from, comment.start)
    from = comment.end
  }
  text += source.slice(from, end)
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n')
}
