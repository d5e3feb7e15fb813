import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lightsailPorts } from '../support/command-line.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-init-'))
  vi.spyOn(process, 'cwd').mockImplementation(() => folder)
})
afterEach(() => rm(folder, { recursive: true }))

interface Case {
  readonly type?: string
  readonly packages: readonly string[]
  readonly found: string
  readonly ending: 'js' | 'ts'
  readonly command: string
  /** Texts of the first test. */
  readonly has: readonly string[]
  readonly lacks: readonly string[]
}

const CASES: readonly Case[] = [
  {
    type: 'module',
    packages: ['vitest', 'typescript', '@aws-sdk/client-lightsail', 'aws-sdk'],
    found: 'Found vitest and version 3 of the AWS SDK.',
    ending: 'ts',
    command: 'npx vitest run',
    has: ["from 'vitest'", 'openHttps(instanceName: string): Promise<void>', "'tcp' as const", 'toHaveOpenPorts'],
    lacks: ['assert', 'require('],
  },
  {
    packages: ['jest', 'aws-sdk'],
    found: 'Found Jest and version 2 of the AWS SDK.',
    ending: 'js',
    command: 'npx jest',
    has: ['require(', 'openHttps(instanceName) {', '.promise()', 'toHaveOpenPorts'],
    lacks: ['assert', ': string', 'import '],
  },
  {
    type: 'module',
    packages: ['jest'],
    found: 'Found Jest and version 3 of the AWS SDK.',
    ending: 'js',
    command: 'node --experimental-vm-modules node_modules/jest/bin/jest.js',
    has: ["from 'lightsail-ports-testkit/jest'", 'openHttps(instanceName) {'],
    lacks: ['require('],
  },
  {
    type: 'module',
    packages: [],
    found: 'Found node:test and version 3 of the AWS SDK.',
    ending: 'js',
    command: 'node --test',
    has: ["import assert from 'node:assert/strict'", "from 'node:test'", 'assert.deepEqual'],
    lacks: ['expect('],
  },
]

async function makeProject({ type, packages }: Pick<Case, 'type' | 'packages'>): Promise<void> {
  const devDependencies = Object.fromEntries(packages.map((name) => [name, '1.0.0']))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type, devDependencies }))
}

test.each(CASES)('init writes tests for a project with $packages of the type $type', async (one) => {
  await makeProject(one)
  const { code, stdout, stderr } = await lightsailPorts('init')
  expect([code, stderr]).toEqual([0, ''])
  const first = `test/lightsail.test.${one.ending}`
  const contract = `test/lightsail-contract.test.${one.ending}`
  const lines = stdout.trimEnd().split('\n')
  expect(lines.slice(0, 4)).toEqual([
    one.found,
    `Wrote ${first}`,
    `Wrote ${contract}`,
    'Wrote .github/workflows/lightsail.yml',
  ])
  expect(lines.at(-1)).toBe(`Run them: ${one.command}`)
  const sdks = ["'@aws-sdk/client-lightsail'", "'aws-sdk/clients/lightsail.js'"]
  const imported = one.found.includes('version 3') ? sdks.slice(0, 1) : sdks.slice(1)
  for (const name of [first, contract]) {
    const written = await readFile(join(folder, name), 'utf8')
    expect(parseSync(name, written).errors, name).toEqual([])
    expect(sdks.filter((sdk) => written.includes(sdk))).toEqual(imported)
  }
  const text = await readFile(join(folder, first), 'utf8')
  for (const part of one.has) expect(text).toContain(part)
  for (const part of one.lacks) expect(text).not.toContain(part)
  expect(await readFile(join(folder, '.github/workflows/lightsail.yml'), 'utf8')).toContain(`- run: ${one.command}\n`)
})

test('init keeps files that were there before', async () => {
  await makeProject({ packages: ['vitest'] })
  await lightsailPorts('init')
  await writeFile(join(folder, 'test/lightsail.test.js'), 'my own')
  const { code, stdout } = await lightsailPorts('init')
  expect(code).toBe(0)
  expect(stdout).toContain('Kept test/lightsail.test.js, which was there before\n')
  expect(await readFile(join(folder, 'test/lightsail.test.js'), 'utf8')).toBe('my own')
})

test('init names the packages that are missing', async () => {
  await makeProject({ packages: ['jest', '@aws-sdk/client-lightsail'] })
  expect((await lightsailPorts('init')).stdout).toContain(
    'Install what they need: npm install --save-dev lightsail-ports-testkit msw@2.11.1 @pact-foundation/pact @jest/globals\n',
  )
})

test.each([
  ['missing', undefined, 'there is none'],
  ['not JSON', '{', 'JSON'],
])('init fails with 2 if package.json is %s', async (_what, text, reason) => {
  if (text !== undefined) await writeFile(join(folder, 'package.json'), text)
  const { code, stderr } = await lightsailPorts('init')
  expect(code).toBe(2)
  expect(stderr).toContain('Failed to read package.json: ')
  expect(stderr).toContain(reason)
})

test('init says which file cannot be written', async () => {
  await makeProject({ packages: ['vitest'] })
  await writeFile(join(folder, 'test'), 'a file where the folder of the tests should be')
  const { code, stderr } = await lightsailPorts('init')
  expect(code).toBe(2)
  expect(stderr).toContain(`Failed to write ${join(folder, 'test/lightsail.test.js')}: `)
})
