import fc from 'fast-check'
import { createLightsail } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { answered } from '../../support/answered.ts'
import { randomRuns } from '../../support/budget.ts'
import { rawHeaders } from '../../support/doors.ts'

const headers: Record<string, string> = rawHeaders('PutInstancePublicPorts')
const handle = (body: string | Uint8Array, more: Record<string, string | undefined> = {}) => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  const reply = answered(lightsail, { method: 'POST', path: '/', headers: { ...headers, ...more }, body })
  return { lightsail, reply, type: JSON.parse(reply.body).__type as string | undefined }
}
const SERIALIZATION = 'com.amazon.coral.service#SerializationException'

describe('a body', () => {
  test.each([
    ['that is cut off', '{"instanceName":"web-1","portInfos":[{"protocol":"tcp"'],
    ['that is not JSON', 'instanceName=web-1'],
    ['of bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0xfe, 0x22)],
    ['with a byte order mark', '\ufeff{}'],
    ['with a byte order mark, in bytes', Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)],
    ['that is a list', '[]'],
    ['that is null', 'null'],
    ['that is nested a thousand levels deep where nobody looks', `{"x":${'['.repeat(1000)}${']'.repeat(1000)}}`],
    ['that is nested half a million levels deep', '['.repeat(500_000)],
    ['that is nested deep and ends', `{"x":${'{"x":'.repeat(100_000)}1${'}'.repeat(100_001)}`],
  ])('%s is a SerializationException', (_what, body) => {
    const { type, lightsail } = handle(body)
    expect(type).toBe(SERIALIZATION)
    expect(lightsail.calls.last?.outcome.error).toBe('SerializationException')
    expect(() => JSON.stringify(lightsail.calls)).not.toThrow()
  })

  test('that is not JSON is answered without a text, as on AWS', () => {
    expect(handle('{').reply.body).toBe(`{"__type":"${SERIALIZATION}"}`)
  })

  test('with a member twice means the last one', () => {
    const { lightsail } = handle(
      '{"instanceName":"web-9","instanceName":"web-1","portInfos":[{"protocol":"udp","fromPort":1,"fromPort":2,"toPort":2}]}',
    )
    expect(lightsail.instances.get('web-1').ports).toMatchObject([{ fromPort: 2 }])
  })

  test('with members such as constructor has unknown members', () => {
    const { lightsail, reply } = handle(
      '{"instanceName":"web-1","portInfos":[],"__proto__":{"instanceName":"x"},"constructor":1,"toString":null}',
    )
    expect(reply.status).toBe(200)
    expect(lightsail.calls.last?.unknownMembers).toEqual(['__proto__', 'constructor', 'toString'])
    expect(({} as Record<string, unknown>)['instanceName']).toBeUndefined()
  })

  test('of twenty thousand equal rules is answered quickly', () => {
    const infos = Array.from({ length: 20_000 }, (_, index) => ({
      protocol: 'udp',
      cidrs: [`10.${index >> 8}.${index & 255}.1`],
    }))
    const lightsail = createLightsail({ instances: ['web-1'], rules: { 'source-limit': 'none' } })
    const put = JSON.stringify({ instanceName: 'web-1', portInfos: infos })
    const headers = rawHeaders('PutInstancePublicPorts')
    const reply = answered(lightsail, { method: 'POST', path: '/', headers, body: put })
    expect(reply.status).toBe(200)
    expect(lightsail.instances.get('web-1').ports[0]?.cidrs.length).toBe(20_000)
    const portInfo = { protocol: 'udp', cidrs: infos.flatMap(({ cidrs }) => cidrs) }
    const body = JSON.stringify({ instanceName: 'web-1', portInfo })
    answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('CloseInstancePublicPorts'), body })
    expect(lightsail.instances.get('web-1').ports).toEqual([])
  })

  test('of half a million wrong rules gets a readable answer', () => {
    const { reply, type } = handle(`{"instanceName":"web-1","portInfos":[${'{},'.repeat(340_000)}{}]}`)
    expect(type).toBe('InvalidInputException')
    expect(reply.body.length).toBeLessThan(20_000)
    expect(reply.body).toContain('and 339901 more')
  })

  test('of 1 MiB is read, and of a byte more is too large', () => {
    const fill = (length: number) => `{"instanceName":"web-1","portInfos":[]${' '.repeat(length - 40)}}`
    expect(handle(`${fill(1024 * 1024)} `).reply.status).toBe(200)
    expect(handle(`${fill(1024 * 1024)}  `).reply.status).toBe(413)
    const wide = `{"instanceName":"web-1","portInfos":[],"x":"${'é'.repeat(600_000)}"}`
    expect(handle(wide).reply.status).toBe(413)
    expect(handle(new TextEncoder().encode(wide)).reply.status).toBe(413)
  })
})

describe('a request', () => {
  const unknown = 'com.amazon.coral.service#UnknownOperationException'
  test.each([
    ['without a target', { 'x-amz-target': undefined }, 'there is no X-Amz-Target'],
    [
      'for another service',
      { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
      'the X-Amz-Target is DynamoDB_20120810.PutItem',
    ],
    [
      'for a part of JavaScript',
      { 'x-amz-target': 'Lightsail_20161128.constructor' },
      'Lightsail_20161128.constructor',
    ],
    ['without a content type', { 'content-type': undefined }, 'there is no Content-Type'],
    ['of another content type', { 'content-type': 'application/json' }, 'the Content-Type is application/json'],
  ])('%s is an UnknownOperationException that says what was expected', (_what, more, message) => {
    const { type, reply } = handle('{}', more)
    expect(type).toBe(unknown)
    expect(reply.status).toBe(404)
    expect(JSON.parse(reply.body).message).toContain(message)
  })

  test('may carry a charset with its content type', () => {
    const body = '{"instanceName":"web-1","portInfos":[]}'
    expect(handle(body, { 'content-type': 'Application/X-Amz-Json-1.1; charset=utf-8' }).reply.status).toBe(200)
  })

  test('with a signature in its query does not get it into the journal', () => {
    const lightsail = createLightsail()
    answered(lightsail, { method: 'GET', path: '/?X-Amz-Security-Token=SECRET&X-Amz-Signature=abc', headers, body: '' })
    expect(JSON.stringify(lightsail.calls)).not.toMatch(/SECRET|abc/)
  })

  test('on the account ignores an instance name', () => {
    for (const value of ['nope', null, { toString: 0, valueOf: 0 }]) {
      const lightsail = createLightsail()
      const body = JSON.stringify({ instanceName: value })
      const reply = answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body })
      expect([reply.status, lightsail.calls.last?.unknownMembers]).toEqual([200, ['instanceName']])
    }
  })

  test('by another method or to another path is an UnknownOperationException', () => {
    const lightsail = createLightsail()
    for (const [method, path] of [
      ['GET', '/'],
      ['PUT', '/'],
      ['POST', '/ls/api/2016-11-28/PutInstancePublicPorts'],
    ] as const) {
      expect(JSON.parse(answered(lightsail, { method, path, headers, body: '{}' }).body)).toMatchObject({
        __type: unknown,
      })
    }
  })

  test('names its Region by its host, else by its credential scope, else it is the default', () => {
    const authorization = (scope: string) => ({
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host`,
    })
    const region = (more: Record<string, string>) => handle('{}', more).lightsail.calls.last?.region
    const scope = authorization('AKIA/20260131/eu-west-1/lightsail/aws4_request')
    expect(region({ host: 'lightsail.eu-west-2.amazonaws.com', ...scope })).toBe('eu-west-2')
    expect(region({ host: '127.0.0.1:4566', ...scope })).toBe('eu-west-1')
    expect(region({ host: 'Lightsail.EU-WEST-2.amazonaws.com' })).toBe('eu-west-2')
    for (const garbage of [
      'AKIA',
      'AKIA/20260131',
      '///',
      'AKIA/1/../../x/y',
      `AKIA/1/${'r'.repeat(10_000)}/lightsail`,
    ]) {
      expect(region(authorization(garbage))).toBe('us-east-1')
    }
  })
})

test('no request makes it throw, or fail with an unexpected error', () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  const member = fc.oneof(fc.jsonValue(), fc.constantFrom('web-1', 'tcp', 22, '10.0.0.0/8', ['10.0.0.0/8'], ['::/0']))
  const portInfo = fc.dictionary(
    fc.constantFrom('fromPort', 'toPort', 'protocol', 'cidrs', 'ipv6Cidrs', 'cidrListAliases', '__proto__', 'x'),
    member,
  )
  const input = fc.record(
    {
      instanceName: member,
      portInfos: fc.oneof(member, fc.array(portInfo)),
      portInfo,
      pageToken: member,
      operationId: member,
    },
    { requiredKeys: [] },
  )
  const body = fc.oneof(
    fc.string(),
    fc.uint8Array(),
    fc.json(),
    input.map((value) => JSON.stringify(value)),
  )
  const operation = fc.constantFrom(
    'PutInstancePublicPorts',
    'OpenInstancePublicPorts',
    'CloseInstancePublicPorts',
    'GetInstances',
    'GetInstance',
    'GetOperation',
    'GetOperations',
    'GetOperationsForResource',
    'GetRegions',
    'GetInstancePortStates',
    'valueOf',
  )
  const anyHeaders = fc.dictionary(
    fc.constantFrom(
      'x-amz-target',
      'content-type',
      'authorization',
      'host',
      'amz-sdk-request',
      'amz-sdk-invocation-id',
    ),
    fc.string(),
  )
  fc.assert(
    fc.property(body, operation, anyHeaders, fc.boolean(), (sent, name, garbage, garbled) => {
      const sentHeaders = { ...rawHeaders(name), ...(garbled ? garbage : {}) }
      const reply = answered(lightsail, { method: 'POST', path: '/', headers: sentHeaders, body: sent })
      expect(reply.status).toBeLessThan(500)
      expect(() => JSON.parse(reply.body)).not.toThrow()
      expect(() => JSON.stringify(lightsail.calls.last)).not.toThrow()
    }),
    { numRuns: randomRuns(5000) },
  )
})

test('one seed gives one run, and reset starts it again', () => {
  const run = (lightsail: ReturnType<typeof createLightsail>) =>
    [1, 2, 3].map(() => {
      const body = '{"instanceName":"web-1","portInfos":[]}'
      const reply = answered(lightsail, { method: 'POST', path: '/', headers, body })
      return [reply.headers['x-amzn-RequestId'], JSON.parse(reply.body).operation.id]
    })
  const lightsail = createLightsail({ instances: ['web-1'], seed: 7 })
  const first = run(lightsail)
  expect(new Set(first.flat()).size).toBe(6)
  expect(run(createLightsail({ instances: ['web-1'], seed: 7 }))).toEqual(first)
  expect(run(createLightsail({ instances: ['web-1'], seed: 8 }))).not.toEqual(first)
  lightsail.reset()
  expect(run(lightsail)).toEqual(first)
})

test('two services in one process know nothing of each other', () => {
  const left = createLightsail({ instances: ['web-1'] })
  const right = createLightsail({ instances: ['web-1'] })
  left.faults.next('ServiceException')
  answered(left, { method: 'POST', path: '/', headers, body: '{}' })
  left.instances.get('web-1').update({ ports: [] })
  expect(right.instances.get('web-1').ports.length).toBe(2)
  expect(right.calls.length).toBe(0)
  expect(right.faults.remaining()).toEqual([])
})
