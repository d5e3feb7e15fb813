import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseSync } from 'oxc-parser'

/** One import of a file of the repository. */
export interface Import {
  readonly from: string
  /** A path in the repository, or the name of a package. */
  readonly to: string
  readonly typeOnly: boolean
}

/** Every import and re-export, static or dynamic, of the TypeScript files in some folders of the repository. */
export function importsOf(folders: readonly string[]): {
  readonly files: readonly string[]
  readonly imports: readonly Import[]
} {
  const root = new URL('../../', import.meta.url)
  const files = globSync(
    folders.map((folder) => `${folder}/**/*.ts`),
    { cwd: root },
  )
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
  return { files, imports: files.flatMap((file) => importsIn(file, readFileSync(new URL(file, root), 'utf8'))) }
}

function importsIn(file: string, source: string): Import[] {
  const { errors, module } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`Failed to parse ${file}: ${errors[0]?.message}`)
  const edge = (specifier: string, typeOnly: boolean): Import => ({
    from: file,
    to: specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier,
    typeOnly,
  })
  const imports = module.staticImports.map(({ moduleRequest, entries }) =>
    edge(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType)),
  )
  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) => (moduleRequest === null ? [] : [edge(moduleRequest.value, isType)])),
  )
  const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
    edge(source.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, ''), false),
  )
  return [...imports, ...exports, ...dynamic]
}
