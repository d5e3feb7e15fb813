import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Cell, isCommonJs, needsEsModules } from './cells.ts'
import { isV2, sourcesOf } from './sources.ts'

/** The versions of each runner's packages. */
const PACKAGES_OF: Readonly<Record<Cell['runner'], Readonly<Record<string, string>>>> = {
  'vitest 3': { vitest: '3.0.9' },
  'vitest 4': { vitest: '4.1.12' },
  'vitest 5': { vitest: '5.1.1' },
  'Jest 30, ES modules': { ...jest(), '@babel/core': '7.28.5', '@babel/preset-typescript': '7.28.5' },
  'Jest 30, ts-jest': { ...jest(), 'ts-jest': '29.4.15' },
  'Jest 30, babel-jest': {
    ...jest(),
    '@babel/core': '7.28.5',
    '@babel/preset-env': '7.28.5',
    '@babel/preset-typescript': '7.28.5',
  },
  'node:test': { expect: '30.5.2' },
}

function jest(): Readonly<Record<string, string>> {
  return { jest: '30.5.2', '@jest/globals': '30.5.2' }
}

/** The packages of a cell; the one that is tested comes from its tarball. */
function packagesOf(cell: Cell, tarball: string): Readonly<Record<string, string>> {
  return {
    ...PACKAGES_OF[cell.runner],
    ...(isV2(cell) ? { 'aws-sdk': cell.sdk } : { '@aws-sdk/client-lightsail': cell.sdk }),
    msw: cell.msw,
    '@pact-foundation/pact': '17.1.4',
    '@types/node': '22.20.5',
    typescript: cell.typescript,
    'lightsail-ports-testkit': `file:${tarball}`,
  }
}

/** Returns the options of the compiler: as strict as possible, and with the declarations of packages checked. */
function compilerOptions({ resolution, typescript, runner }: Cell): object {
  const isOld = typescript.startsWith('5.4')
  return {
    target: 'es2022',
    lib: ['es2022', 'esnext.disposable', ...(isOld ? ['dom', 'dom.iterable'] : [])],
    module: resolution === 'bundler' ? (isCommonJs({ runner }) ? 'preserve' : 'esnext') : resolution,
    moduleResolution: resolution,
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    esModuleInterop: true,
    skipLibCheck: false,
    ...(!isCommonJs({ runner }) && { allowImportingTsExtensions: true }),
  }
}

function configOf(cell: Cell): Readonly<Record<string, string>> {
  const { runner } = cell
  if (runner.startsWith('vitest')) {
    return { 'vitest.config.mjs': 'export default { test: { testTimeout: 60_000, hookTimeout: 60_000 } }\n' }
  }
  if (runner === 'node:test') return {}
  const isEsm = runner === 'Jest 30, ES modules'
  const node = { targets: { node: 'current' } }
  const presets = isEsm
    ? ['@babel/preset-typescript']
    : [['@babel/preset-env', node] as const, '@babel/preset-typescript']
  const tsJest = { tsconfig: { module: 'commonjs', target: 'es2022', esModuleInterop: true, isolatedModules: true } }
  const config = {
    testTimeout: 60_000,
    testMatch: ['**/*.test.ts'],
    ...(isEsm && { extensionsToTreatAsEsm: ['.ts'] }),
    transform: { '\\.ts$': runner === 'Jest 30, ts-jest' ? ['ts-jest', tsJest] : ['babel-jest', { presets }] },
  }
  return { 'jest.config.json': JSON.stringify(config, null, 2) }
}

/** Writes the project of a cell into a folder. */
export async function writeProject(folder: string, cell: Cell, tarball: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const files = {
    ...sourcesOf(cell),
    ...configOf(cell),
    'package.json': JSON.stringify({
      name: 'cell',
      private: true,
      type: isCommonJs(cell) ? 'commonjs' : 'module',
      devDependencies: packagesOf(cell, tarball),
    }),
    'tsconfig.json': JSON.stringify({ compilerOptions: compilerOptions(cell), include: ['*.ts'] }),
  }
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)))
}

/** The arguments for Node that run the tests of a project. */
export function testArguments({ runner, node, msw }: Cell): readonly string[] {
  if (runner.startsWith('vitest')) return ['node_modules/vitest/vitest.mjs', 'run']
  if (runner === 'node:test') {
    const strip = node === '22.12' ? ['--experimental-strip-types', '--no-warnings'] : []
    return [...strip, '--test', '--test-timeout=120000', '*.test.ts']
  }
  const modules =
    runner === 'Jest 30, ES modules' || needsEsModules({ msw }) ? ['--experimental-vm-modules', '--no-warnings'] : []
  return [...modules, 'node_modules/jest/bin/jest.js', '--runInBand']
}
