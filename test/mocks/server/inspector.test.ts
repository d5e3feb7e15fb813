import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { createLightsail, fault } from 'lightsail-ports-testkit'
import { type Har, lintFixture, redactHar, replay } from 'lightsail-ports-testkit/fixtures'
import { type LightsailServer, serve } from 'lightsail-ports-testkit/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bundleScript } from '../../../mocks/server/inspector/bundle.ts'
import { CallStore } from '../../../mocks/server/inspector/client/call-store.ts'
import { faultChoices } from '../../../mocks/server/inspector/client/fault-fields.ts'
import { portLines, readPortLines } from '../../../mocks/server/inspector/client/port-lines.ts'
import { asAwsCli, asCode, asCurl, asHar, shellQuoted } from '../../../mocks/server/inspector/client/take-home.ts'
import { inspectorFacts } from '../../../mocks/server/inspector/facts.ts'
import { inspectorPage } from '../../../mocks/server/inspector/page.ts'
import { answered } from '../../support/answered.ts'
import { rawHeaders } from '../../support/doors.ts'
import { run } from '../../support/run.ts'

const tcp = (port: number, ...cidrs: string[]) => ({ protocol: 'tcp', fromPort: port, toPort: port, cidrs })

describe('the page', () => {
  const { body, headers } = inspectorPage('serve')
  const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const policy = headers['Content-Security-Policy'] ?? ''

  test('lets only its own script and its own style run, by their hashes', () => {
    const [, script = ''] = /<script type="module">([\s\S]*?)<\/script>/.exec(body) ?? []
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(body) ?? []
    expect(policy).toContain(`script-src ${hashOf(script)};`)
    expect(policy).toContain(`style-src ${hashOf(style)};`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(body.match(/<script/g)).toHaveLength(2)
  })

  test('names no other address, and is the same each time', () => {
    expect(body.replace(/<script type="module">[\s\S]*/, '')).not.toMatch(/(?:src|href)="(?!data:,")|url\(|@import/)
    expect(inspectorPage('serve').body).toBe(body)
  })

  test('has no import left, and nothing that makes markup of text', () => {
    const script = bundleScript(new URL('../../../mocks/server/inspector/client/main.ts', import.meta.url))
    expect(script).not.toMatch(/^(?:import|export)\b/m)
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/)
  })
})

describe('the routes behind the page', () => {
  let lightsail: ReturnType<typeof createLightsail>
  let server: LightsailServer
  beforeEach(async () => {
    lightsail = createLightsail({ instances: ['web-1'] })
    server = await serve(lightsail)
  })
  afterEach(() => server.close())
  const ask = async (method: string, path: string, json?: unknown) => {
    const headers = { 'Content-Type': 'application/json' }
    const response = await fetch(`${server.url}/_mock/${path}`, {
      method,
      ...(json !== undefined && { headers, body: JSON.stringify(json) }),
    })
    const text = await response.text()
    return { status: response.status, json: text === '' ? undefined : JSON.parse(text) }
  }

  test('put the account and Regions into set-up and out of it, and keep all else', async () => {
    const setup = { status: 'setup-in-progress' }
    const changed = await ask('PATCH', 'world', { account: setup, regions: { 'eu-south-2': setup } })
    expect(changed).toMatchObject({ status: 200, json: { account: setup, regions: { 'eu-south-2': setup } } })
    expect([...lightsail.instances]).toHaveLength(1)
    await ask('PATCH', 'world', { account: { status: 'active' } })
    expect(lightsail.export()).toMatchObject({ account: { status: 'active' }, regions: { 'eu-south-2': setup } })
    for (const wrong of [{ account: { status: 'gone' } }, { regions: { 'moon-1': setup } }, { instances: [] }, []]) {
      expect((await ask('PATCH', 'world', wrong)).status).toBe(400)
    }
  })

  test('take one fault away and leave the others', async () => {
    lightsail.faults.next('ServiceException', 'NotFoundException', fault.delay(5))
    expect((await ask('DELETE', 'faults?index=1')).status).toBe(204)
    expect(lightsail.faults.remaining()).toMatchObject([{ error: 'ServiceException' }, { fault: 'delay' }])
    for (const index of ['2', '-1', 'x', '0.5']) {
      expect(await ask('DELETE', `faults?index=${index}`)).toMatchObject({ status: 404 })
    }
    expect(lightsail.faults.remaining()).toHaveLength(2)
  })

  test('explain a call', async () => {
    const input = { instanceName: 'web-1', portInfos: [tcp(443)] }
    const explained = await ask('POST', 'explain', { input })
    expect(explained).toMatchObject({ status: 200, json: { accepted: true, lockOut: { isTotal: true } } })
    expect((await ask('POST', 'explain', { input: JSON.stringify(input) })).json).toEqual(explained.json)
    expect((await ask('POST', 'explain', { input: '{' })).json).toMatchObject({ refusal: { check: 'json' } })
    expect((await ask('POST', 'explain', { input, operation: 'GetInstance' })).status).toBe(400)
    expect((await ask('POST', 'explain', {})).status).toBe(400)
    expect((await ask('POST', 'explain', { input: null })).json).toMatchObject({ accepted: false })
  })
})

describe('a call that is taken home', () => {
  const hostile = `it's "x" $(touch /tmp/x) \`y\` \\ \n !z`

  test('is quoted so that a shell takes it as one word', async () => {
    for (const text of [hostile, '', "'", 'a b', '-n']) {
      expect((await run('sh', ['-c', `printf %s ${shellQuoted(text)}`])).stdout).toBe(text)
    }
  })

  test('works as a curl line', async () => {
    const lightsail = createLightsail({ instances: ['web-1'] })
    await using server = await serve(lightsail)
    const call = {
      at: 0,
      operation: 'PutInstancePublicPorts',
      region: 'us-east-1',
      input: { instanceName: 'web-1', portInfos: [tcp(443)], [hostile]: hostile },
      outcome: { status: 200 },
    }
    const { code, stdout } = await run('sh', ['-c', asCurl(call, server.url)])
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { operation: { status: 'Succeeded' } }])
    expect(lightsail.calls.last).toMatchObject({ operation: call.operation, region: call.region, input: call.input })
  })

  test('is a line for the AWS CLI', () => {
    const call = {
      at: 0,
      operation: 'GetInstancePortStates',
      region: 'eu-west-1',
      input: { instanceName: "it's" },
      outcome: { status: 200 },
    }
    expect(asAwsCli(call, 'http://127.0.0.1:1')).toBe(
      `aws lightsail get-instance-port-states --endpoint-url http://127.0.0.1:1 --region eu-west-1 --cli-input-json '{"instanceName":"it'\\''s"}'`,
    )
  })

  test('is a fixture that replays it, holds no secret, and passes lint', async () => {
    const lightsail = createLightsail({
      account: { id: '210987654321' },
      instances: ['web-1'],
      principals: [{ accessKeyId: 'AKIDDEPLOY', arn: 'arn:aws:iam::210987654321:user/alice', policies: [] }],
    })
    const send = (operation: string, input: object) => {
      const headers = {
        ...rawHeaders(operation),
        authorization: 'AWS4-HMAC-SHA256 Credential=AKIDDEPLOY/20260131/us-east-1/lightsail/aws4_request',
      }
      answered(lightsail, { method: 'POST', path: '/', headers, body: JSON.stringify(input) })
    }
    const input = { instanceName: 'web-1', portInfos: [tcp(443)] }
    send('PutInstancePublicPorts', input)
    lightsail.load({ account: { id: '210987654321' }, instances: ['web-1'] })
    send('PutInstancePublicPorts', input)
    send('GetInstance', { instanceName: 'web-1' })
    const har = JSON.parse(JSON.stringify(asHar([...lightsail.calls], 'A session', '210987654321')))
    expect(JSON.stringify(har)).not.toMatch(/210987654321|alice|AKIDDEPLOY/)
    expect(har.log._lightsail).toMatchObject({
      source: 'made',
      region: 'us-east-1',
      redactions: ['account-ids', 'arns'],
    })
    const findings = await lintFixture(redactHar(har))
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    const replayed = replay(har)
    const reply = await replayed.fetch('https://lightsail.us-east-1.amazonaws.com/', {
      method: 'POST',
      headers: rawHeaders('GetInstance'),
      body: '{"instanceName":"web-1"}',
    })
    expect(await reply.json()).toMatchObject({ instance: { name: 'web-1' } })
  })

  test('comes as a file from the server, which redacts it with the redactor that it was given', async () => {
    const lightsail = createLightsail({ instances: ['web-1'] })
    const redact = async (har: object) => redactHar(har as Har)
    await using server = await serve(lightsail, { redactHar: redact })
    for (const operation of ['GetInstances', 'GetRegions', 'GetInstances']) {
      answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders(operation), body: '{}' })
    }
    answered(lightsail, { method: 'GET', path: '/', headers: {}, body: '' })
    const take = async (query: string) => {
      const response = await fetch(`${server.url}/_mock/calls${query}`, { headers: { Accept: 'application/har+json' } })
      return (await response.json()) as Har
    }
    const all = await take('')
    expect(all.log.entries).toHaveLength(3)
    expect((await lintFixture(all)).filter(({ severity }) => severity === 'error')).toEqual([])
    expect((await take('?number=2')).log._lightsail).toMatchObject({ title: 'One call of GetRegions', source: 'made' })
    expect((await take('?number=9')).log.entries).toEqual([])
  })

  test('has the secrets of its bodies redacted, by the names of their members', () => {
    const call = {
      at: 0,
      operation: 'CreateRelationalDatabase',
      region: 'us-east-1',
      input: { masterUserPassword: 'hunter2-hunter2', name: 'db' },
      reply: '{"privateKeyBase64":"MIIEpAIBAAKCAQEA"}',
      outcome: { status: 200 },
    }
    const text = JSON.stringify(asHar([call], 'One'))
    expect(text).not.toMatch(/hunter2|MIIEp/)
    expect(text).toContain('"redactions":["secrets"]')
  })
})

describe('faults as code', () => {
  test('arm the same faults again', () => {
    const lightsail = createLightsail({ instances: ['web-1'] })
    lightsail.faults.when(
      { operation: 'PutInstancePublicPorts', instanceName: "it's-\\" },
      fault.times(3, fault.html(502)),
    )
    lightsail.faults.next(
      'ServiceException',
      fault.error('ThrottlingException', { message: 'a "b"\n\u2028c', retryAfter: 1 }),
    )
    lightsail.faults.next(
      fault.withProbability(0.5, fault.delay({ min: 1, max: 2 })),
      fault.compose(fault.delay(5), fault.emptyBody()),
    )
    const remaining = lightsail.faults.remaining()
    const again = createLightsail()
    new Function('lightsail', asCode(remaining))(again)
    expect(again.faults.remaining()).toEqual(remaining)
  })

  test('are a comment where none is armed', () => {
    expect(asCode([])).toBe('// No fault is armed.\n')
  })
})

test('every fault of the vocabulary and every error has its place in the form', () => {
  const facts = inspectorFacts('serve', '')
  const names = faultChoices(facts).map(({ value }) => value)
  const known = Object.keys(fault).filter(
    (name) => !['error', 'compose', 'times', 'always', 'withProbability'].includes(name),
  )
  expect(known.filter((name) => !names.includes(name))).toEqual([])
  expect(facts.errors.filter(({ name }) => !names.includes(name))).toEqual([])
  expect(new Set(names).size).toBe(names.length)
})

describe('ports as lines', () => {
  test('read back as they were written', () => {
    const port = fc.oneof(
      fc.record({
        protocol: fc.constantFrom('tcp', 'udp'),
        fromPort: fc.nat(100),
        toPort: fc.integer({ min: 100, max: 65_535 }),
      }),
      fc.record({
        protocol: fc.constantFrom('icmp', 'icmpv6'),
        fromPort: fc.integer({ min: -1, max: 255 }),
        toPort: fc.integer({ min: -1, max: 255 }),
      }),
      fc.constant({ protocol: 'all', fromPort: 0, toPort: 65_535 }),
    )
    const sources = fc.record({
      cidrs: fc.subarray(['203.0.113.7/32', '10.0.0.0/8']),
      ipv6Cidrs: fc.subarray(['2001:db8::/32']),
      cidrListAliases: fc.subarray(['lightsail-connect']),
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(port, sources), { maxLength: 5, selector: ([rule]) => JSON.stringify(rule) }),
        (given) => {
          const ports = given.map(([rule, { cidrs, ipv6Cidrs, cidrListAliases }]) => ({
            ...rule,
            cidrs: rule.protocol === 'icmpv6' ? [] : cidrs,
            ipv6Cidrs: rule.protocol === 'icmp' ? [] : ipv6Cidrs,
            cidrListAliases,
          }))
          const { ports: open } = createLightsail({ instances: [{ name: 'web-1', ports }] }).instances.get('web-1')
          const again = createLightsail({ instances: [{ name: 'web-1', ports: readPortLines(portLines(open)) }] })
          expect(again.instances.get('web-1').ports).toEqual(open)
        },
      ),
    )
  })

  test('are what people write, and refused by name where they are not', () => {
    expect(readPortLines('22/tcp 203.0.113.7, 2001:db8::1\n\n  all everybody \n8/icmp')).toEqual([
      {
        protocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        cidrs: ['203.0.113.7'],
        ipv6Cidrs: ['2001:db8::1'],
        cidrListAliases: [],
      },
      { protocol: 'all', cidrs: [], ipv6Cidrs: [], cidrListAliases: [] },
      { protocol: 'icmp', fromPort: 8, toPort: -1, cidrs: [], ipv6Cidrs: [], cidrListAliases: [] },
    ])
    expect(() => readPortLines('ssh')).toThrow('Failed to read the rule “ssh”')
  })
})

describe('the calls that the page keeps', () => {
  const json = (number: number, more: object = {}) =>
    JSON.stringify({
      number,
      at: number,
      operation: 'GetRegions',
      region: 'us-east-1',
      unknownMembers: [],
      outcome: { status: 200, forced: false },
      ...more,
    })
  const ALL = { operation: '', instance: '', errorsOnly: false }

  test('are the newest ten thousand', () => {
    const store = new CallStore()
    for (let number = 1; number <= 25_000; number++) store.add(json(number))
    expect(store.length).toBe(10_000)
    const { groups, total } = store.newest(ALL, 2)
    expect([total, groups.map(({ calls }) => calls[0]?.number)]).toEqual([10_000, [25_000, 24_999]])
    expect(store.all()[0]?.number).toBe(15_001)
  })

  test('are fewer where they are large', () => {
    const store = new CallStore()
    const input = { text: 'x'.repeat(60_000) }
    for (let number = 1; number <= 2000; number++) store.add(json(number, { input }))
    expect(store.length).toBeGreaterThan(500)
    expect(store.length).toBeLessThan(900)
  })

  test('are in groups of one invocation, by the newest try', () => {
    const store = new CallStore()
    store.add(json(1, { invocationId: 'a' }))
    store.add(json(2))
    store.add(json(3, { invocationId: 'a', outcome: { status: 500, error: 'ServiceException', forced: true } }))
    store.add(json(4, { operation: 'GetInstance', instanceName: 'Web-1' }))
    const numbers = (filter = ALL) =>
      store.newest(filter, 9).groups.map(({ calls }) => calls.map(({ number }) => number))
    expect(numbers()).toEqual([[4], [1, 3], [2]])
    expect(numbers({ ...ALL, errorsOnly: true })).toEqual([[1, 3]])
    expect(numbers({ ...ALL, instance: 'web' })).toEqual([[4]])
    expect(numbers({ ...ALL, operation: 'GetRegions' })).toEqual([[1, 3], [2]])
    store.clear()
    expect(numbers()).toEqual([])
  })
})
