import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { GetRegionsCommand, LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail, serve } from 'lightsail-ports-testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lightsailPorts } from '../support/run.ts'

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A command that runs until it is told to end: its URL, and what becomes of it. */
async function started(...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [MAIN, ...args, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const errors: string[] = []
  child.stderr?.setEncoding('utf8').on('data', (text) => errors.push(text))
  const { stdout } = child
  if (stdout === null) throw new Error('It has no output')
  const printed = createInterface({ input: stdout }).on('line', (line) => lines.push(line))
  await Promise.race([once(printed, 'line'), once(printed, 'close')])
  return {
    url: /http:\S+/.exec(lines[0] ?? '')?.[0] ?? '',
    async end() {
      child.kill('SIGINT')
      const [code] = await once(child, 'close')
      return { code, lines, errors: errors.join('') }
    },
  }
}

const clientOf = (endpoint: string) =>
  new LightsailClient({
    ...{ endpoint, region: 'us-east-1', maxAttempts: 1 },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
const put = new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] })

test('record writes what a client does, and replay answers it', async () => {
  const out = join(folder, 'session.har')
  await using upstream = await serve(createLightsail({ instances: ['web-1'] }))
  const recorder = await started('record', '--upstream', upstream.url, '--out', out, '--title', 'closes all')
  const { operation } = await clientOf(recorder.url).send(put)
  expect(await recorder.end()).toEqual({
    code: 0,
    lines: [`Lightsail is recorded on ${recorder.url}`, `${out} has 1 exchange`],
    errors: '',
  })
  expect(JSON.parse(await readFile(out, 'utf8')).log._lightsail).toMatchObject({
    title: 'closes all',
    source: 'recorded',
  })

  const replayer = await started('replay', out, '--assert-all-used')
  expect((await clientOf(replayer.url).send(put)).operation).toEqual(operation)
  expect(await replayer.end()).toMatchObject({ code: 0, errors: '' })

  const strict = await started('replay', out, '--assert-all-used')
  await expect(clientOf(strict.url).send(new GetRegionsCommand())).rejects.toMatchObject({
    name: 'UnmatchedRequestException',
  })
  const { code, errors } = await strict.end()
  expect([code, errors]).toEqual([
    1,
    expect.stringMatching(/^lightsail-ports: Failed to use the whole fixture: No entry .* GetRegions/),
  ])
})

test.each<[string, string[], RegExp]>([
  [
    'record without a file',
    ['record', '--upstream', 'http://localhost'],
    /required option '--out <file>' not specified/,
  ],
  ['record without an upstream', ['record', '--out', 'x.har'], /Failed to record: the upstream is "", and auto needs/],
  [
    'record in a mode of its own',
    ['record', '--out', 'x', '--mode', 'wild'],
    /Allowed choices are record, replay, auto, lockdown/,
  ],
  ['replay of nothing', ['replay', 'no-such.har'], /Failed to read no-such.har: there is no such file\./],
  ['replay of what is none', ['replay', 'README.md'], /Failed to read README.md: it is not JSON/],
])('%s is refused with 2', async (_what, args, problem) => {
  const { code, stderr } = await lightsailPorts(...args)
  expect(stderr).toMatch(problem)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(code).toBe(2)
})

test('a port that is taken is said', async () => {
  await using upstream = await serve(createLightsail())
  const entry = {
    startedDateTime: '2026-01-31',
    time: 0,
    request: {
      method: 'POST',
      url: 'http://x/',
      headers: [{ name: 'X-Amz-Target', value: 'Lightsail_20161128.GetRegions' }],
    },
    response: { status: 200, statusText: '', headers: [], content: { mimeType: '' } },
  }
  await writeFile(
    join(folder, 'one.har'),
    JSON.stringify({ log: { version: '1.2', creator: { name: 'x', version: '1' }, entries: [entry] } }),
  )
  const { code, stderr } = await lightsailPorts('replay', join(folder, 'one.har'), '--port', new URL(upstream.url).port)
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/^lightsail-ports: Failed to listen: port \d+ is in use\. Choose/),
  ])
})
