import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateInstancesCommand,
  GetAlarmsCommand,
  GetDiskCommand,
  GetDistributionsCommand,
  GetInstancePortStatesCommand,
  LightsailClient,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { budget } from '../support/budget.ts'
import { lightsailPorts } from '../support/command-line.ts'
import { rawHeaders } from '../support/doors.ts'
import { run, served } from '../support/run.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const EXAMPLE = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' }
const ALLOW_ALL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

function clientOf(endpoint: string, region = 'us-east-1', credentials = EXAMPLE): LightsailClient {
  return new LightsailClient({ endpoint, region, credentials, maxAttempts: 1 })
}

describe('serve', () => {
  test('tells about a hostile world without its control characters, and begins no line with ::', async () => {
    const world = await file('world.json', { '\u001b]0;title\u0007\u001b[2J\n::error::injected\u202e': 1 })
    const { code, stderr } = await lightsailPorts('serve', '--port', '0', '--world', world)
    expect(code).toBe(2)
    expect(stderr).toContain('unknown member')
    expect(stderr.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  test('has an instance, changes its ports, and ends with 0 on SIGTERM and SIGINT', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      await using service = await served()
      expect(service.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
      const client = clientOf(service.url)
      const instanceName = 'web-1'
      await client.send(
        new PutInstancePublicPortsCommand({
          instanceName,
          portInfos: [{ protocol: 'tcp', fromPort: 443, toPort: 443 }],
        }),
      )
      const { portStates } = await client.send(new GetInstancePortStatesCommand({ instanceName }))
      expect(portStates).toMatchObject([{ fromPort: 443 }])
      expect(await service.stop(signal)).toBe(0)
    }
  })

  test('lets an instance boot for as long as --boot-time says', async () => {
    await using service = await served('--boot-time', '2m')
    const client = clientOf(service.url)
    const instanceName = 'app-1'
    await client.send(
      new CreateInstancesCommand({
        instanceNames: [instanceName],
        availabilityZone: 'us-east-1a',
        blueprintId: 'ubuntu_24_04',
        bundleId: 'nano_3_0',
      }),
    )
    const put = () => client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: [] }))
    await expect(put()).rejects.toMatchObject({ name: 'OperationFailureException' })
    const advance = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"advance":"2m"}' }
    expect((await fetch(`${service.url}/_mock/clock`, advance)).status).toBe(200)
    await put()
  })

  test('answers operations as the files of --reply and POST /_mock/replies say', async () => {
    const yaml = await file('replies.yaml', '- { operation: GetAlarms, output: { alarms: [] }, times: always }')
    const json = await file('replies.json', { operation: 'GetDistributions', output: { distributions: [] } })
    await using service = await served('--reply', yaml, '--reply', json)
    const client = clientOf(service.url)
    expect((await client.send(new GetAlarmsCommand({}))).alarms).toEqual([])
    expect((await client.send(new GetDistributionsCommand({}))).distributions).toEqual([])
    const replies = (method: string, body?: object) =>
      fetch(`${service.url}/_mock/replies`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    expect(await (await replies('GET')).json()).toMatchObject([{ operation: 'GetAlarms' }, { times: 'always' }])
    // The installed SDK's model says which members and values there are.
    const wrong = { operation: 'GetDisk', output: { disk: { name: 'disk-1', state: 'attached', size: 8 } } }
    const refused = await replies('POST', wrong)
    expect([refused.status, await refused.json()]).toEqual([
      400,
      {
        // One full stop ends it, although the linter's own messages have one, too.
        error: expect.stringMatching(/replies\[0\]\.output: .*[^.]\. Nothing of it was taken\.$/),
        problems: [expect.stringContaining('disk.state is "attached"'), expect.stringContaining('"size"')],
      },
    ])
    expect((await replies('POST', { operation: 'GetDisk', output: { disk: { name: 'disk-1' } } })).status).toBe(201)
    expect((await client.send(new GetDiskCommand({ diskName: 'disk-1' }))).disk?.name).toBe('disk-1')
    expect((await replies('DELETE')).status).toBe(204)
    await expect(client.send(new GetAlarmsCommand({}))).rejects.toThrow('Simulated are')
  })

  test('prints a call for the first instance of its world, in the Region of this instance', async () => {
    const world = await file('world.json', { instances: [{ name: 'db-1', region: 'eu-west-1' }] })
    await using service = await served('--world', world, '--region', 'ap-south-1')
    await vi.waitUntil(() => service.lines.length >= 2, { interval: 5, timeout: budget(10_000) })
    expect(service.lines[1]).toContain(' --region eu-west-1 --instance-name db-1 ')
  })

  test('prints its URL, two lines to paste that work as they are, and the page that shows what happens', async () => {
    await using service = await served()
    const { url, lines } = service
    await vi.waitUntil(() => lines.length >= 4, { interval: 5, timeout: budget(10_000) })
    expect(lines).toEqual([
      `Lightsail is simulated on ${url}`,
      `AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test aws lightsail put-instance-public-ports --endpoint-url ${url} --region us-east-1 --instance-name web-1 --port-infos fromPort=22,toPort=22,protocol=tcp`,
      `curl -X POST ${url}/_mock/faults -H 'Content-Type: application/json' -d '{"error":"NotFoundException"}'`,
      `See what happens on ${url}/_mock/`,
    ])
    const page = await fetch(`${url}/_mock/`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    // The AWS CLI's line is run where the AWS CLI is (npm run test:clients).
    expect((await run('sh', ['-c', lines[2] ?? ''])).stdout).toBe('[{"error":"NotFoundException","times":1}]')
    await expect(clientOf(url).send(new GetInstancePortStatesCommand({ instanceName: 'web-1' }))).rejects.toMatchObject(
      {
        name: 'NotFoundException',
      },
    )
  })

  test('takes a world, instances, faults, statuses, a Region and a seed', async () => {
    const world = await file('world.json', {
      instances: [{ name: 'db-1', ports: [] }],
      faults: [{ error: 'ThrottlingException' }],
    })
    const flags = [
      '--world',
      world,
      '--instance',
      'web-2',
      '--instance',
      'web-3',
      '--fault',
      'NotFoundException',
      '--fault',
      'ServiceException:2',
      '--fault',
      'emptyBody',
      '--fault',
      '{"fault":"reset","at":"before"}',
    ]
    await using service = await served(
      ...flags,
      '--status-codes',
      'model',
      '--region',
      'eu-west-1',
      '--seed',
      '7',
      '--quiet',
    )
    expect(await (await fetch(`${service.url}/_mock/instances`)).json()).toMatchObject([
      { name: 'db-1', region: 'eu-west-1', ports: [] },
      { name: 'web-2' },
      { name: 'web-3' },
    ])
    const names: unknown[] = []
    for (let times = 0; times < 7; times++) {
      const sent = clientOf(service.url, 'eu-west-1').send(new GetInstancePortStatesCommand({ instanceName: 'db-1' }))
      names.push(
        await sent.then(
          () => 'ok',
          (error) => [error.name, error.$metadata.httpStatusCode],
        ),
      )
    }
    expect(names).toEqual([
      ['ThrottlingException', 400],
      ['NotFoundException', 404],
      ['ServiceException', 500],
      ['ServiceException', 500],
      'ok',
      ['TimeoutError', undefined],
      'ok',
    ])
    expect(service.lines.length).toBe(1)
    await fetch(`${service.url}/_mock/reset`, { method: 'POST' })
    expect(await (await fetch(`${service.url}/_mock/faults`)).json()).toHaveLength(5)
    expect(await (await fetch(`${service.url}/_mock/instances`)).json()).toHaveLength(3)
    await service.stop()
  })

  test('goes on when nobody reads its output, and ends at once during a delay', async () => {
    const main = new URL('../../cli/main.ts', import.meta.url).pathname
    const script = '{ "$0" "$1" behaviours --json; echo "exit $?" >&2; } | true'
    expect((await run('sh', ['-c', script, process.execPath, main])).stderr).toBe('exit 0\n')
    await using service = await served()
    service.process.stdout?.destroy()
    const body = JSON.stringify({ fault: 'delay', ms: 1_000_000 })
    const headers = { 'Content-Type': 'application/json' }
    await fetch(`${service.url}/_mock/faults`, { method: 'POST', headers, body })
    const left = AbortSignal.timeout(50)
    await expect(fetch(service.url, { method: 'POST', signal: left })).rejects.toThrow()
    expect(await service.stop('SIGINT')).toBe(0)
  })

  test('takes a world with a byte order mark, for the Region of --region', async () => {
    const instances = [{ name: 'web-1', region: 'us-east-1' }, 'web-1']
    const world = await file('bom.json', `\ufeff${JSON.stringify({ instances })}`)
    await using service = await served('--world', world, '--region', 'eu-west-1')
    expect(await (await fetch(`${service.url}/_mock/instances`)).json()).toMatchObject([
      { region: 'us-east-1' },
      { region: 'eu-west-1' },
    ])
  })

  test('lets another name in with --allow-host, and refuses one with a port', async () => {
    await using service = await served('--allow-host', 'Mock.internal', '--allow-host', 'lightsail')
    const statusAs = async (host: string) => {
      const { stdout } = await run('curl', [
        '-s',
        '-o',
        '/dev/null',
        '-w',
        '%{http_code}',
        '-H',
        `Host: ${host}`,
        `${service.url}/_mock/`,
      ])
      return Number(stdout)
    }
    expect(await statusAs('mock.INTERNAL:4566')).toBe(200)
    expect(await statusAs('lightsail')).toBe(200)
    expect(await statusAs('evil.example')).toBe(403)
    expect(await lightsailPorts('serve', '--allow-host', 'a:1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Use a name without a port'),
    })
  })

  test('needs no signature with --auth off', async () => {
    await using service = await served('--auth', 'off')
    const { authorization: _none, ...headers } = rawHeaders('GetRegions')
    expect((await fetch(service.url, { method: 'POST', headers, body: '{}' })).status).toBe(200)
  })

  test('verifies signatures with --auth verify, throttles with --throttling, and prints no secret', async () => {
    const secretAccessKey = 'the-secret-of-deploy'
    const principal = { accessKeyId: 'AKIDDEPLOY', arn: 'arn:aws:iam::123456789012:user/deploy', policies: [ALLOW_ALL] }
    const world = await file('principals.json', {
      instances: ['db-1'],
      principals: [{ ...principal, secretAccessKey }],
    })
    await using service = await served('--world', world, '--auth', 'verify', '--throttling', '0.001:2')
    const client = (secret: string) =>
      clientOf(service.url, 'us-east-1', { accessKeyId: 'AKIDDEPLOY', secretAccessKey: secret })
    const ask = (secret: string) => client(secret).send(new GetInstancePortStatesCommand({ instanceName: 'db-1' }))
    await ask(secretAccessKey)
    await expect(ask('another')).rejects.toMatchObject({ name: 'InvalidSignatureException' })
    await ask(secretAccessKey)
    await expect(ask(secretAccessKey)).rejects.toMatchObject({ name: 'ThrottlingException' })
    const calls = await (await fetch(`${service.url}/_mock/calls`)).json()
    expect(calls).toMatchObject([
      { principal: principal.arn, authorization: { decision: 'allowed', statement: 'policies[0].Statement[0]' } },
      { principal: principal.arn },
      {},
      {},
    ])
    const exported = await (await fetch(`${service.url}/_mock/world`)).json()
    expect(exported.principals).toMatchObject([principal])
    await vi.waitUntil(() => service.lines.length >= 3, { interval: 5, timeout: budget(10_000) })
    expect(service.lines[1]).toMatch(/^AWS_ACCESS_KEY_ID=AKIDDEPLOY AWS_SECRET_ACCESS_KEY=\.\.\. aws lightsail/)
    expect(JSON.stringify([service.lines, exported, calls])).not.toContain(secretAccessKey)
  })

  test('does not load MSW', async () => {
    const loaded = `
      import { registerHooks } from 'node:module'
      const seen = []
      registerHooks({ load: (url, context, next) => { seen.push(url); return next(url, context) } })
      process.on('exit', () => console.log(JSON.stringify(seen)))
      const write = process.stdout.write.bind(process.stdout)
      process.stdout.write = (text, ...more) => {
        const url = /http:\\S+/.exec(text)?.[0]
        if (url) fetch(url, { method: 'POST' }).then(() => process.kill(process.pid, 'SIGTERM'))
        return write(text, ...more)
      }
    `
    const hook = await file('hook.mjs', loaded)
    const main = new URL('../../cli/main.ts', import.meta.url).pathname
    const { stdout } = await run(process.execPath, ['--import', hook, main, 'serve', '--port', '0', '--quiet'])
    const urls = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as string[]
    expect(urls.some((url) => url.endsWith('/mocks/service/service.ts'))).toBe(true)
    expect(urls.filter((url) => /node_modules\/(?:msw|@mswjs|@pact-foundation|@aws-sdk|@smithy)\//.test(url))).toEqual(
      [],
    )
  })

  test('with a port that is in use says so', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const address = taken.address()
    const port = String(typeof address === 'object' ? address?.port : '')
    expect(await lightsailPorts('serve', '--port', port)).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: `lightsail-ports: Failed to listen on 127.0.0.1: port ${port} is in use. Choose another with --port, or any free one with --port 0.\n`,
    })
    taken.close()
  })

  test('serve takes a world in YAML, and says at which line it is broken', async () => {
    const yaml =
      'account: { id: "123456789012" }\ninstances:\n  - web-1\n  - name: www.example.com\n    ports: [{ protocol: tcp, fromPort: 443, toPort: 443 }]\n'
    await using server = await served('--world', await file('world.yaml', yaml))
    const instances = (await (await fetch(`${server.url}/_mock/instances`)).json()) as { name: string }[]
    expect(instances.map(({ name }) => name)).toEqual(['web-1', 'www.example.com'])
    for (const [content, problem] of [
      ['instances:\n  - web-1\n - hidden\n', /it is not YAML at line 3, column \d+ /],
      ['instances: [web-1]\ninstances: [web-2]\n', /it is not YAML at line 2, column 1 \(DUPLICATE_KEY\)/],
      ['- web-1\n', /it is not a mapping of members/],
      [
        'a: &a [1,1,1,1]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n',
        /repeats too much|unknown member/,
      ],
    ] as const) {
      const { code, stderr } = await lightsailPorts('serve', '--world', await file('wrong.yml', content))
      expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1])
      expect(stderr).toMatch(problem)
      expect(stderr).not.toContain('hidden')
    }
  })

  test('serve takes rules from --rule and from its world, which /_mock/world shows and changes', async () => {
    const world = await file('rules.json', '{"instances":["web-1"],"rules":{"put-empty":"refuse","close-by":"rule"}}')
    await using server = await served('--world', world, '--rule', 'put-empty=close-all', '--rule', 'all-range=whole')
    const route = `${server.url}/_mock/world`
    const read = async () => ((await (await fetch(route)).json()) as { rules: object }).rules
    expect(await read()).toEqual({ 'close-by': 'rule', 'all-range': 'whole' })
    const headers = { 'Content-Type': 'application/json' }
    await fetch(route, { method: 'PUT', headers, body: '{"rules":{"put-empty":"refuse"}}' })
    expect(await read()).toEqual({ 'put-empty': 'refuse' })
  })

  test('serve with an invalid world says what is wrong with it', async () => {
    for (const [content, problem] of [
      ['{"instances":[]', /it is not JSON at line 1, column 16: the text ends in the middle/],
      ['{"instances":[],"instances":["web-1"]}', /has the member instances twice/],
      ['{\n"principals":[{"secretAccessKey": hidden}]}', /it is not JSON at line 2, column /],
      ['[]', /it is not a JSON object/],
      ['{"instances":[{"name":"db-1","state":"gone"}]}', /instances\[0\]\.state: expected .*not "gone"/],
      ['{"instancs":[]}', /instancs/],
      ['{"seed":3}', /seed/],
      ['{"auth":"off"}', /wrong\.json: Failed to take the world: auth: unknown member/],
      [`{"instances":[{"name":"ab","ports":[{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}]}`, /protocol/],
    ] as const) {
      const { code, stdout, stderr } = await lightsailPorts('serve', '--world', await file('wrong.json', content))
      expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1])
      expect(stderr).toMatch(problem)
      expect(stderr).not.toContain('hidden')
    }
  })

  test.each([
    [
      ['serve', '--port', '65536'],
      "option '--port <number>' argument '65536' is invalid. Use a whole number from 0 to 65535.",
    ],
    [['serve', '--port', '80x'], 'Use a whole number'],
    [['serve', '--seed', '-1'], '-1'],
    [['serve', '--boot-time', 'soon'], 'soon'],
    [['serve', '--reply', 'no-such-file.yaml'], 'no-such-file.yaml'],
    [['serve', '--auth', 'maybe'], 'Allowed choices are off, presence, verify'],
    [['serve', '--throttling', '5'], 'Use RATE:BURST, such as 5:10.'],
    [['serve', '--throttling', '5:0'], 'Use RATE:BURST, such as 5:10.'],
    [['serve', '--status-codes', '418'], 'Allowed choices are documented, model'],
    [['serve', '--region', 'Mars'], 'Use the name of a Region with Lightsail, such as us-east-1.'],
    [['serve', '--instance', 'x'], '"x" is not a resource name'],
    [['serve', '--instance', 'web-1', '--instance', 'web-1'], 'already has an instance "web-1"'],
    [
      ['serve', '--fault', 'Nope'],
      'It is no error of the catalogue (lightsail-ports errors lists them), and not one of neverAnswer, emptyBody',
    ],
    [['serve', '--fault', '{"fault":'], 'Use a name, or JSON such as {"fault":"truncate","bytes":20}.'],
    [['serve', '--fault', '{"fault":"explode"}'], 'faults[0].fault: "explode" is not a fault. Use one of delay'],
    [['serve', '--fault', 'truncate'], 'Other faults have more to say: use JSON'],
    [['serve', '--fault', 'ServiceException:0'], 'Use NAME or NAME:TIMES'],
    [['serve', '--fault', 'ServiceException:1:2'], 'Use NAME or NAME:TIMES'],
    [['serve', '--rule', 'put-empty'], 'Use NAME=CHOICE, such as put-empty=refuse.'],
    [['serve', '--rule', 'put-emty=refuse'], 'rules.put-emty: unknown rule. The nearest is put-empty.'],
    [['serve', '--rule', 'put-empty=refus'], '"refus" is not a choice. The nearest is refuse.'],
    [['serve', '--host', '203.0.113.1', '--port', '0'], '203.0.113.1 is no address of this machine'],
    [['serve', '--world', '/no/such/file'], 'there is no such file'],
    [['serve', '--world', '/'], 'it is a folder'],
    [['serve', '--host', ''], 'the host is empty'],
    [['serve', '--world'], 'argument missing'],
    [['serve', '--prot', '1'], "unknown option '--prot' (Did you mean --port?)"],
    [['serve', '--bogus'], "unknown option '--bogus'"],
    [['serve', 'extra'], 'too many arguments'],
    [['serv'], "unknown command 'serv'"],
    [['--bogus'], "unknown option '--bogus'"],
  ])('%j is one clear line and exit code 2', async (args, text) => {
    const { code, stdout, stderr } = await lightsailPorts(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(text)
    expect(stderr).toMatch(/^lightsail-ports: .*\n$/)
  })
})
