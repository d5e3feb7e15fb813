import { readFileSync } from 'node:fs'
import module from 'node:module'

/**
 * Joins a module and all that it imports into one script, so that the page is one file. Each module has a scope of its
 * own. It knows the forms that this repository uses and no others: named imports of relative files, and `export` in front
 * of a declaration.
 *
 * @throws {Error} if a module has another form of import or export
 */
export function bundleScript(entry: URL): string {
  const modules = new Map<string, string>()
  const parts: string[] = []
  addModule(entry, modules, parts)
  return parts.join('\n')
}

function addModule(url: URL, names: Map<string, string>, parts: string[]): string {
  const known = names.get(url.href)
  if (known !== undefined) return known
  const name = `m${names.size}`
  names.set(url.href, name)
  const source = withoutTypes(url, readFileSync(url, 'utf8'))
  const inside = source
    .replace(IMPORTS, (_all, clause: string, path: string) => {
      return `const {${clause.replaceAll(' as ', ': ')}} = ${addModule(new URL(path, url), names, parts)}`
    })
    .replace(EMPTY_EXPORTS, '')
  const exported = Array.from(inside.matchAll(EXPORTS), ([, declared = '']) => declared)
  const code = inside.replace(EXPORTS, (all) => all.slice('export '.length)).replaceAll(/\n(?:[ \t]*\n)+/g, '\n')
  const [left] = /^(?:import|export)\b.{0,100}/m.exec(code) ?? []
  if (left !== undefined) throw new Error(`Failed to bundle ${url.pathname}: it has ${left}. Use named imports.`)
  parts.push(`const ${name} = (() => {\n${code}\nreturn { ${exported.join(', ')} }\n})()`)
  return name
}

const IMPORTS = /^import \{([^'"}]{0,2000})\} from '(\.[^']{1,200})';?$/gm
const EXPORTS = /^export (?:async )?(?:function|class|const|let) ([A-Za-z_$][\w$]{0,60})/gm
const EMPTY_EXPORTS = /^export \{\};?$/gm

/** The package has JavaScript; the repository has TypeScript, which Node itself can strip of its types. */
function withoutTypes(url: URL, source: string): string {
  if (!url.pathname.endsWith('.ts')) return source
  const { emitWarning } = process
  // Node warns that this is new.
  process.emitWarning = () => {}
  try {
    return module.stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = emitWarning
  }
}
