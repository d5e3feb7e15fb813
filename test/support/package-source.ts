import { readFileSync } from 'node:fs'

const NAME = 'lightsail-ports-testkit'

/** Finds the source of an entry of this package, as a URL, by the `exports` of its package.json. */
export function sourceOf(specifier: string): string | undefined {
  if (specifier !== NAME && !specifier.startsWith(`${NAME}/`)) return undefined
  const root = new URL('../../', import.meta.url)
  const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
  const built: string | undefined = exports[`.${specifier.slice(NAME.length)}`]?.default?.default
  return built && new URL(built.replace(/^\.\/dist\//, '').replace(/\.js$/, '.ts'), root).href
}
