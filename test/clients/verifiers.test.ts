import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLightsail } from 'lightsail-ports-testkit'
import { type LightsailServer, serve } from 'lightsail-ports-testkit/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pythonWithPact } from '../support/pact-python.ts'
import { type Finished, run } from '../support/run.ts'

/** The verifiers of other languages verify pacts against a server, with `POST /_mock/pact-states` as their state change. */

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const KEPT = ['firewall-sync', 'put-ports', 'bash-open', 'python-sync'].map((name) =>
  path(`../../examples/${name}/pacts/${name}-lightsail.json`),
)
const TWO_STATES = path('../contracts/pact/cases/two-states.json')
const MISSPELLED = path('../contracts/pact/cases/param-typo-ports.json')

let server: LightsailServer
beforeEach(async () => {
  // Pacts hold no signatures.
  server = await serve(createLightsail({ auth: 'off' }))
})
afterEach(() => server.close())

const env = { ...process.env, PACT_DO_NOT_TRACK: '1' }

/** Runs the verifier of Pact's own command line, which is written in Rust. */
function verifyWithRust(files: readonly string[], ...flags: string[]): Promise<Finished> {
  const { port } = new URL(server.url)
  const sources = files.flatMap((file) => ['--file', file])
  const states = ['--state-change-url', `${server.url}/_mock/pact-states`, '--state-change-teardown']
  const provider = ['--provider-name', 'lightsail', '--hostname', '127.0.0.1', '--port', port]
  const verifier = createRequire(import.meta.url).resolve('@pact-foundation/pact-cli/bin/pact-verifier.js')
  return run(process.execPath, [verifier, ...sources, ...provider, ...states, ...flags], env)
}

async function verifyWithPython(...files: string[]): Promise<Finished> {
  return run(await pythonWithPact(), [path('verify_pacts.py'), server.url, ...files], env)
}

/** Runs the Maven plugin of pact-jvm. */
async function verifyWithJvm(file: string, usesBody = true): Promise<Finished> {
  const folder = await mkdtemp(join(tmpdir(), 'lightsail-jvm-'))
  try {
    await mkdir(join(folder, 'pacts'))
    await copyFile(file, join(folder, 'pacts', basename(file)))
    await writeFile(join(folder, 'pom.xml'), pomFor(join(folder, 'pacts'), usesBody))
    return await run('mvn', ['-q', '-B', '-f', folder, 'au.com.dius.pact.provider:maven:4.6.17:verify'], env)
  } finally {
    await rm(folder, { recursive: true })
  }
}

function pomFor(pacts: string, usesBody: boolean): string {
  const { port } = new URL(server.url)
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>verification</artifactId><version>1</version><packaging>pom</packaging>
  <build><plugins><plugin>
    <groupId>au.com.dius.pact.provider</groupId><artifactId>maven</artifactId><version>4.6.17</version>
    <configuration><serviceProviders><serviceProvider>
      <name>lightsail</name><protocol>http</protocol><host>127.0.0.1</host><port>${port}</port><path>/</path>
      <stateChangeUrl>${server.url}/_mock/pact-states</stateChangeUrl>
      <stateChangeUsesBody>${usesBody}</stateChangeUsesBody><stateChangeTeardown>true</stateChangeTeardown>
      <pactFileDirectory>${pacts}</pactFileDirectory>
    </serviceProvider></serviceProviders></configuration>
  </plugin></plugins></build>
</project>`
}

describe("Pact's own command line (Rust)", () => {
  test('verifies the pacts of all examples, and several states of one interaction', async () => {
    const { code, stdout, stderr } = await verifyWithRust([...KEPT, TWO_STATES])
    expect(code, stdout + stderr).toBe(0)
  })

  test('sends its state changes as queries, too', async () => {
    const { code, stdout, stderr } = await verifyWithRust([TWO_STATES], '--state-change-as-query')
    expect(code, stdout + stderr).toBe(0)
    expect((await verifyWithRust([MISSPELLED], '--state-change-as-query')).code).toBe(1)
  })

  test('fails an interaction whose state cannot be arranged', async () => {
    const { code, stdout } = await verifyWithRust([MISSPELLED])
    expect([code, stdout]).toEqual([1, expect.stringContaining('state change handlers has failed')])
  })
})

describe('pact-python', () => {
  test('verifies the pacts of all examples, and several states of one interaction', async () => {
    const { code, stdout, stderr } = await verifyWithPython(...KEPT, TWO_STATES)
    expect(code, stdout + stderr).toBe(0)
  })

  test('fails an interaction whose state cannot be arranged', async () => {
    const { code, stdout } = await verifyWithPython(MISSPELLED)
    expect([code, stdout]).toEqual([1, expect.stringContaining('state change handlers has failed')])
  })
})

const hasMaven = await run('mvn', ['--version']).then(
  ({ code }) => code === 0,
  () => false,
)
describe.skipIf(!hasMaven)('pact-jvm (Maven)', () => {
  test('verifies the pact of an example', async () => {
    const { code, stdout, stderr } = await verifyWithJvm(KEPT[0] ?? '')
    expect(code, stdout + stderr).toBe(0)
  })

  test('sends its state changes as queries, too', async () => {
    const { code, stdout, stderr } = await verifyWithJvm(TWO_STATES, false)
    expect(code, stdout + stderr).toBe(0)
  })

  test('fails an interaction whose state cannot be arranged', async () => {
    const { code, stdout } = await verifyWithJvm(MISSPELLED)
    expect([code, stdout]).toEqual([1, expect.stringContaining('State Change Request Failed')])
  })
})
