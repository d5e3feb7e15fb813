import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { GetRegionsCommand, LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { serve } from 'lightsail-ports-testkit/server'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { lightsailPorts } from '../support/command-line.ts'

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A command that runs until it is told to end: its URL, and what becomes of it. */
async function started(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const errors: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text) => errors.push(text))
  const printed = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
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
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
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
    lines: [
      `Lightsail is recorded on ${recorder.url}`,
      `See what happens on ${recorder.url}/_mock/`,
      `${out} has 1 exchange`,
    ],
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

test('replay answers a request once, and any number of times with --repeat', async () => {
  const file = fileURLToPath(new URL('../../fixtures/data/not-found.har', import.meta.url))
  const { log } = JSON.parse(await readFile(file, 'utf8'))
  expect(log.entries).toHaveLength(1)
  const { headers, postData } = log.entries[0].request
  const target = headers.find(({ name }: { name: string }) => name.toLowerCase() === 'x-amz-target').value
  const send = async (url: string) => {
    const options = { method: 'POST', headers: { 'X-Amz-Target': target }, body: postData.text }
    return (await fetch(url, options)).text()
  }
  const once = await started('replay', file)
  const first = await send(once.url)
  expect(first).toContain('NotFoundException')
  expect(await send(once.url)).toContain('UnmatchedRequestException')
  const repeated = await started('replay', file, '--repeat')
  expect([await send(repeated.url), await send(repeated.url)]).toEqual([first, first])
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

const NOCK = JSON.stringify([
  {
    scope: 'https://lightsail.eu-west-1.amazonaws.com:443',
    method: 'POST',
    path: '/',
    body: { instanceName: 'web-1' },
    status: 200,
    response: { portStates: [] },
    rawHeaders: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': '719744f0-a022-46f2-9f11-600000004642',
    },
    reqheaders: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'Lightsail_20161128.GetInstancePortStates',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAQ7XMPWNE5TLZKV2J/1/2/3/4, Signature=5d672d79c15b13162d9279b0855cfba6',
    },
  },
])

test('import makes a fixture of a recording, redacted; lint has nothing against it but what is not known of it', async () => {
  const [recording, out] = [join(folder, 'nock.json'), join(folder, 'imported', 'nock.har')]
  await writeFile(recording, NOCK)
  await mkdir(join(folder, 'imported'))
  expect(await lightsailPorts('import', recording, '--out', out)).toEqual({
    code: 0,
    signal: null,
    stderr: '',
    stdout: `${out} has 1 exchange, redacted\n`,
  })
  expect(await readFile(out, 'utf8')).not.toMatch(/AKIAQ|719744f0|5d672d79/)
  const { code, stdout } = await lightsailPorts('lint', join(folder, 'imported'))
  expect(code).toBe(0)
  expect(stdout).toMatch(/nock.har: warning meta: log._lightsail.*title/)
})

test('lint finds secrets and takes them out, says where, and never what', async () => {
  const file = join(folder, 'secret.har')
  const { log } = JSON.parse(await readFile(new URL('../../fixtures/data/not-found.har', import.meta.url), 'utf8'))
  const secret = 'h4Kd9/xQm2+VtR7pLs0WzNcYb8GfJ1aEuXoT5iDq'
  log.entries[0].request.headers.push({ name: 'X-Note', value: secret })
  log.entries[0].response.status = 418
  await writeFile(file, JSON.stringify({ log }))
  const found = await lightsailPorts('lint', file)
  expect(found.code).toBe(1)
  expect(found.stdout).toContain(`${file}: error secrets: log.entries[0].request.headers[3].value: `)
  expect(found.stdout).toContain(`${file}: error status: log.entries[0].response.status: `)
  expect(found.stdout + found.stderr).not.toContain(secret.slice(0, 12))
  const fixed = await lightsailPorts('lint', file, '--fix', '--json')
  expect(JSON.parse(fixed.stdout)).toEqual([expect.objectContaining({ file, rule: 'status', severity: 'error' })])
  expect(await readFile(file, 'utf8')).not.toContain(secret.slice(0, 12))
})

test('lint compares with the simulation where that is asked for', async () => {
  const file = join(folder, 'other.har')
  const text = await readFile(new URL('../../fixtures/data/put-no-rules.har', import.meta.url), 'utf8')
  await writeFile(file, text.replace('"status": 200', '"status": 202'))
  const { code, stdout } = await lightsailPorts('lint', file, '--against-simulation')
  expect(code).toBe(1)
  expect(stdout).toContain(
    'error against-simulation: log.entries[0].response.status: 200 by the simulation, 202 in the fixture',
  )
})

test('our own fixtures have nothing against them', async () => {
  const { code, stdout } = await lightsailPorts(
    'lint',
    fileURLToPath(new URL('../../fixtures', import.meta.url)),
    '--against-simulation',
  )
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+ fixtures, no problems\n$/)])
})

test.each<[string, string[], number, RegExp]>([
  ['lint of nothing', ['lint'], 2, /missing required argument 'path'/],
  ['lint of what is not there', ['lint', 'no-such'], 2, /Failed to lint no-such: there is no such file or folder/],
  ['lint of a folder without fixtures', ['lint', 'cli'], 2, /There is no fixture to lint: cli has no \*.har/],
  ['lint of what is no fixture', ['lint', 'README.md'], 1, /1 error in fixtures/],
  [
    'import of what is not there',
    ['import', 'no-such.json', '--out', 'x'],
    2,
    /Failed to read no-such.json: there is no such file/,
  ],
  [
    'import of what is none',
    ['import', 'package.json', '--out', '/no/such'],
    2,
    /Failed to read package.json: it is no HAR, no recording/,
  ],
])('%s is refused', async (_what, args, expected, problem) => {
  const { code, stderr } = await lightsailPorts(...args)
  expect(stderr).toMatch(problem)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(code).toBe(expected)
})

test('lint prints SARIF with the line of each finding', async () => {
  const file = join(folder, 'sarif.har')
  const { log } = JSON.parse(await readFile(new URL('../../fixtures/data/not-found.har', import.meta.url), 'utf8'))
  log.entries[0].request.headers.push({ name: 'X-Api-Key', value: 'h4Kd9xQm2VtR7pLs0WzNc' })
  const text = JSON.stringify({ log }, null, 2)
  await writeFile(file, text)
  const { code, stdout } = await lightsailPorts('lint', file, '--sarif')
  expect(code).toBe(1)
  const { version, runs } = JSON.parse(stdout)
  expect(version).toBe('2.1.0')
  const [{ ruleId, level, locations }] = runs[0].results
  expect([ruleId, level]).toEqual(['secrets', 'error'])
  const line = text.slice(0, text.indexOf('"h4Kd9xQm2VtR7pLs0WzNc"')).split('\n').length
  expect(locations[0].physicalLocation.region).toEqual({ startLine: line })
  expect(locations[0].logicalLocations).toEqual([{ fullyQualifiedName: 'log.entries[0].request.headers[3].value' }])
  expect(stdout).not.toContain('h4Kd9xQm2')
})

test('lint counts errors and warnings', async () => {
  const good = JSON.parse(await readFile(new URL('../../fixtures/data/not-found.har', import.meta.url), 'utf8'))
  const file = join(folder, 'counted.har')
  good.log.entries[0].request.headers.push({ name: 'X-Api-Key', value: 'h4Kd9xQm2VtR7pLs0WzNc' })
  await writeFile(file, JSON.stringify(good))
  expect((await lightsailPorts('lint', file)).stdout).toMatch(/\n1 fixture, 1 errors, 0 warnings\n$/)
})

test('text of a fixture is printed without control characters, and no line of it begins a command of CI', async () => {
  const file = join(folder, 'escape.har')
  const { log } = JSON.parse(await readFile(new URL('../../fixtures/data/not-found.har', import.meta.url), 'utf8'))
  log.entries[0].request.method = '\u001b]0;owned\u0007\n::error::injected'
  log._lightsail['\n::error::injected\u009b2J'] = 1
  await writeFile(file, JSON.stringify({ log }))
  for (const args of [
    ['lint', file],
    ['lint', file, '--against-simulation'],
  ]) {
    const { stdout, stderr } = await lightsailPorts(...args)
    expect(`${stdout}${stderr}`.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    expect(`${stdout}${stderr}`).not.toMatch(/^::/m)
  }
})
