import { mock } from 'node:test'
import { GetInstanceCommand, GetRegionsCommand, LightsailClient } from '@aws-sdk/client-lightsail'
import fc from 'fast-check'
import { ClockError, createLightsail, createVirtualClock, fault } from 'lightsail-ports-testkit'
import { serve } from 'lightsail-ports-testkit/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { doors } from '../../support/doors.ts'

const NOW = '2026-01-31T12:00:00.000Z'
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const get = new GetInstanceCommand({ instanceName: 'web-1' })

describe('a virtual clock', () => {
  test('stands still until it is moved', () => {
    const clock = createVirtualClock(NOW)
    expect(new Date(clock.now()).toISOString()).toBe(NOW)
    clock.advance('5m')
    expect(clock.now()).toBe(Date.parse(NOW) + 300_000)
  })

  test.each([
    ['500ms', 500],
    ['1.5s', 1500],
    ['30s', 30_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
    [0, 0],
    [12.5, 12.5],
  ])('takes %j', (by, ms) => {
    const clock = createVirtualClock(0)
    clock.advance(by)
    expect(clock.now()).toBe(ms)
  })

  test.each(['', '5', 'm', '5 m', '-5m', '5min', '1e3s', -1, Number.NaN, Number.POSITIVE_INFINITY, null, {}])(
    'refuses to be moved by %j',
    (by) => {
      expect(() => createVirtualClock().advance(by as string)).toThrow(ClockError)
      expect(() => createLightsail().clock.advance(by as string)).toThrow('Use milliseconds, or a text such as 500ms')
    },
  )

  test('refuses an invalid start', () => {
    expect(() => createVirtualClock('noon')).toThrow('Use one such as 2026-01-31T12:00:00Z')
  })

  test('runs timers in order and on time, and cancelled ones never', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ ms: fc.nat(100), isCancelled: fc.boolean() }), { maxLength: 20 }),
        fc.array(fc.nat(40), { maxLength: 10 }),
        (waits, moves) => {
          const clock = createVirtualClock(0)
          const happened: [index: number, at: number][] = []
          const cancels = waits.map(({ ms }, index) => clock.wait?.(() => happened.push([index, clock.now()]), ms))
          for (const [index, { isCancelled }] of waits.entries()) if (isCancelled) cancels[index]?.()
          for (const by of moves) clock.advance(by)
          const end = moves.reduce((sum, by) => sum + by, 0)
          const expected = waits
            .map(({ ms, isCancelled }, index) => ({ ms, isCancelled, index }))
            .filter(({ ms, isCancelled }) => !isCancelled && ms <= end && moves.length > 0)
            .toSorted((left, right) => left.ms - right.ms || left.index - right.index)
          expect(happened).toEqual(expected.map(({ ms, index }) => [index, ms]))
        },
      ),
    )
  })

  test('ends a set-up, and fills the buckets', async () => {
    const clock = createVirtualClock(NOW)
    const account = { status: 'setup-in-progress', until: '2026-01-31T12:05:00Z' } as const
    await using door = await doors.requestHandler({
      account,
      instances: ['web-1'],
      clock,
      throttling: { rate: 1, burst: 1 },
    })
    await expect(door.client().send(get)).rejects.toMatchObject({ name: 'AccountSetupInProgressException' })
    await expect(door.client().send(get)).rejects.toMatchObject({ name: 'ThrottlingException' })
    clock.advance('5m')
    await door.client().send(get)
  })
})

describe("a service's own clock", () => {
  test('is moved on, alone, and put back by a reset', () => {
    const [service, other] = [createLightsail(), createLightsail()]
    service.clock.advance('1d')
    const ahead = service.clock.now() - other.clock.now()
    expect(ahead).toBeGreaterThan(86_000_000)
    expect(ahead).toBeLessThan(87_000_000)
    service.clock.advance('1d')
    expect(service.clock.now() - other.clock.now()).toBeGreaterThan(2 * 86_000_000)
    expect(service.clock.now() - other.clock.now()).toBeLessThan(2 * 87_000_000)
    service.reset()
    expect(service.clock.now() - other.clock.now()).toBeLessThan(1_000_000)
  })

  test('that is moved on, or put back, runs timers after the right time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    try {
      const { clock, reset } = ((service) => ({ clock: service.clock, reset: () => service.reset() }))(
        createLightsail(),
      )
      const happened: string[] = []
      clock.advance('1h')
      clock.wait?.(() => happened.push('late'), 60_000)
      clock.advance(59_999)
      expect(happened).toEqual([])
      clock.advance(1)
      expect(happened).toEqual(['late'])
      await vi.advanceTimersByTimeAsync(120_000)
      expect(happened).toEqual(['late'])
      clock.wait?.(() => happened.push('after a reset'), 60_000)
      reset()
      clock.advance(59_999)
      expect(happened).toEqual(['late'])
      clock.advance(1)
      expect(happened).toEqual(['late', 'after a reset'])
      clock.wait?.(() => happened.push('by itself'), 10)
      await vi.advanceTimersByTimeAsync(10)
      clock.advance('1h')
      expect(happened).toEqual(['late', 'after a reset', 'by itself'])
      clock.wait?.(() => happened.push('too early'), 3e9)
      await vi.advanceTimersByTimeAsync(1000)
      expect(happened).toHaveLength(3)
    } finally {
      vi.useRealTimers()
    }
  })

  test('that cannot be moved says so', () => {
    const { clock } = createLightsail({ clock: { now: () => 0 } })
    expect(clock.now()).toBe(0)
    expect(() => clock.advance('5m')).toThrow('Use createVirtualClock(), or give no clock.')
  })

  test('is moved over HTTP, and brings what is late', async () => {
    const lightsail = createLightsail({ faults: [fault.delay(3_600_000)] })
    await using server = await serve(lightsail)
    const client = new LightsailClient({ endpoint: server.url, region: 'us-east-1', credentials })
    const late = client.send(new GetRegionsCommand())
    await expect.poll(() => lightsail.calls.length, { interval: 5 }).toBe(1)
    const post = (body: unknown) =>
      fetch(`${server.url}/_mock/clock`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }).then(async (reply) => [reply.status, await reply.json()])
    const [status, json] = await post({ advance: '1h' })
    expect(status).toBe(200)
    expect(Date.parse(json.now) - Date.now()).toBeGreaterThan(3_500_000)
    await late
    expect(await (await fetch(`${server.url}/_mock/clock`)).json()).toEqual({ now: expect.any(String) })
    const [, moved] = await post({ advance: 3_600_000 })
    expect(Date.parse(moved.now) - Date.parse(json.now)).toBeGreaterThanOrEqual(3_600_000)
    expect(await post({ advance: '5 minutes' })).toEqual([400, { error: expect.stringContaining('is not a duration') }])
    expect(await post({ advance: true })).toEqual([
      400,
      expect.objectContaining({ problems: [expect.stringContaining('advance')] }),
    ])
    expect(await post({ by: '5m' })).toEqual([400, expect.objectContaining({ problems: expect.any(Array) })])
  })
})

describe('fake timers', () => {
  afterEach(() => {
    vi.useRealTimers()
    mock.timers.reset()
  })

  /** A client whose next call fails twice and is then late. What it loads late is loaded before the timers are fake. */
  async function failing() {
    const lightsail = createLightsail({ instances: ['web-1'] })
    const { requestHandler } = lightsail
    const client = new LightsailClient({ region: 'us-east-1', credentials, requestHandler, maxAttempts: 3 })
    await client.send(get)
    lightsail.calls.clear()
    lightsail.faults.next(
      fault.error('ServiceException', { retryAfter: 5 }),
      'ThrottlingException',
      fault.delay(60_000),
    )
    return { lightsail, client }
  }

  test('of vitest make a retry of three tries take no real time, and the journal tells the delays', async () => {
    const { lightsail, client } = await failing()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const call = client.send(get)
    await vi.advanceTimersByTimeAsync(120_000)
    await call
    const [invocation] = lightsail.calls.invocations('GetInstance')
    expect(invocation).toMatchObject({ attempts: { length: 3 }, repeatsInput: true, outcome: { status: 200 } })
    expect(invocation?.delays[0]).toBeGreaterThanOrEqual(5000)
  })

  test('of Node do the same', async () => {
    const { lightsail, client } = await failing()
    mock.timers.enable({ apis: ['setTimeout', 'Date'] })
    let isDone = false
    const call = client.send(get).then(() => (isDone = true))
    for (let turn = 0; turn < 200 && !isDone; turn++) {
      mock.timers.tick(1000)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await call
    expect(lightsail.calls.invocations()[0]?.attempts).toHaveLength(3)
  })
})
