import {
  CloseInstancePublicPortsCommand,
  GetInstanceCommand,
  GetInstancePortStatesCommand,
  GetInstancesCommand,
  GetOperationCommand,
  GetRegionsCommand,
  OpenInstancePublicPortsCommand,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import { createLightsail, createVirtualClock, fault } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { answered } from '../../support/answered.ts'
import { budget, proofSize } from '../../support/budget.ts'
import { doorNames, doors, rawHeaders } from '../../support/doors.ts'
import { FAULTS } from './matrix.ts'

const NOW = '2026-01-31T12:00:00Z'
const put = (port: number) =>
  new PutInstancePublicPortsCommand({
    instanceName: 'web-1',
    portInfos: [{ protocol: 'tcp', fromPort: port, toPort: port }],
  })
const states = new GetInstancePortStatesCommand({ instanceName: 'web-1' })
const nameOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: Error) => error.name,
  )

describe.each(doorNames)('through %s', (name) => {
  test('a slow operation is Started, then Succeeded on the clock, and only then the ports change', async () => {
    const clock = createVirtualClock(NOW)
    await using door = await doors[name]({ instances: ['web-1'], clock })
    const client = door.client()
    door.lightsail.faults.next(fault.succeedSlowly(60_000))
    const { operation } = await client.send(put(443))
    expect(operation).toMatchObject({ status: 'Started', isTerminal: false })
    const ask = async () => (await client.send(new GetOperationCommand({ operationId: operation?.id ?? '' }))).operation
    clock.advance(59_999)
    expect(await ask()).toMatchObject({ status: 'Started' })
    expect(door.lightsail.instances.get('web-1').ports.map(({ fromPort }) => fromPort)).toEqual([80, 22])
    clock.advance(1)
    expect(door.lightsail.instances.get('web-1').ports.map(({ fromPort }) => fromPort)).toEqual([443])
    expect(await ask()).toMatchObject({
      status: 'Succeeded',
      isTerminal: true,
      createdAt: new Date(NOW),
      statusChangedAt: new Date('2026-01-31T12:01:00Z'),
    })
  })

  test('a slow operation that fails changes nothing, and says so', async () => {
    const clock = createVirtualClock(NOW)
    await using door = await doors[name]({ instances: ['web-1'], clock })
    door.lightsail.faults.next(fault.succeedSlowly(1000, { fails: true }))
    const { operation } = await door.client().send(put(443))
    clock.advance('1s')
    const asked = await door.client().send(new GetOperationCommand({ operationId: operation?.id ?? '' }))
    expect(asked.operation).toMatchObject({ status: 'Failed', isTerminal: true, errorCode: 'OperationFailure' })
    expect((await door.client().send(states)).portStates).toHaveLength(2)
  })

  test('a stale read is one change old, a stale write names the change before it', async () => {
    await using door = await doors[name]({ instances: ['web-1'] })
    const client = door.client()
    const { operation: first } = await client.send(put(1))
    await client.send(put(2))
    door.lightsail.faults.next('staleReply', 'staleReply')
    expect((await client.send(states)).portStates).toMatchObject([{ fromPort: 1 }])
    const instance = await client.send(new GetInstanceCommand({ instanceName: 'web-1' }))
    expect(instance.instance?.networking?.ports).toMatchObject([{ fromPort: 1 }])
    expect((await client.send(states)).portStates).toMatchObject([{ fromPort: 2 }])
    door.lightsail.faults.next('staleReply')
    const { operation } = await client.send(put(3))
    expect(operation?.id).not.toBe(first?.id)
    expect((await client.send(states)).portStates).toMatchObject([{ fromPort: 3 }])
    door.lightsail.instances.get('web-1').update({ ports: [] })
    door.lightsail.faults.next('staleReply')
    expect((await client.send(states)).portStates).toMatchObject([{ fromPort: 3 }])
  })

  test('a clock that moves on brings what is late', async () => {
    const clock = createVirtualClock(NOW)
    await using door = await doors[name]({ instances: ['web-1'], clock })
    door.lightsail.faults.next(fault.delay(3_600_000))
    let isThere = false
    const call = door
      .client()
      .send(new GetRegionsCommand())
      .then(() => (isThere = true))
    await expect.poll(() => door.lightsail.calls.length, { interval: 5 }).toBe(1)
    clock.advance('59m')
    expect(isThere).toBe(false)
    // Doors begin to wait a moment after the call is in the journal.
    const advanced = () => {
      clock.advance('1m')
      return isThere
    }
    await expect.poll(advanced, { interval: 5 }).toBe(true)
    await call
  })

  test('a body that trickles comes whole in the end', async () => {
    const clock = createVirtualClock(NOW)
    await using door = await doors[name]({ instances: ['web-1'], clock })
    door.lightsail.faults.next(fault.trickle(100))
    let regions: number | undefined
    const call = door
      .client()
      .send(new GetRegionsCommand())
      .then((reply) => (regions = reply.regions?.length))
    const advanced = () => {
      clock.advance('1s')
      return regions
    }
    await expect.poll(advanced, { interval: 1, timeout: budget(20_000) }).toBe(20)
    await call
  })

  test('a composed fault does all its parts at once', async () => {
    await using door = await doors[name]({ instances: ['web-1'] })
    door.lightsail.faults.next(
      fault.compose(fault.error('ServiceException', { retryAfter: 7 }), fault.clockSkew(-60), fault.delay(1)),
    )
    const reply = await door.raw({ headers: rawHeaders('GetRegions'), body: '{}' })
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([500, '7'])
    const skew = Date.parse(reply.headers.get('date') ?? '') - Date.now()
    expect(Math.abs(skew + 60_000)).toBeLessThan(5000)
    expect(door.lightsail.calls.last?.outcome).toMatchObject({
      error: 'ServiceException',
      fault: 'ServiceException and clockSkew and delay',
    })
  })
})

test('a proxy page has neither the headers nor the request id of the service', async () => {
  await using door = await doors.fetch({ faults: [fault.html(503)] })
  const reply = await door.lightsail.fetch('https://lightsail.us-east-1.amazonaws.com/', { method: 'POST' })
  const headers = ['content-type', 'server', 'x-amzn-requestid'].map((name) => reply.headers.get(name))
  expect([reply.status, ...headers]).toEqual([503, 'text/html', 'nginx', null])
  expect(await reply.text()).toContain('<h1>503 Service Temporarily Unavailable</h1>')
})

describe('the match of a fault', () => {
  const principals = ['deploy', 'nobody'].map((name) => ({
    accessKeyId: `AKID${name}`,
    arn: `arn:aws:iam::123456789012:user/${name}`,
    policies: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }],
  }))

  test('can be chosen by a principal, an attempt or a function', async () => {
    await using door = await doors.requestHandler({ instances: ['web-1'], principals })
    const { faults } = door.lightsail
    faults.when(
      { principal: 'arn:aws:iam::123456789012:user/nobody' },
      fault.always(fault.error('AccessDeniedException')),
    )
    const as = (name: string) =>
      door.client({ credentials: { accessKeyId: `AKID${name}`, secretAccessKey: 'x' }, maxAttempts: 3 })
    expect(await nameOf(as('nobody').send(put(1)))).toBe('AccessDeniedException')
    expect(await nameOf(as('deploy').send(put(1)))).toBe('ok')
    faults.clear()
    faults.when({ attempt: 1 }, fault.always(fault.html(502)))
    expect(await nameOf(as('deploy').send(put(2)))).toBe('ok')
    expect(door.lightsail.calls.last?.attempt).toBe(2)
    faults.clear()
    const portsOf = (input: unknown) => (input as { portInfos?: { fromPort: number }[] }).portInfos
    faults.when(({ input }) => portsOf(input)?.[0]?.fromPort === 3, 'AccessDeniedException')
    expect(await nameOf(as('deploy').send(put(2)))).toBe('ok')
    expect(await nameOf(as('deploy').send(put(3)))).toBe('AccessDeniedException')
  })

  test('a function sees what is known of the call', async () => {
    await using door = await doors.requestHandler({ instances: ['web-1'], principals })
    const seen: unknown[] = []
    door.lightsail.faults.when((call) => seen.push({ ...call }) === 0, 'ServiceException')
    await door.client({ credentials: { accessKeyId: 'AKIDdeploy', secretAccessKey: 'x' } }).send(states)
    const headers = { ...rawHeaders('GetRegions'), authorization: '' }
    await door.raw({ headers, body: '[' })
    expect(seen).toEqual([
      {
        operation: 'GetInstancePortStates',
        region: 'us-east-1',
        principal: 'arn:aws:iam::123456789012:user/deploy',
        attempt: 1,
        input: { instanceName: 'web-1' },
        instanceName: 'web-1',
      },
      {
        operation: 'GetRegions',
        region: 'us-east-1',
        principal: undefined,
        attempt: undefined,
        input: undefined,
        instanceName: undefined,
      },
    ])
  })

  test('the seed chooses some', () => {
    const ask = (seed: number, probability: number) => {
      const lightsail = createLightsail({ seed })
      lightsail.faults.next(fault.withProbability(probability, fault.error('ServiceException')))
      const run = () =>
        Array.from({ length: 200 }, () => {
          answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
          return lightsail.calls.last?.outcome.error !== undefined
        })
      return { lightsail, run, failed: run() }
    }
    const count = (failed: readonly boolean[]) => failed.filter(Boolean).length
    expect(count(ask(1, 0).failed)).toBe(0)
    expect(count(ask(1, 1).failed)).toBe(200)
    const { failed, run, lightsail } = ask(1, 0.3)
    expect(count(failed)).toBeGreaterThan(30)
    expect(count(failed)).toBeLessThan(90)
    expect(ask(1, 0.3).failed).toEqual(failed)
    expect(ask(2, 0.3).failed).not.toEqual(failed)
    expect(run()).not.toEqual(failed)
    lightsail.reset()
    lightsail.faults.next(fault.withProbability(0.3, fault.error('ServiceException')))
    expect(run()).toEqual(failed)
  })

  test('a fault whose probability fails leaves the call to the next fault', () => {
    const lightsail = createLightsail()
    lightsail.faults.next(fault.withProbability(0, fault.error('ServiceException')), 'ThrottlingException')
    answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
    expect(lightsail.calls.last?.outcome.error).toBe('ThrottlingException')
  })
})

test('a delay of a range is chosen by the seed', () => {
  const delays = (seed: number) => {
    const lightsail = createLightsail({ seed, faults: [fault.times(5, fault.delay({ min: 100, max: 200 }))] })
    const request = { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' }
    return Array.from({ length: 5 }, () => answered(lightsail, request).delivery?.delay ?? 0)
  }
  expect(delays(1)).toEqual(delays(1))
  expect(delays(1)).not.toEqual(delays(2))
  expect(new Set(delays(1)).size).toBe(5)
  for (const delay of delays(3)) expect(delay >= 100 && delay < 200).toBe(true)
})

test('faults can be written as JSON, but for functions, which are then refused', () => {
  for (const given of Object.values(FAULTS)) {
    const lightsail = createLightsail({ faults: [fault.withProbability(0.5, fault.times(3, given))] })
    const remaining = JSON.parse(JSON.stringify(lightsail.export().faults))
    expect(createLightsail({ faults: remaining }).faults.remaining()).toEqual(lightsail.faults.remaining())
  }
  const lightsail = createLightsail()
  lightsail.faults.when(() => true, 'ServiceException')
  const written = JSON.parse(JSON.stringify(lightsail.export()))
  expect(() => createLightsail(written)).toThrow('faults[0].when')
})

describe('assertAllUsed', () => {
  test('fails while a fault has not happened as often as it should', async () => {
    await using door = await doors.requestHandler({ instances: ['web-1'] })
    const { faults } = door.lightsail
    expect(() => faults.assertAllUsed()).not.toThrow()
    faults.when({ operation: 'GetRegions' }, fault.times(2, fault.emptyBody()))
    faults.next(fault.always(fault.compose(fault.delay(0), fault.clockSkew(1))))
    faults.when(() => false, 'ServiceException')
    expect(() => faults.assertAllUsed()).toThrow(
      'emptyBody when {"operation":"GetRegions"} (2 times); delay and clockSkew; ServiceException for the calls of a function did not happen',
    )
    await door.client().send(states)
    await door.client().send(new GetRegionsCommand())
    expect(() => faults.assertAllUsed()).toThrow('Failed to use all faults: emptyBody when')
    await door.client().send(new GetRegionsCommand())
    expect(() => faults.assertAllUsed()).toThrow('Failed to use all faults: ServiceException for')
    faults.clear()
    expect(() => faults.assertAllUsed()).not.toThrow()
  })
})

test('a slow operation states the time at which it was due, whenever it is read', async () => {
  const clock = createVirtualClock(NOW)
  await using door = await doors.requestHandler({ instances: ['web-1'], clock })
  door.lightsail.faults.next(fault.succeedSlowly(60_000))
  const { operation } = await door.client().send(put(443))
  clock.advance('1h')
  const asked = await door.client().send(new GetOperationCommand({ operationId: operation?.id ?? '' }))
  expect(asked.operation?.statusChangedAt).toEqual(new Date('2026-01-31T12:01:00Z'))
})

test('two slow changes of one instance happen in the order in which they are due', async () => {
  const clock = createVirtualClock(NOW)
  await using door = await doors.requestHandler({ instances: [{ name: 'web-1', ports: [] }], clock })
  const { faults, instances } = door.lightsail
  faults.next(fault.succeedSlowly(2000), fault.succeedSlowly(1000))
  await door.client().send(put(1))
  await door.client().send(put(2))
  const open = () => instances.get('web-1').ports.map(({ fromPort }) => fromPort)
  clock.advance('1s')
  expect(open()).toEqual([2])
  clock.advance('1s')
  expect(open()).toEqual([1])
  faults.next(fault.succeedSlowly(1000))
  await door.client().send(
    new OpenInstancePublicPortsCommand({
      instanceName: 'web-1',
      portInfo: { protocol: 'tcp', fromPort: 9, toPort: 9 },
    }),
  )
  door.lightsail.reset()
  clock.advance('1s')
  expect(open()).toEqual([])
})

test('two slow changes that are both due when somebody looks happen in the order in which they are due', async () => {
  const clock = createVirtualClock(NOW)
  await using door = await doors.requestHandler({ instances: ['web-1'], clock })
  door.lightsail.faults.next(fault.succeedSlowly(2000), fault.succeedSlowly(1000))
  await door.client().send(put(1))
  await door.client().send(put(2))
  clock.advance('3s')
  expect(door.lightsail.instances.get('web-1').ports.map(({ fromPort }) => fromPort)).toEqual([1])
})

test('a slow change shows in every list of instances', async () => {
  const clock = createVirtualClock(NOW)
  await using door = await doors.requestHandler({ instances: [{ name: 'web-1', ports: [] }], clock })
  const { faults, instances } = door.lightsail
  faults.next(fault.succeedSlowly(1000))
  await door.client().send(put(1))
  clock.advance('1s')
  const [web] = await door
    .client()
    .send(new GetInstancesCommand())
    .then((reply) => reply.instances ?? [])
  expect(web?.networking?.ports).toMatchObject([{ fromPort: 1 }])
  faults.next(fault.succeedSlowly(1000))
  await door.client().send(put(2))
  clock.advance('1s')
  expect([...instances].map(({ ports }) => ports[0]?.fromPort)).toEqual([2])
})

test('slow changes of different kinds lose nothing of each other', async () => {
  const clock = createVirtualClock(NOW)
  await using door = await doors.requestHandler({ instances: ['web-1', 'web-2'], clock })
  const { faults, instances } = door.lightsail
  const client = door.client()
  const open = () => instances.get('web-1').ports.map(({ fromPort }) => fromPort)
  const portInfo = (port: number) => ({ protocol: 'tcp', fromPort: port, toPort: port }) as const
  const openPort = (port: number) =>
    client.send(new OpenInstancePublicPortsCommand({ instanceName: 'web-1', portInfo: portInfo(port) }))
  faults.next(fault.succeedSlowly(60_000), fault.succeedSlowly(60_000))
  await openPort(443)
  await client.send(new CloseInstancePublicPortsCommand({ instanceName: 'web-1', portInfo: portInfo(22) }))
  await openPort(8080)
  clock.advance('1m')
  expect(open()).toEqual([80, 8080, 443])
  faults.next(fault.succeedSlowly(1000))
  const { operation } = await client.send(put(1))
  instances.delete('web-1')
  instances.add('web-1')
  clock.advance('1s')
  expect(open()).toEqual([80, 22])
  const asked = await client.send(new GetOperationCommand({ operationId: operation?.id ?? '' }))
  expect(asked.operation?.status).toBe('Failed')
})

test('a fault waits for an operation that it can happen to', async () => {
  await using door = await doors.requestHandler({ instances: ['web-1'] })
  const { faults } = door.lightsail
  faults.next('staleReply', fault.succeedSlowly(1000))
  await door.client().send(new GetRegionsCommand())
  expect(faults.remaining()).toHaveLength(2)
  await door.client().send(states)
  await door.client().send(states)
  expect(faults.remaining()).toMatchObject([{ fault: 'succeedSlowly' }])
})

describe('a function that picks calls', () => {
  const ask = (when: (call: never) => unknown) => {
    const lightsail = createLightsail()
    lightsail.faults.when(when as never, 'ServiceException')
    answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
    return lightsail
  }

  test.each([
    [
      () => {
        throw new RangeError('no ports')
      },
      'The function that picks the calls of a fault has thrown: no ports',
    ],
    [async () => false, 'has to return true or false, and returned a promise'],
    [() => undefined, 'has to return true or false, and returned undefined'],
  ])('and is wrong is told as such: %s', (when, problem) => {
    const lightsail = ask(when)
    const message = lightsail.calls.last?.outcome.message
    expect(lightsail.calls.last?.outcome.error).toBe('InternalFailure')
    expect(message).toContain(problem)
    expect(message).not.toContain('bug of lightsail-ports-testkit')
    expect(() => lightsail.faults.assertAllUsed()).toThrow(problem)
    lightsail.faults.clear()
    expect(() => lightsail.faults.assertAllUsed()).not.toThrow()
  })

  test('may change the script', () => {
    const lightsail = createLightsail()
    lightsail.faults.when(() => {
      lightsail.faults.clear()
      lightsail.faults.next('ThrottlingException')
      return true
    }, 'ServiceException')
    answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
    expect(lightsail.calls.last?.outcome.error).toBe('ServiceException')
    expect(lightsail.faults.remaining()).toMatchObject([{ error: 'ThrottlingException' }])
  })

  test('and an invalid match is refused when it is given', () => {
    const { faults } = createLightsail()
    const given = { error: 'ServiceException', when: () => true } as const
    expect(() => faults.when({ operation: 'Nope' as never }, given)).toThrow('is not an operation')
    expect(faults.remaining()).toEqual([])
  })

  test('and the match of the fault itself both have to match', () => {
    for (const [first, second] of [
      [{ operation: 'GetRegions' } as const, () => true],
      [() => true, { operation: 'GetRegions' } as const],
    ] as const) {
      const lightsail = createLightsail({ instances: ['web-1'] })
      lightsail.faults.when(first, { error: 'ServiceException', when: second })
      answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetInstances'), body: '{}' })
      expect(lightsail.calls.last?.outcome.error).toBeUndefined()
      answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
      expect(lightsail.calls.last?.outcome.error).toBe('ServiceException')
    }
  })

  test('and the match of the fault itself are combined, the later one first', () => {
    const { faults } = createLightsail()
    faults.when(
      { operation: 'GetInstance', attempt: 2 },
      { error: 'ServiceException', when: { operation: 'GetRegions', region: 'eu-west-1' } },
    )
    expect(faults.remaining()).toMatchObject([{ when: { operation: 'GetInstance', region: 'eu-west-1', attempt: 2 } }])
  })

  test.each([undefined, null, 5, [], 'PutInstancePublicPorts'])('is not %j', (match) => {
    expect(() => createLightsail().faults.when(match as never, 'ServiceException')).toThrow('nor a function')
  })
})

test.each([
  ['neverAnswer', fault.neverAnswer(), false],
  ["reset('before')", fault.reset('before'), false],
  ['commitThenDrop', fault.commitThenDrop(), true],
])('%s leaves no status in the journal, and is carried out: %j', (_name, given, isChanged) => {
  const lightsail = createLightsail({ instances: [{ name: 'web-1', ports: [] }], faults: [given] })
  const body = JSON.stringify({ instanceName: 'web-1', portInfos: [{ protocol: 'tcp', fromPort: 1, toPort: 1 }] })
  answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('PutInstancePublicPorts'), body })
  expect(lightsail.calls.last?.outcome).toEqual({ status: 0, forced: true, fault: given.fault })
  expect(lightsail.instances.get('web-1').ports.length > 0).toBe(isChanged)
})

test.each([
  [fault.unknownError(), 400, 'NoSuchThingException'],
  [fault.untypedError(), 400, 'untypedError'],
  [fault.html(502), 502, 'html'],
])('%j has its status, and a name in the journal', (given, status, error) => {
  const lightsail = createLightsail({ faults: [given] })
  const reply = answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
  expect([reply.status, lightsail.calls.last?.outcome]).toEqual([
    status,
    { status, error, forced: true, fault: given.fault },
  ])
})

test('the delivery of a reply says how it breaks off', () => {
  const endings = [fault.reset('during'), fault.reset('after'), fault.truncate(5)].map((given) => {
    const lightsail = createLightsail({ faults: [given] })
    return answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' }).delivery
      ?.ending
  })
  expect(endings).toEqual([
    { kind: 'cut', bytes: 'half', how: 'reset' },
    { kind: 'resetAfter' },
    { kind: 'cut', bytes: 5, how: 'close' },
  ])
})

test('the journal shows the error of the service together with the fault', () => {
  const outcomeOf = (given: 'commitThenDrop' | 'clockSkew' | 'html') => {
    const faults = {
      commitThenDrop: fault.commitThenDrop(),
      clockSkew: fault.clockSkew(5),
      html: fault.html(502),
    }
    const lightsail = createLightsail({ faults: [faults[given]] })
    const body = '{"instanceName":"web-9"}'
    answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetInstance'), body })
    expect(lightsail.calls.last?.input).toEqual({ instanceName: 'web-9' })
    return lightsail.calls.last?.outcome
  }
  expect(outcomeOf('commitThenDrop')).toMatchObject({ status: 0, error: 'NotFoundException', forced: true })
  expect(outcomeOf('clockSkew')).toMatchObject({ error: 'NotFoundException', forced: true, fault: 'clockSkew' })
  expect(outcomeOf('html')).toMatchObject({ status: 502, error: 'html' })
})

test('the text of a forced error is the one that it was given', () => {
  const lightsail = createLightsail({ faults: [fault.error('AccessDeniedException', { message: 'Not you.' })] })
  answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
  expect(lightsail.calls.last?.outcome.message).toBe('Not you.')
})

test('a skewed date is relative to the clock of the service, not of the machine', () => {
  const lightsail = createLightsail({ clock: createVirtualClock(NOW), faults: [fault.clockSkew(60)] })
  const reply = answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
  expect(reply.headers['Date']).toBe('Sat, 31 Jan 2026 12:01:00 GMT')
})

test('a fault with a probability keeps its number of times', () => {
  expect(fault.withProbability(0.5, fault.times(3, fault.emptyBody()))).toMatchObject({ times: 3, probability: 0.5 })
  expect(fault.withProbability(0.5, fault.emptyBody())).toMatchObject({ times: 'always' })
})

test('random numbers are drawn only for matching calls', () => {
  const failures = (others: number) => {
    const lightsail = createLightsail()
    lightsail.faults.when({ operation: 'GetRegions' }, fault.withProbability(0.5, fault.error('ServiceException')))
    const send = (operation: string) =>
      answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders(operation), body: '{}' })
    return Array.from({ length: 20 }, () => {
      for (let times = 0; times < others; times++) send('GetInstances')
      return send('GetRegions').status
    })
  }
  expect(failures(1)).toEqual(failures(0))
})

test('a sequence of nothing is refused', () => {
  expect(() => createLightsail().faults.add()).toThrow('no fault was given')
  expect(() => createLightsail().faults.next()).toThrow('no fault was given')
})

test('the list of remaining faults is a copy', () => {
  const lightsail = createLightsail()
  lightsail.faults.when({ operation: 'GetRegions' }, 'ServiceException')
  Object.assign(lightsail.faults.remaining()[0]?.when ?? {}, { operation: 'GetInstances' })
  expect(lightsail.faults.remaining()).toMatchObject([{ when: { operation: 'GetRegions' } }])
})

test.each(['requestHandler', 'fetch', 'http'] as const)(
  'through %s a trickling body ends with who waits for it',
  async (name) => {
    const clock = createVirtualClock(NOW)
    await using door = await doors[name]({ clock, faults: [fault.trickle(10)] })
    const giveUp = new AbortController()
    const { signal } = giveUp
    const request = { method: 'POST', headers: rawHeaders('GetRegions'), body: '{}', signal }
    const call =
      name === 'fetch'
        ? door.lightsail.fetch('https://lightsail.us-east-1.amazonaws.com/', request).then((reply) => reply.text())
        : door.client().send(new GetRegionsCommand(), { abortSignal: signal })
    const ended = nameOf(call)
    await expect.poll(() => door.lightsail.calls.length, { interval: 5 }).toBe(1)
    giveUp.abort()
    expect(await ended).toBe('AbortError')
  },
)

test('a clock that is moved far brings a trickling body at once', async () => {
  const clock = createVirtualClock(NOW)
  await using door = await doors.requestHandler({ clock, faults: [fault.trickle(10)] })
  const call = door.client().send(new GetRegionsCommand())
  await expect.poll(() => door.lightsail.calls.length, { interval: 5 }).toBe(1)
  // Once for the wait that has begun; whatever is due by then is there.
  for (let times = 0; times < 3; times++) {
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance('1h')
  }
  expect((await call).regions).toHaveLength(20)
})

test('the instance is the one that the body names as a text', () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  const seen: unknown[] = []
  lightsail.faults.when(({ instanceName }) => seen.push(instanceName) === 0, 'ServiceException')
  for (const body of ['{"instanceName":7}', '[]', '"web-1"', '{"instanceName":"web-1"}']) {
    answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetInstance'), body })
  }
  expect(seen).toEqual([undefined, undefined, undefined, 'web-1'])
})

test('a proxy page may have another content type', async () => {
  const faults = [fault.compose(fault.html(502), fault.contentType('text/plain'))]
  const reply = await createLightsail({ faults }).fetch('https://lightsail.us-east-1.amazonaws.com/', {
    method: 'POST',
  })
  expect(reply.headers.get('content-type')).toBe('text/plain')
})

// Quadratic time would take minutes, which the runner does not wait for.
test('many thousand faults are given and taken in linear time, whatever they are for', () => {
  const count = proofSize({ whole: 50_000, small: 20_000 })
  const lightsail = createLightsail()
  const regions = Array.from({ length: count }, () => ({
    error: 'ServiceException' as const,
    when: { operation: 'GetRegions' as const },
  }))
  lightsail.faults.next(...Array.from({ length: count }, () => 'ThrottlingException' as const))
  lightsail.faults.when({ operation: 'GetInstance' }, ...Array.from({ length: count }, () => fault.html(502)))
  lightsail.faults.add(...regions)
  const ask = (operation: string) =>
    answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders(operation), body: '{}' })
  for (let call = 0; call < 2 * count; call++) ask('GetRegions')
  expect(lightsail.calls.last?.outcome.error).toBe('ServiceException')
  expect(lightsail.faults.remaining().length).toBe(count)
})

test('faults happen in the order in which they were given, whatever they match', () => {
  const lightsail = createLightsail()
  lightsail.faults.when({ operation: 'GetRegions' }, 'ServiceException')
  lightsail.faults.next('ThrottlingException')
  lightsail.faults.when(() => true, 'InternalFailure')
  lightsail.faults.when({ region: 'us-east-1' }, 'ValidationError')
  lightsail.faults.when({ operation: 'GetInstance' }, 'NotAuthorized')
  for (let call = 0; call < 5; call++) {
    answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
  }
  expect([...lightsail.calls].map(({ outcome }) => outcome.error)).toEqual([
    'ServiceException',
    'ThrottlingException',
    'InternalFailure',
    'ValidationError',
    undefined,
  ])
  expect(lightsail.faults.remaining()).toMatchObject([{ error: 'NotAuthorized' }])
})
