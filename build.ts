import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transformSync } from 'esbuild'

/** Folders whose files can be loaded with `require()`. The command line has no need of that. */
const FOLDERS = ['mocks', 'contracts', 'fixtures']
const COMMONJS = 'dist/cjs'
const URL_OF_FILE = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href"

/**
 * Turns one module into CommonJS. Jest has no `import()` without a flag, so that it becomes a `require()`, too.
 *
 * @param file its path in `dist`
 */
function toCommonJs(file: string): string {
  const source = readFileSync(join('dist', file), 'utf8')
  const { code } = transformSync(source, {
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    sourcefile: file,
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: source.includes('import.meta.url') ? URL_OF_FILE : '',
  })
  return code
}

/** Reads declarations, without the type parameter of Uint8Array: compilers before TypeScript 5.7 do not know it. */
function declarationsOf(file: string): string {
  return readFileSync(join('dist', file), 'utf8').replaceAll('Uint8Array<ArrayBuffer>', 'Uint8Array')
}

rmSync('dist', { recursive: true, force: true })
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
for (const file of globSync(
  FOLDERS.map((folder) => `${folder}/**/*.{js,d.ts}`),
  { cwd: 'dist' },
)) {
  const target = join(COMMONJS, file)
  mkdirSync(dirname(target), { recursive: true })
  if (file.endsWith('.js')) {
    writeFileSync(target, toCommonJs(file))
  } else {
    const types = declarationsOf(file)
    for (const path of [join('dist', file), target]) writeFileSync(path, types)
  }
}
writeFileSync(join(COMMONJS, 'package.json'), '{ "type": "commonjs" }\n')
