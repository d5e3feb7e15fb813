import { readFileSync } from 'node:fs'
import { Converter } from 'typedoc'

const { name, exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

/** Finds the entry of the package that a module is: `mocks/server` is `lightsail-ports-testkit/server`. */
function entryOf(module) {
  const file = (entry) => entry.default?.default?.replace(/^\.\/dist\/|(?:\/index)?\.js$/g, '')
  const [path] = Object.entries(exports).find(([, entry]) => file(entry) === module) ?? []
  return path === undefined ? module : `${name}${path.slice(1)}`
}

/** Names the modules of the API reference as they are imported. TypeDoc loads this as a plugin. */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const module of project.children ?? []) module.name = entryOf(module.name)
  })
}
