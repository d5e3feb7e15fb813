import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLightsail } from 'lightsail-ports-testkit'
import { serve } from 'lightsail-ports-testkit/server'
import { expect, test } from 'vitest'
import { findPython } from '../support/boto3.ts'
import { budget } from '../support/budget.ts'
import { run } from '../support/run.ts'
import { buildGoLife, buildJavaLife } from './consumers/build-programs.ts'

const consumer = (name: string): string => fileURLToPath(new URL(`consumers/${name}`, import.meta.url))

/** The script starts some forty processes of the AWS CLI, one after the other. */
const SLOW = { timeout: budget(300_000) }

test('a script with the AWS CLI creates an instance, waits, opens its ports and deletes it', SLOW, async () => {
  const lightsail = createLightsail({ bootTime: '1h' })
  await using server = await serve(lightsail)
  const folder = await mkdtemp(join(tmpdir(), 'whole-life-'))
  try {
    const { code, stdout, stderr } = await run('sh', [consumer('whole_life.sh'), folder], {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      ENDPOINT: server.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_PAGER: '',
    })
    expect([stderr, code]).toEqual(['', 0])
    const [fingerprint, ...lines] = stdout.trim().split('\n')
    expect(fingerprint).toMatch(/^2048 SHA256:.*\(RSA\)$/)
    expect(lines).toEqual(['CPUUtilization', expect.stringMatching(/key-1\s+key-2\s+app-1\s+ip-1/), 'Succeeded', '0'])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a program with boto3 creates many instances, reads them page by page and deletes them', async () => {
  await using server = await serve(createLightsail({ rules: { 'static-ip-limit': 'none' } }))
  const { code, stdout, stderr } = await run(await findPython(), [consumer('whole_life.py'), server.url])
  expect([stderr, stdout.trim(), code]).toEqual([expect.any(String), 'done', 0])
})

/** Compiling, and on a fresh machine the downloads of two SDKs. */
const COMPILED = { timeout: budget(300_000) }

test(
  'a program with the Go SDK creates instances, waits, reads them page by page and deletes them',
  COMPILED,
  async () => {
    await buildGoLife()
    await using server = await serve(createLightsail({ bootTime: '1h' }))
    const { code, stdout, stderr } = await run(consumer('go/target/life'), [server.url])
    expect([stderr, stdout.trim(), code]).toEqual(['', 'done', 0])
  },
)

test(
  'a program with the Java SDK creates instances, waits, reads them page by page and deletes them',
  COMPILED,
  async () => {
    await buildJavaLife()
    await using server = await serve(createLightsail({ bootTime: '1h' }))
    const classpath = `${consumer('java/target/life/classes')}:${(await readFile(consumer('java/target/life/classpath'), 'utf8')).trim()}`
    const { code, stdout, stderr } = await run('java', [
      '-XX:TieredStopAtLevel=1',
      '-cp',
      classpath,
      'com.example.life.Life',
      server.url,
    ])
    expect([stderr, stdout.trim(), code]).toEqual([expect.any(String), 'done', 0])
  },
)
