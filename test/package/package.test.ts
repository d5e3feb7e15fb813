import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Finished, run } from '../support/run.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const { tarball, files } = inject('packed')
let folder = ''
let installed: Finished

/** A test that imports the matchers, and signs. */
const MATCHERS = `
  import { GetRegionsCommand, LightsailClient } from '@aws-sdk/client-lightsail'
  import { createLightsail } from 'lightsail-ports-testkit'
  import { matchers } from 'lightsail-ports-testkit/matchers'
  import 'lightsail-ports-testkit/vitest'
  import { expect, inject, test } from 'vitest'

  const credentials = { accessKeyId: 'AKIDDEPLOY', secretAccessKey: 'secret' }

  test('matchers, and a signature', async () => {
    const policies = [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }]
    const principals = [{ ...credentials, arn: 'arn:aws:iam::123456789012:user/deploy', policies }]
    const lightsail = createLightsail({ instances: ['web-1'], auth: 'verify', principals })
    const { requestHandler } = lightsail
    await new LightsailClient({ region: 'us-east-1', credentials, requestHandler }).send(new GetRegionsCommand())
    expect(lightsail).toHaveOpenPorts('web-1', ['22/tcp', '80/tcp'])
    expect(lightsail).toHaveReceivedOperation('GetRegions')
    expect(Object.keys(matchers)).toHaveLength(4)
  })
`

/** A fixture that is shipped, and the certificate. */
const FIXTURES = `
  import { GetRegionsCommand, LightsailClient } from '@aws-sdk/client-lightsail'
  import { certifyConsumer } from 'lightsail-ports-testkit/certify'
  import { readFixture, replay } from 'lightsail-ports-testkit/fixtures'
  import { expect, inject, test } from 'vitest'

  test('a shipped fixture', async () => {
    const url = new URL(import.meta.resolve('lightsail-ports-testkit/fixtures/get-regions.har'))
    const { requestHandler } = replay(await readFixture(url))
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const { regions } = await new LightsailClient({ region: 'us-east-1', credentials, requestHandler }).send(new GetRegionsCommand({}))
    expect(regions?.length).toBe(20)
  })

  test('a certificate', async () => {
    const { failed } = await certifyConsumer({
      call: ({ client }) => client.send(new GetRegionsCommand({})),
      isSuccess: ({ regions = [] }) => regions.length === 0,
      situations: ['fresh-instance'],
    })
    expect(failed).toBe(1)
  })
`

/** An error in the types of another package: they are checked, too, and are not ours. */
const OTHERS_TYPES = /^node_modules\/(?!lightsail-ports-testkit\/)/

/** Runs a program in the new project, with the Node that runs this. */
const inProject = (command: string, ...args: string[]): Promise<Finished> =>
  run('sh', ['-c', `cd "$0" && exec "$@"`, folder, command, ...args])

// A reader of README.md and of docs/getting-started/index.md does this: a new project, one install, one test file.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-package-'))
  const { devDependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  const versions = [
    'msw',
    '@aws-sdk/client-lightsail',
    '@pact-foundation/pact',
    '@types/node',
    'vitest',
    'typescript',
  ].map((name) => `${name}@${devDependencies[name]}`)
  await writeFile(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }')
  installed = await inProject('npm', 'install', '--no-audit', '--no-fund', tarball, ...versions)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the package as it is published', () => {
  test('holds what is built and the documents, and nothing else', () => {
    expect(
      files.filter(
        (path) =>
          !/^(?:dist\/.*\.(?:js|d\.ts)|fixtures\/data\/[\w-]+\.har|docs\/(?!site)(?:[\w-]+\/)?[\w-]+\.md|docs\/images\/card\.webp|llms\.txt|world\.schema\.json|dist\/cjs\/package\.json|dist\/sbom\.cdx\.json|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(
            path,
          ),
      ),
    ).toEqual([])
    expect(files).toContain('dist/cli/main.js')
    expect(files).toContain('dist/mocks/index.d.ts')
  })

  test('has a bill of materials that names what is installed with it, and is the same in every build', async () => {
    const modules = join(folder, 'node_modules')
    const text = await readFile(join(modules, 'lightsail-ports-testkit/dist/sbom.cdx.json'), 'utf8')
    const { bomFormat, components, metadata } = JSON.parse(text)
    const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
    const names = components.map(({ name, group }: { name: string; group?: string }) =>
      group === undefined ? name : `${group}/${name}`,
    )
    expect(bomFormat).toBe('CycloneDX')
    expect(metadata.component).toMatchObject({ name: 'lightsail-ports-testkit' })
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)))
    // Nothing that is only for the tests, and nothing that is not installed.
    expect(names).not.toContain('vitest')
    expect(names.filter((name: string) => !existsSync(join(modules, name)))).toEqual([])
    expect(text).not.toMatch(/serialNumber|timestamp/)
  })

  test('installs, without a warning about it', () => {
    expect(installed.code, installed.stderr).toBe(0)
    expect(installed.stderr).not.toMatch(/lightsail-ports-testkit|ERESOLVE|peer/)
  })

  test('runs every example of the pages', async () => {
    for (const name of await readdir(join(ROOT, 'test/docs/snippets'))) {
      const example = await readFile(join(ROOT, 'test/docs/snippets', name), 'utf8')
      await writeFile(join(folder, name), example.replaceAll('../../../examples/', './examples/'))
    }
    await writeFile(join(folder, 'matchers.test.ts'), MATCHERS)
    await writeFile(join(folder, 'fixtures.test.ts'), FIXTURES)
    for (const name of ['firewall-sync.ts', 'firewall-sync.test.ts', 'provider.test.ts']) {
      await cp(join(ROOT, 'examples/firewall-sync', name), join(folder, 'examples/firewall-sync', name))
    }
    for (const name of await readdir(join(ROOT, 'examples'))) {
      const pacts = join('examples', name, 'pacts')
      if (existsSync(join(ROOT, pacts))) await cp(join(ROOT, pacts), join(folder, pacts), { recursive: true })
    }
    const { code, stdout } = await inProject(process.execPath, 'node_modules/vitest/vitest.mjs', 'run')
    expect(code, stdout).toBe(0)
    expect(stdout).toMatch(/[4-9][0-9] passed/)
  })

  test('has types that the strictest compiler takes, and that the type tests expect', async () => {
    const typeTests = (await readdir(join(ROOT, 'test/types'))).filter((name) => name.endsWith('.test-d.ts'))
    expect(typeTests.length).toBeGreaterThan(4)
    for (const name of typeTests) await cp(join(ROOT, 'test/types', name), join(folder, name))
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noPropertyAccessFromIndexSignature: true,
      skipLibCheck: false,
      noEmit: true,
      module: 'nodenext',
      moduleDetection: 'force',
      allowImportingTsExtensions: true,
      target: 'es2024',
      types: ['node'],
    }
    const files = [
      ...(await readdir(join(ROOT, 'test/docs/snippets'))),
      'matchers.test.ts',
      'fixtures.test.ts',
      'examples/firewall-sync/firewall-sync.test.ts',
      'examples/firewall-sync/provider.test.ts',
      ...typeTests,
    ]
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
    const { stdout } = await inProject('node_modules/.bin/tsc', '-p', '.', '--pretty', 'false')
    expect(stdout.split('\n').filter((line) => /^\S/.test(line) && !OTHERS_TYPES.test(line))).toEqual([])
  })

  test('has types whose mistakes the compiler finds', async () => {
    const options = ['--ignoreConfig', '--noEmit', '--skipLibCheck', '--module', 'nodenext', '--types', 'node']
    const program = "import { serve } from 'lightsail-ports-testkit/server'\nserve({ instances: ['web-1'] })\n"
    await writeFile(join(folder, 'mistake.ts'), program)
    const { stdout } = await inProject('node_modules/.bin/tsc', ...options, 'mistake.ts')
    expect(stdout).toMatch(/^mistake\.ts\(2,9\): error TS2353/)
  })

  test('has a command', async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
    expect(await inProject('node_modules/.bin/lightsail-ports', '--version')).toMatchObject({
      code: 0,
      stdout: `${version}\n`,
    })
  })

  test('serves without any peer', async () => {
    await rm(join(folder, 'node_modules/msw'), { recursive: true })
    const program = `
      import { createService, serve } from 'lightsail-ports-testkit/server'
      await using server = await serve(createService({ instances: ['web-1'] }))
      console.log(await (await fetch(server.url + '/_mock/instances')).text())
    `
    await writeFile(join(folder, 'serve.mjs'), program)
    const { code, stdout, stderr } = await inProject(process.execPath, 'serve.mjs')
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'web-1' }])
  })
})
