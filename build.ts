import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build, type Plugin, transformSync } from 'esbuild'

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

const BUNDLE = 'dist/bundle'

/** The files that others load by their path: the entries of the package, and those that are found beside another file. */
const ENTRIES = [
  'mocks/index.js',
  'mocks/server/index.js',
  'mocks/matchers/matchers.js',
  'mocks/runners/vitest.js',
  'mocks/runners/jest.js',
  'mocks/runners/node-test.js',
  'contracts/pact/index.js',
  'contracts/certify/index.js',
  'fixtures/index.js',
  'cli/main.js',
  'mocks/doors/msw.js',
  'contracts/pact/provider/verifier-process.js',
]

/** Modules that look for a file beside them find it where it was before they were joined. */
const keepUrls: Plugin = {
  name: 'keep-urls',
  setup(builder) {
    builder.onLoad({ filter: /\.js$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8')
      const url = `new URL('${relative(BUNDLE, path)}', import.meta.url).href`
      return { contents: contents.replaceAll('import.meta.url', url) }
    })
  },
}

/**
 * Joins the modules into a few files. Node takes about half a millisecond for each file that it loads, and the server alone
 * has two hundred. A module that several entries need is in one file that they share, so that it exists once.
 */
async function joinModules(): Promise<void> {
  await build({
    entryPoints: ENTRIES.map((file) => ({ in: join('dist', file), out: nameOf(file) })),
    outdir: BUNDLE,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    target: 'node22',
    packages: 'external',
    external: ['node:*'],
    chunkNames: 'shared-[hash]',
    plugins: [keepUrls],
  })
  for (const file of ENTRIES) {
    const path = relative(dirname(join('dist', file)), join(BUNDLE, `${nameOf(file)}.js`))
    const start = file === 'cli/main.js' ? '#!/usr/bin/env node\n' : ''
    writeFileSync(join('dist', file), `${start}export * from '${path.startsWith('.') ? path : `./${path}`}'\n`)
  }
}

/** Modules that are read as files: the inspector's page is put together from them. */
const READ_AS_FILES = ['mocks/server/inspector/client/main.js']

/** Removes the modules that are in the joined files now, so that the package does not hold them twice. */
async function removeJoined(): Promise<void> {
  const { metafile } = await build({
    entryPoints: READ_AS_FILES.map((file) => join('dist', file)),
    bundle: true,
    write: false,
    metafile: true,
    outdir: BUNDLE,
    format: 'esm',
  })
  const kept = new Set([...ENTRIES.map((file) => join('dist', file)), ...Object.keys(metafile.inputs)])
  for (const file of globSync('dist/{mocks,contracts,fixtures,cli}/**/*.js')) if (!kept.has(file)) rmSync(file)
}

/** Names the joined file of an entry: `mocks/server/index.js` is `mocks-server-index`. */
function nameOf(file: string): string {
  return file.replace(/\.js$/, '').replaceAll('/', '-')
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
await joinModules()
await removeJoined()
writeFileSync('dist/sbom.cdx.json', `${JSON.stringify(billOfMaterials(), null, 2)}\n`)

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly dependencies?: object }>>
}

/** Lists the packages that are installed with this one, as `name@version`, by package-lock.json. */
function shippedPackages(): ReadonlySet<string> {
  const { packages }: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const found = new Set<string>()
  const visit = (folder: string): void => {
    for (const name of Object.keys(packages[folder]?.dependencies ?? {})) {
      const own = `${folder}/node_modules/${name}`
      const path = own in packages ? own : `node_modules/${name}`
      const id = `${name}@${packages[path]?.version}`
      if (found.has(id)) continue
      found.add(id)
      visit(path)
    }
  }
  visit('')
  return found
}

/**
 * Makes the software bill of materials, in CycloneDX. The parts that differ from one build to the next are left out: two
 * builds of a commit are the same.
 */
function billOfMaterials(): object {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'library']
  const bill = JSON.parse(execFileSync('npm', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }))
  const shipped = shippedPackages()
  const isShipped = (ref: string): boolean => shipped.has(ref) || ref === `${name}@${version}`
  const dependencies = bill.dependencies.filter(({ ref }: { ref: string }) => isShipped(ref))
  const { timestamp: _time, tools: _tools, component, ...metadata } = bill.metadata
  const { serialNumber: _number, ...rest } = bill
  return {
    ...rest,
    metadata: { ...metadata, component: { ...component, name } },
    components: bill.components.filter((one: { 'bom-ref': string }) => isShipped(one['bom-ref'])),
    dependencies: dependencies.map(({ ref, dependsOn = [] }: { ref: string; dependsOn?: string[] }) => ({
      ref,
      dependsOn: dependsOn.filter(isShipped),
    })),
  }
}
