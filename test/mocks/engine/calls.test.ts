import {
  GetInstanceCommand,
  GetInstancesCommand,
  LightsailClient,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import { createLightsail, createVirtualClock, fault } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { answered } from '../../support/answered.ts'
import { doors, rawHeaders } from '../../support/doors.ts'

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const sessionToken = 'IQoJb3JpZ2luX2VjEXAMPLETOKEN'
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey, sessionToken }
const put = (portInfos: object[] = []) => new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos })

test('a call says what was sent, how it ended, and which try it was', async () => {
  const lightsail = createLightsail({ instances: ['web-1'], clock: { now: () => 1_769_860_800_123 } })
  const { requestHandler } = lightsail
  const client = new LightsailClient({ region: 'us-east-1', credentials, requestHandler })
  lightsail.faults.next('ServiceException')
  const { $metadata } = await client.send(put([{ protocol: 'tcp', fromPort: 22, toPort: 22 }]))
  const [first, second, ...more] = lightsail.calls.of('PutInstancePublicPorts')
  expect(more).toEqual([])
  const sent = {
    at: 1_769_860_800_123,
    operation: 'PutInstancePublicPorts',
    region: 'us-east-1',
    instanceName: 'web-1',
    input: { instanceName: 'web-1', portInfos: [{ protocol: 'tcp', fromPort: 22, toPort: 22 }] },
    unknownMembers: [],
    invocationId: expect.stringMatching(/^[\da-f-]{36}$/),
    reply: expect.any(String),
  }
  const message = 'The service encountered an internal error.'
  expect(first).toEqual({
    ...sent,
    number: 1,
    attempt: 1,
    requestId: expect.any(String),
    outcome: { status: 500, error: 'ServiceException', message, forced: true, fault: 'ServiceException' },
  })
  expect(second).toEqual({
    ...sent,
    number: 2,
    attempt: 2,
    invocationId: first?.invocationId,
    requestId: $metadata.requestId,
    outcome: { status: 200, forced: false },
    ports: { before: expect.any(Array), after: [expect.objectContaining({ fromPort: 22 })] },
  })
  expect(JSON.parse(first?.reply ?? '')).toMatchObject({ __type: 'ServiceException', message })
  expect(JSON.parse(second?.reply ?? '')).toMatchObject({ operation: { status: 'Succeeded' } })
})

test('a call has the ports before and after it where it changed them, and only there', () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  const send = (operation: string, input: object) =>
    lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders(operation), body: JSON.stringify(input) })
  const https = { protocol: 'tcp', fromPort: 443, toPort: 443 }
  const put = { instanceName: 'web-1', portInfos: [https] }
  send('PutInstancePublicPorts', put)
  send('PutInstancePublicPorts', put)
  send('GetInstancePortStates', { instanceName: 'web-1' })
  send('PutInstancePublicPorts', { instanceName: 'web-1', portInfos: [{ protocol: 'tpc' }] })
  send('CloseInstancePublicPorts', { instanceName: 'web-1', portInfo: https })
  const ports = [...lightsail.calls].map(
    (call) =>
      call.ports && [call.ports.before, call.ports.after].map((states) => states.map(({ fromPort }) => fromPort)),
  )
  expect(ports).toEqual([[[80, 22], [443]], undefined, undefined, undefined, [[443], []]])
})

test('a call names the check that refused it', () => {
  const lightsail = createLightsail({ instances: ['web-1', { name: 'web-2', state: 'stopping' }] })
  const send = (operation: string, body: string, headers = rawHeaders(operation)) => {
    lightsail.handle({ method: 'POST', path: '/', headers, body })
    return lightsail.calls.last?.outcome.check
  }
  const put = (instanceName: string, portInfos: unknown) =>
    send('PutInstancePublicPorts', JSON.stringify({ instanceName, portInfos }))
  const { authorization: _none, ...unsigned } = rawHeaders('GetRegions')
  expect([
    put('web-1', []),
    send('GetRegions', '{', rawHeaders('GetRegions')),
    send('GetRegions', '{}', unsigned),
    put('web-1', [{}]),
    put('web-9', []),
    put('web-2', []),
    send('GetOperation', '{"operationId":"none"}'),
    send('GetAlarms', '{}'),
  ]).toEqual([undefined, 'json', 'authentication', 'input', 'existence', 'state', 'operation', 'target'])
  lightsail.faults.next('ServiceException')
  expect(put('web-1', [])).toBeUndefined()
})

test('replies of more than 64 KiB are not kept, and of all replies the newest 16 MiB', () => {
  const many = createLightsail({ instances: Array.from({ length: 100 }, (_, index) => `web-${index}`) })
  const send = () =>
    many.handle({ method: 'POST', path: '/', headers: rawHeaders('GetInstances'), body: '{}' }) as { body: string }
  expect(send().body.length).toBeGreaterThan(64 * 1024)
  expect(many.calls.last?.reply).toBeUndefined()
  for (let times = 0; times < 60; times++) many.instances.delete(`web-${times}`)
  const kept = send().body.length
  expect(many.calls.last?.reply).toHaveLength(kept)
  for (let times = 0; times < 1000; times++) send()
  const replies = [...many.calls].map(({ reply }) => reply?.length ?? 0)
  expect(replies.at(0)).toBe(0)
  expect(replies.at(-1)).toBe(kept)
  const sum = replies.reduce((left, right) => left + right)
  expect(sum).toBeGreaterThan(15 * 1024 * 1024)
  expect(sum).toBeLessThanOrEqual(16 * 1024 * 1024)
})

test('no credential gets into the journal or the world', async () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  const { requestHandler } = lightsail
  await new LightsailClient({ region: 'us-east-1', credentials, requestHandler }).send(put())
  const written = JSON.stringify([lightsail.calls, lightsail.export()])
  for (const secret of [...Object.values(credentials), 'Signature', 'AWS4-HMAC']) expect(written).not.toContain(secret)
})

test('the journal keeps the newest calls, and the numbers go on', () => {
  const lightsail = createLightsail({ instances: ['web-1'], maxCalls: 3 })
  const call = () => lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
  for (let times = 0; times < 7; times++) call()
  expect([...lightsail.calls].map(({ number }) => number)).toEqual([5, 6, 7])
  expect(lightsail.calls.last?.number).toBe(7)
  expect(lightsail.calls.length).toBe(3)
  lightsail.calls.clear()
  call()
  expect([...lightsail.calls].map(({ number }) => number)).toEqual([8])
})

test('ten thousand calls are kept by default, and none with maxCalls 0', () => {
  const many = createLightsail()
  const none = createLightsail({ maxCalls: 0 })
  for (let times = 0; times < 10_001; times++) {
    for (const lightsail of [many, none]) {
      lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '' })
    }
  }
  expect(many.calls.length).toBe(10_000)
  expect(many.calls.last?.number).toBe(10_001)
  expect([...none.calls]).toEqual([])
})

test('a call with a forced error says what was sent, too', () => {
  const lightsail = createLightsail({ faults: [{ error: 'ServiceException', times: 'always' }] })
  const send = (body: string) =>
    lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders('GetInstance'), body })
  send('{"instanceName":"web-1","typo":1}')
  expect(lightsail.calls.last).toMatchObject({ instanceName: 'web-1', input: { typo: 1 }, unknownMembers: ['typo'] })
  send('{"instanceName":1}')
  expect(lightsail.calls.last?.instanceName).toBeUndefined()
  expect(lightsail.calls.last).toMatchObject({ input: { instanceName: 1 }, outcome: { error: 'ServiceException' } })
  send('{')
  expect(lightsail.calls.last?.input).toBeUndefined()
})

test.each([
  ['attempt=2; max=3', 2],
  ['ttl=20260131T120000Z; attempt=3; max=5', 3],
  ['attempt=x', undefined],
  ['noattempt=1', undefined],
  ['', undefined],
])('the header amz-sdk-request %j numbers the attempt %j', (header, attempt) => {
  const lightsail = createLightsail()
  const headers = { ...rawHeaders('GetRegions'), 'amz-sdk-request': header }
  lightsail.handle({ method: 'POST', path: '/', headers, body: '{}' })
  expect(lightsail.calls.last?.attempt).toBe(attempt)
})

test('calls.of refuses an unknown operation', () => {
  expect(() => createLightsail().calls.of('PutInstancePublicPort' as never)).toThrow('is not an operation of Lightsail')
})

test('the memory for large requests is bounded', () => {
  const lightsail = createLightsail()
  const send = (body: string, operation = 'GetRegions') =>
    lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders(operation), body })
  send(`{"${'x'.repeat(1_000_000)}":1}`)
  expect(lightsail.calls.last?.unknownMembers[0]?.length).toBe(256)
  expect(lightsail.calls.last?.input).toBeUndefined()
  send(JSON.stringify({ instanceName: 'x'.repeat(1_000_000) }), 'GetInstance')
  expect(JSON.stringify(lightsail.calls.last).length).toBeLessThan(2000)
  for (let times = 0; times < 1000; times++) send(`{"x":"${'x'.repeat(60_000)}"}`)
  expect(JSON.stringify(lightsail.calls).length).toBeLessThan(40 * 1024 * 1024)
  expect(lightsail.calls.last?.number).toBe(1002)
})

test('a request that is never answered has no status', () => {
  const lightsail = createLightsail({ faults: [{ fault: 'neverAnswer' }] })
  lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders('GetInstance'), body: '{"instanceName":"web-9"}' })
  expect(lightsail.calls.last?.outcome).toEqual({ status: 0, forced: true, fault: 'neverAnswer' })
})

test('changing what a call shows does not change the journal', () => {
  const lightsail = createLightsail()
  lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{"x":{"y":1}}' })
  const [call] = lightsail.calls
  Object.assign(call?.input as object, { x: 2 })
  expect(lightsail.calls.last?.input).toEqual({ x: { y: 1 } })
})

describe('invocations', () => {
  test('are the tries of one call of the SDK, with the time between them', async () => {
    const clock = createVirtualClock('2026-01-31T12:00:00Z')
    await using door = await doors.requestHandler({ instances: ['web-1'], clock })
    door.lightsail.faults.when(
      ({ attempt }) => {
        clock.advance((attempt ?? 0) * 1000)
        return attempt !== 3
      },
      fault.always(fault.error('ServiceException')),
    )
    const client = door.client({ maxAttempts: 3 })
    const get = new GetInstanceCommand({ instanceName: 'web-1' })
    await Promise.all([client.send(get), client.send(new GetInstancesCommand())])
    const [first, second] = door.lightsail.calls.invocations()
    expect(first).toMatchObject({ operation: 'GetInstance', repeatsInput: true, outcome: { status: 200 } })
    expect(first?.attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    expect(first?.delays).toHaveLength(2)
    expect(first?.delays.every((delay) => delay > 0 && delay % 1000 === 0)).toBe(true)
    expect(second).toMatchObject({ operation: 'GetInstances', attempts: { length: 3 } })
    expect(door.lightsail.calls.invocations('GetInstances')).toEqual([second])
    expect(() => door.lightsail.calls.invocations('GetInstanzes' as never)).toThrow('is not an operation of Lightsail')
  })

  test('show an attempt that sends something else', () => {
    const lightsail = createLightsail({ instances: ['web-1', 'web-2'] })
    const headers = { ...rawHeaders('GetInstance'), 'amz-sdk-invocation-id': 'one' }
    for (const name of ['web-1', 'web-2']) {
      answered(lightsail, { method: 'POST', path: '/', headers, body: `{"instanceName":"${name}"}` })
    }
    // Without an id each call is one by itself.
    for (let times = 0; times < 2; times++) {
      answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '' })
    }
    const invocations = lightsail.calls.invocations()
    expect(invocations.map(({ attempts, repeatsInput }) => [attempts.length, repeatsInput])).toEqual([
      [2, false],
      [1, true],
      [1, true],
    ])
  })

  test('do not compare attempts whose inputs are not kept', () => {
    const lightsail = createLightsail({ instances: ['web-1'] })
    const headers = { ...rawHeaders('GetInstance'), 'amz-sdk-invocation-id': 'one' }
    for (let times = 0; times < 2; times++) answered(lightsail, { method: 'POST', path: '/', headers, body: '{' })
    expect(lightsail.calls.invocations()).toMatchObject([{ attempts: { length: 2 }, repeatsInput: undefined }])
    answered(lightsail, { method: 'POST', path: '/', headers, body: '{"instanceName":"web-1"}' })
    expect(lightsail.calls.invocations()).toMatchObject([{ attempts: { length: 3 }, repeatsInput: undefined }])
  })

  test('show the time between attempts, and compare inputs in any order of their members', () => {
    const clock = createVirtualClock('2026-01-31T12:00:00Z')
    const lightsail = createLightsail({ instances: ['web-1'], clock })
    const headers = { ...rawHeaders('PutInstancePublicPorts'), 'amz-sdk-invocation-id': 'one' }
    for (const [wait, body] of [
      ['1s', '{"instanceName":"web-1","portInfos":[{"fromPort":22,"toPort":22,"protocol":"tcp"}]}'],
      ['2s', '{"portInfos":[{"protocol":"tcp","toPort":22,"fromPort":22}],"instanceName":"web-1"}'],
      ['0ms', '{"instanceName":"web-1","portInfos":[{"fromPort":22,"toPort":22,"protocol":"tcp"}]}'],
    ] as const) {
      answered(lightsail, { method: 'POST', path: '/', headers, body })
      clock.advance(wait)
    }
    expect(lightsail.calls.invocations()).toMatchObject([{ delays: [1000, 2000], repeatsInput: true }])
  })
})

describe('the attempts of SDK v2, which sends no headers about them', () => {
  const body = '{"instanceName":"web-1","portInfos":[]}'
  const v2 = { 'user-agent': 'aws-sdk-nodejs/2.1692.0 linux/v24.21.0 promise' }
  const send = (lightsail: ReturnType<typeof createLightsail>, more: Record<string, string> = v2, its = body) =>
    answered(lightsail, {
      method: 'POST',
      path: '/',
      headers: { ...rawHeaders('PutInstancePublicPorts'), ...more },
      body: its,
    })
  const attemptsOf = ({ calls }: ReturnType<typeof createLightsail>) => [...calls].map(({ attempt }) => attempt)

  test('are counted while equal calls follow on failures that it retries', () => {
    const lightsail = createLightsail({ instances: ['web-1'] })
    lightsail.faults.next('ServiceException', 'ThrottlingException', fault.reset('before'), fault.truncate(3))
    for (let call = 0; call < 4; call++) send(lightsail)
    expect(attemptsOf(lightsail)).toEqual([1, 2, 3, 4])
    expect(lightsail.calls.invocations()).toMatchObject([{ attempts: { length: 4 }, repeatsInput: true }])
  })

  test('begin again after a success, an error that it does not retry, or another input', () => {
    const lightsail = createLightsail({ instances: ['web-1'] })
    lightsail.faults.next('NotFoundException', fault.times(3, fault.error('ServiceException')))
    send(lightsail)
    send(lightsail)
    send(lightsail, v2, '{"instanceName":"web-1","portInfos":[{"protocol":"all"}]}')
    send(lightsail, {
      ...v2,
      authorization: 'AWS4-HMAC-SHA256 Credential=AKIDOTHER/20260131/us-east-1/lightsail/aws4_request',
    })
    send(lightsail)
    send(lightsail)
    expect(attemptsOf(lightsail)).toEqual([1, 1, 1, 1, 1, 1])
    expect(lightsail.calls.invocations()).toHaveLength(6)
  })

  test('are not counted beyond its own limit, and not for other callers without headers', () => {
    const lightsail = createLightsail({
      instances: ['web-1'],
      faults: [{ error: 'ServiceException', times: 'always' }],
    })
    for (let call = 0; call < 5; call++) send(lightsail)
    expect(attemptsOf(lightsail)).toEqual([1, 2, 3, 4, undefined])
    send(lightsail, { 'user-agent': 'curl/8.5.0' })
    expect(lightsail.calls.last?.attempt).toBeUndefined()
  })

  test('choose a fault; calls of unknown attempts are named when it did not happen', () => {
    const lightsail = createLightsail({ instances: ['web-1'] })
    lightsail.faults.next('ServiceException')
    lightsail.faults.when({ operation: 'PutInstancePublicPorts', attempt: 2 }, 'ThrottlingException')
    send(lightsail, { 'user-agent': 'curl/8.5.0' })
    send(lightsail, { 'user-agent': 'curl/8.5.0' })
    expect(() => lightsail.faults.assertAllUsed()).toThrow(
      'no fault for an attempt could happen to them: PutInstancePublicPorts of web-1 (2 calls).',
    )
    lightsail.faults.next('ServiceException')
    send(lightsail)
    send(lightsail)
    expect(lightsail.calls.last?.outcome.error).toBe('ThrottlingException')
    lightsail.faults.assertAllUsed()
  })
})

test('calls whose bodies are too many together stay, and the oldest lose their input', () => {
  const lightsail = createLightsail()
  const body = JSON.stringify({ note: 'x'.repeat(60_000) })
  const send = () => lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body })
  for (let times = 0; times < 600; times++) send()
  const calls = [...lightsail.calls]
  expect(calls).toHaveLength(600)
  expect(calls[0]).toMatchObject({ number: 1, operation: 'GetRegions', input: undefined, outcome: { status: 200 } })
  expect(calls.at(-1)?.input).toEqual(JSON.parse(body))
  const kept = calls.filter(({ input }) => input !== undefined).length
  expect(kept).toBe(Math.floor((32 * 1024 * 1024) / body.length))
  lightsail.calls.clear()
  send()
  expect(lightsail.calls.last?.input).toEqual(JSON.parse(body))
})

test('who asks for more calls gets their bodies, too', () => {
  const lightsail = createLightsail({ maxCalls: 20_000 })
  const body = JSON.stringify({ note: 'x'.repeat(60_000) })
  for (let times = 0; times < 600; times++) {
    lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body })
  }
  expect(lightsail.calls.length).toBe(600)
  const [first] = lightsail.calls
  expect(first?.input).toEqual(JSON.parse(body))
})

test('a call of a full journal says what it said before the journal was full', () => {
  const lightsail = createLightsail({ instances: [{ name: 'web-1', ports: [] }], maxCalls: 3, clock: { now: () => 5 } })
  const ports = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ protocol: 'tcp', fromPort: index + 1, toPort: index + 1 }))
  const send = (portInfos: unknown) =>
    lightsail.handle({
      method: 'POST',
      path: '/',
      headers: {
        ...rawHeaders('PutInstancePublicPorts'),
        'amz-sdk-invocation-id': `id-${JSON.stringify(portInfos).length}`,
      },
      body: JSON.stringify({ instanceName: 'web-1', portInfos }),
    }) as { body: string }
  for (const sent of [[], ports(2), ports(30), [{}], ports(3), ports(3), ports(1)]) {
    const { body } = send(sent)
    expect(lightsail.calls.last).toMatchObject({
      input: { portInfos: sent },
      reply: body,
      invocationId: `id-${JSON.stringify(sent).length}`,
    })
  }
  const [changed, same, last] = lightsail.calls
  expect(changed?.ports?.before).toHaveLength(30)
  expect(changed?.ports?.after).toHaveLength(3)
  expect(same?.ports).toBeUndefined()
  expect(last?.ports?.after).toMatchObject([{ fromPort: 1, cidrs: ['0.0.0.0/0'] }])
})

test('of the operations the newest ten thousand are kept, and each reads as it was', () => {
  const lightsail = createLightsail({ instances: ['web-1', 'web-2'] })
  const send = (operation: string, input: object) => {
    const body = JSON.stringify(input)
    const reply = lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders(operation), body })
    return JSON.parse((reply as { body: string }).body)
  }
  const ids = Array.from({ length: 10_050 }, (_, index) => {
    const instanceName = index % 100 === 0 ? 'web-2' : 'web-1'
    const { operation } = send('PutInstancePublicPorts', { instanceName, portInfos: [] })
    // The list of one resource is asked for before the oldest operations are dropped.
    if (index === 5) expect(send('GetOperationsForResource', { resourceName: 'web-2' }).operations).toHaveLength(1)
    return operation.id
  })
  expect(send('GetOperation', { operationId: ids[49] }).operation).toBeUndefined()
  expect(send('GetOperation', { operationId: ids[50] }).operation).toMatchObject({ id: ids[50], resourceName: 'web-1' })
  expect(send('GetOperation', { operationId: ids[10_049] }).operation).toMatchObject({ id: ids[10_049] })
  expect(send('GetOperations', {}).operations[0].id).toBe(ids[50])
  const { operations } = send('GetOperationsForResource', { resourceName: 'web-2' })
  expect(operations.map(({ id }: { id: string }) => id)).toEqual(
    ids.filter((_, index) => index > 50 && index % 100 === 0),
  )
})
