import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Finished, run } from '../support/run.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const BIN = join(ROOT, 'node_modules/.bin')
const { dependencies, peerDependencies, peerDependenciesMeta, exports, ...metadata } = JSON.parse(
  await readFile(join(ROOT, 'package.json'), 'utf8'),
)
/** Entries that can be imported where their runner or MSW is. */
const ENTRIES_OF_PEERS = ['.', './vitest', './jest']

const { tarball } = inject('packed')
let folder = ''

const inProject = (command: string, ...args: string[]): Promise<Finished> =>
  run('sh', ['-c', `cd "$0" && exec "$@"`, folder, command, ...args])

// Somebody who only runs the command line has no peer.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-published-'))
  await writeFile(join(folder, 'package.json'), '{ "name": "consumer", "private": true }')
  const installed = await inProject('npm', 'install', '--no-audit', '--no-fund', tarball)
  expect(installed.code, installed.stderr).toBe(0)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the published package', () => {
  test('has no fault that publint finds', async () => {
    const { code, stdout, stderr } = await run(join(BIN, 'publint'), [tarball, '--strict'])
    expect(code, stdout + stderr).toBe(0)
  })

  test('has types that are right for every way of importing it', async () => {
    const { code, stdout } = await run(join(BIN, 'attw'), [tarball, '--profile', 'node16', '--no-color'])
    expect(code, stdout).toBe(0)
  })

  test('tells a registry where it is from', () => {
    expect(metadata).toMatchObject({
      license: 'MIT',
      homepage: expect.stringMatching(/^https:/),
      bugs: { url: expect.stringMatching(/^https:/) },
      repository: { type: 'git', url: expect.stringMatching(/^git\+https:.*\.git$/) },
      engines: { node: '>=22.12' },
      publishConfig: { access: 'public', provenance: true },
    })
  })

  test('installs ten packages and less than ten megabytes without a peer, its documentation included', async () => {
    const { packages } = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'))
    const installed = Object.keys(packages).filter((path) => path.startsWith('node_modules/'))
    expect(installed).toHaveLength(10)
    expect(await sizeOf(join(folder, 'node_modules'))).toBeLessThan(10e6)
  })

  test('brings licences that ask for no more than their text', async () => {
    const { packages } = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly license?: string }>>
    }
    const brought = Object.entries(packages).filter(([path]) => path.startsWith('node_modules/'))
    const others = brought.filter(([, { license }]) => !['MIT', 'Apache-2.0', 'ISC', '0BSD'].includes(license ?? ''))
    expect(others).toEqual([])
    for (const name of Object.keys(dependencies)) {
      const files = await readdir(join(folder, 'node_modules', name))
      expect(files.filter((file) => /^licen[cs]e/i.test(file))).not.toEqual([])
    }
  })

  test('has optional peers only', () => {
    const required = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true)
    expect(required).toEqual([])
  })

  const entries = Object.keys(exports).filter((entry) => !entry.endsWith('.har') && !entry.endsWith('.json'))
  const name = (entry: string) => `lightsail-ports-testkit${entry.slice(1)}`

  test.each(entries.filter((entry) => !ENTRIES_OF_PEERS.includes(entry)))('%s loads without a peer', async (entry) => {
    const required = await inProject(process.execPath, '-e', `require('${name(entry)}')`)
    expect(required.code, required.stderr).toBe(0)
    const imported = await inProject(process.execPath, '--input-type=module', '-e', `import '${name(entry)}'`)
    expect(imported.code, imported.stderr).toBe(0)
  })

  test('the command line replays, lints and certifies a program without a peer', async () => {
    const bin = 'node_modules/.bin/lightsail-ports'
    const fixture = 'node_modules/lightsail-ports-testkit/fixtures/data/get-regions.har'
    const linted = await inProject(bin, 'lint', fixture)
    expect(linted.code, linted.stderr).toBe(0)
    const certified = await inProject(bin, 'certify', '--exec', 'false')
    expect(certified.stderr).not.toContain('ERR_MODULE_NOT_FOUND')
  })
})

/** Adds up the bytes of all files in a folder. */
async function sizeOf(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
