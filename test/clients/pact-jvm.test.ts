import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { verifyProvider } from 'lightsail-ports-testkit/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../support/run.ts'

const FOLDER = fileURLToPath(new URL('jvm', import.meta.url))
const hasMaven = await run('mvn', ['--version']).then(
  ({ code }) => code === 0,
  () => false,
)

describe.skipIf(!hasMaven)('a pact that a consumer of pact-jvm writes', () => {
  let folder: string
  let classPath: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lightsail-jvm-'))
    const file = join(folder, 'class-path')
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath'
    const { code, stdout } = await run('mvn', ['-q', '-B', '-f', FOLDER, goal, `-Dmdep.outputFile=${file}`])
    expect(code, stdout).toBe(0)
    classPath = await readFile(file, 'utf8')
  })
  afterAll(() => rm(folder, { recursive: true }))

  test.each([
    ['V4', 'matched'],
    ['V4', 'plain'],
    ['V3', 'matched'],
    ['V3', 'plain'],
  ])('is verified as JSON, in a repaired copy (%s, %s)', async (version, kind) => {
    const pacts = join(folder, `${version}-${kind}`)
    const program = join(FOLDER, 'WritePact.java')
    const written = await run('java', [`-Dpact.rootDir=${pacts}`, '-cp', classPath, program, version, kind])
    expect(written.code, written.stdout + written.stderr).toBe(0)
    const report = await verifyProvider({ pacts: [pacts] })
    expect(report.pacts).toMatchObject([{ interactions: [{ verdict: 'kept', repaired: true }] }])
  })
})
