import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Finished, run } from '../support/run.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const { devDependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))

/** Empty projects, and the packages that their owner has installed. */
const PROJECTS = [
  { name: 'vitest', type: 'module', packages: { vitest: devDependencies.vitest, typescript: '5.9.3' } },
  { name: 'Jest', type: 'commonjs', packages: { jest: '30.5.2' } },
  { name: 'Jest with ES modules', type: 'module', packages: { jest: '30.5.2' } },
  { name: 'node:test', type: 'module', packages: { 'aws-sdk': '2.1693.0' } },
  { name: 'node:test with require()', type: 'commonjs', packages: {} },
] as const

const { tarball } = inject('packed')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-init-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The variables of the runner that runs this are none of the business of the one in the project. */
const OF_A_RUNNER = /^(?:VITEST|JEST|TEST$|NODE_ENV$|NODE_OPTIONS$|NODE_TEST_CONTEXT$|npm_)/
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_A_RUNNER.test(name)))

// docs/getting-started/index.md, vitest.md, jest.md and node-test.md have these commands, and the tests that init writes.
test.each(PROJECTS)('init writes tests that pass in an empty project with $name', async ({ name, type, packages }) => {
  const project = await mkdtemp(join(folder, 'project-'))
  const shell = (script: string): Promise<Finished> => run('sh', ['-c', `cd "$0" && ${script}`, project], env)
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type, devDependencies: packages }))
  const installed = await shell(`npm install --no-audit --no-fund --prefer-offline --save-dev ${tarball}`)
  expect(installed.code, installed.stderr).toBe(0)

  const { code, stdout, stderr } = await shell('npx --no-install lightsail-ports init')
  expect(code, stderr).toBe(0)
  expect(stdout).toContain(`Found ${name.split(' ')[0]} and version ${'aws-sdk' in packages ? 2 : 3} of the AWS SDK.`)
  expect(await readdir(join(project, 'test'))).toHaveLength(2)
  const [, missing] = /npm install --save-dev (.*)/.exec(stdout) ?? []
  const more = await shell(`npm install --no-audit --no-fund --prefer-offline --save-dev ${missing}`)
  expect(more.code, more.stderr).toBe(0)

  const [, command = ''] = /Run them: (.*)/.exec(stdout) ?? []
  const tests = await shell(command)
  expect(tests.code, tests.stdout + tests.stderr).toBe(0)
  expect(await readdir(join(project, 'pacts'))).toEqual(['my-service-lightsail.json'])
  expect(await readFile(join(project, '.github/workflows/lightsail.yml'), 'utf8')).toContain(`run: ${command}\n`)

  const again = await shell('npx --no-install lightsail-ports init')
  expect(again.stdout).toContain('Kept test/lightsail.test.')
})

test('init asks for a package.json', async () => {
  const empty = await mkdtemp(join(folder, 'empty-'))
  const command = `cd "$0" && ${process.execPath} ${join(ROOT, 'cli/main.ts')} init`
  const { code, stderr } = await run('sh', ['-c', command, empty])
  expect(code).toBe(2)
  expect(stderr).toBe(
    'lightsail-ports: Failed to read package.json: there is none. Make one with npm init, or run this in its folder.\n',
  )
})
