import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { placeOf, withSiteLinks } from './pages.ts'

const SITE = fileURLToPath(new URL('.', import.meta.url))
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PAGES = join(SITE, 'pages')

/** Runs a program that docs/site/package.json brings. */
function run(path: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [join(SITE, 'node_modules', path), ...args], { cwd: SITE, stdio: 'inherit' })
}

rmSync(PAGES, { recursive: true, force: true })
for (const path of globSync('{*.md,docs/**/*.md,examples/*/README.md,test/clients/faults.md}', { cwd: ROOT })) {
  const place = placeOf(path)
  if (place === undefined) continue
  mkdirSync(dirname(join(PAGES, place)), { recursive: true })
  writeFileSync(join(PAGES, place), withSiteLinks(path, readFileSync(join(ROOT, path), 'utf8')))
}
cpSync(join(ROOT, 'docs/images'), join(PAGES, 'public/images'), { recursive: true })
cpSync(join(ROOT, 'llms.txt'), join(PAGES, 'public/llms.txt'))

// The API reference is made from the doc comments of every entry of the package.
run('typedoc/bin/typedoc')
// A dead link is an error.
run('vitepress/bin/vitepress.js', 'build')
