import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import type { Cell } from './cells.ts'
import { writeProject } from './project.ts'
import { environmentOf, INSTALL, inFolder } from './run-cell.ts'

const BIN = fileURLToPath(new URL('./node_modules/.bin/', import.meta.url))
const CELL = { node: '24', msw: '2.15.0', sdk: '3.1169.0', typescript: '5.9.3', resolution: 'bundler' } as const
const TESTS = ['first.test.ts', 'set-up.test.ts', 'card.test.ts', 'contract.test.ts']

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-runtime-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function install(cell: Cell): Promise<void> {
  await writeProject(folder, cell, inject('packed').tarball)
  const { code, stderr } = await inFolder(folder, environmentOf('24'), 'npm', 'install', ...INSTALL)
  expect(code, stderr).toBe(0)
}

test('Bun runs the first test, a contract and a card', async () => {
  await install({ ...CELL, runner: 'Jest 30, ES modules' })
  const path = join(folder, 'contract.test.ts')
  const contract = await readFile(path, 'utf8')
  // Its runner is handed over, as it is in no global variable.
  const given = contract.replace(/\n\}\)\n$/, '\n}, { describe, it, afterAll })\n')
  await writeFile(path, `import { afterAll, describe, it } from 'bun:test'\n${given}`)
  const bun = [join(BIN, 'bun'), 'test', '--timeout', '60000', ...TESTS]
  const { code, stdout, stderr } = await inFolder(folder, environmentOf('24'), ...bun)
  expect(code, stdout + stderr).toBe(0)
  expect(stderr).toMatch(/ 2[0-9] pass\n 0 fail/)
})

test('Deno runs the first test, a contract and a card', async () => {
  await install({ ...CELL, runner: 'node:test' })
  const deno = [join(BIN, 'deno'), 'test', '-A', '--no-check', '--node-modules-dir=manual', ...TESTS]
  const { code, stdout, stderr } = await inFolder(folder, environmentOf('24'), ...deno)
  expect(code, stdout + stderr).toBe(0)
  expect(stdout).toMatch(/passed.*\| 0 failed/)
})
