import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run } from '../support/run.ts'
import { type Declaration, PublishedDeclarations, type PublishedName } from './published-declarations.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Everything that one entry of the package publishes. */
interface PublishedEntry {
  /** `lightsail-ports-testkit/server` */
  readonly name: string
  readonly names: readonly PublishedName[]
}

export interface PublicApi {
  readonly entries: readonly PublishedEntry[]
  /** The published declarations, and those that they mention. */
  readonly declarations: readonly Declaration[]
}

/**
 * Builds the declarations of the package into a folder, and reads what its entries publish.
 *
 * @throws {Error} if they cannot be built
 */
export async function readPublicApi(folder: string): Promise<PublicApi> {
  const tsc = `${ROOT}node_modules/typescript/bin/tsc`
  const options = ['-p', `${ROOT}tsconfig.build.json`, '--emitDeclarationOnly', '--outDir', folder]
  const { code, stdout } = await run(process.execPath, [tsc, ...options])
  if (code !== 0) throw new Error(`Failed to build the declarations:\n${stdout}`)
  const { name, exports } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
    readonly name: string
    readonly exports: Readonly<Record<string, string | { readonly default: { readonly types: string } }>>
  }
  const published = new PublishedDeclarations(folder)
  const entries = Object.entries(exports).flatMap(([path, target]): PublishedEntry[] => {
    if (typeof target === 'string') return []
    const file = target.default.types.replace(/^\.\/dist\//, '').replace(/\.d\.ts$/, '')
    return [{ name: name + path.slice(1), names: published.publishedBy(file) }]
  })
  return {
    entries,
    declarations: published.withMentioned(entries.flatMap(({ names }) => names.map(({ declaration }) => declaration))),
  }
}

/** The public API as a page: the names of each entry, then all signatures, without comments. */
export function apiPage({ entries, declarations }: PublicApi): string {
  const names = entries.map((entry) => {
    const lines = entry.names.map(({ name, kind, declaration }) => `- ${name} (${kind}, ${declaration.file})`)
    return [`## ${entry.name}`, '', ...lines.toSorted()].join('\n')
  })
  const byFile = Map.groupBy(declarations, ({ file }) => file)
  const signatures = [...byFile].map(([file, own]) => {
    const texts = new Set(own.map(({ text }) => text))
    return [`### ${file}`, '', '```ts', ...texts, '```'].join('\n')
  })
  return [
    '# The public API',
    '',
    'Every published name, and the signatures of all declarations that these names lead to. `npm run docs` writes this',
    'page, and a test holds it: read its changes before you publish them.',
    '',
    names.join('\n\n'),
    '',
    '## Signatures',
    '',
    signatures.join('\n\n'),
    '',
  ].join('\n')
}
