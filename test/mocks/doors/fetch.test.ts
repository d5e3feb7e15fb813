import { createLightsail, fault } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'
import { type OpenDoor, rawHeaders } from '../../support/doors.ts'
import { run } from '../../support/run.ts'
import { signed } from '../../support/signing.ts'

const url = 'https://lightsail.eu-west-1.amazonaws.com/'
const init = { method: 'POST', headers: rawHeaders('GetRegions'), body: '{}' }

test('fetch takes a Request, a URL or a text, and needs no this', async () => {
  const { fetch, calls } = createLightsail()
  for (const input of [new Request(url, init), new URL(url), url]) {
    const response = await (input instanceof Request ? fetch(input) : fetch(input, init))
    expect([response.status, response.headers.get('content-length')]).toEqual([
      200,
      String((await response.text()).length),
    ])
  }
  expect([...calls].map(({ region }) => region)).toEqual(['eu-west-1', 'eu-west-1', 'eu-west-1'])
})

test('a signed content-length is verified, though a browser shows it to nobody', async () => {
  const keys = { accessKeyId: 'AKIDDEPLOY', secretAccessKey: 'a-secret' }
  const policies = [{ Statement: { Effect: 'Allow' as const, Action: '*', Resource: '*' } }]
  const principals = [{ ...keys, arn: 'arn:aws:iam::123456789012:user/deploy', policies }]
  const { fetch } = createLightsail({ auth: 'verify', principals })
  const door = { host: 'lightsail.us-east-1.amazonaws.com' } as OpenDoor
  const { headers, body } = await signed(door, keys, { headers: { 'content-length': '2' } })
  const { 'content-length': length, ...shown } = headers as Record<string, string>
  expect([length, shown['authorization']]).toEqual(['2', expect.stringContaining('content-length')])
  const request = { method: 'POST', headers: shown, body: body as string }
  expect((await fetch(`https://${door.host}/`, request)).status).toBe(200)
})

test('fetch ends with its signal', async () => {
  const { fetch, calls, faults } = createLightsail()
  await expect(fetch(url, { ...init, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
  expect(calls.length).toBe(0)
  faults.next(fault.neverAnswer())
  await expect(fetch(url, { ...init, signal: AbortSignal.timeout(5) })).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('a request that is never answered ends with its signal, even after a garbage collection', async () => {
  const program = new URL('abort-after-gc.ts', import.meta.url).pathname
  const { stdout, stderr } = await run(process.execPath, ['--expose-gc', program])
  expect([stdout, stderr]).toEqual([JSON.stringify(['AbortError', 'AbortError', 'AbortError']), ''])
})

test('a trickling body comes in ten pieces a second, each at its time', async () => {
  let now = 0
  const waits: number[] = []
  const wait = (callback: () => void, ms: number) => {
    waits.push(ms)
    now += ms
    callback()
    return () => {}
  }
  const { fetch } = createLightsail({ clock: { now: () => now, wait }, faults: [fault.trickle(100)] })
  const sizes: number[] = []
  for await (const chunk of (await fetch(url, init)).body ?? []) sizes.push(chunk.length)
  const whole = sizes.slice(0, -1)
  expect(new Set(whole)).toEqual(new Set([10]))
  expect(waits.map(Math.round)).toEqual(sizes.map((size) => size * 10))
})

test('a trickling body goes on when the clock is set back', async () => {
  let now = 1e12
  const waits: number[] = []
  const wait = (callback: () => void, ms: number) => {
    waits.push(ms)
    // An hour back, with every piece.
    now += ms - 3_600_000
    callback()
    return () => {}
  }
  const { fetch } = createLightsail({ clock: { now: () => now, wait }, faults: [fault.trickle(100)] })
  await (await fetch(url, init)).text()
  expect(waits.length).toBeGreaterThan(10)
  expect(Math.max(...waits)).toBeLessThanOrEqual(100)
})

test('an aborted or cancelled reply leaves no wait on the clock', async () => {
  let [begun, cancelled] = [0, 0]
  const wait = () => {
    begun++
    return () => void cancelled++
  }
  const { fetch, faults } = createLightsail({ clock: { now: () => 0, wait } })
  faults.next(fault.trickle(10), fault.trickle(10))
  const giveUp = new AbortController()
  const aborted = await fetch(url, { ...init, signal: giveUp.signal })
  const reading = expect(aborted.text()).rejects.toMatchObject({ name: 'AbortError' })
  await expect.poll(() => begun, { interval: 1 }).toBe(1)
  giveUp.abort()
  await reading
  expect(cancelled).toBe(1)
  const left = await fetch(url, init)
  await expect.poll(() => begun, { interval: 1 }).toBe(2)
  await left.body?.cancel()
  expect(cancelled).toBe(2)
})

test('an aborted request leaves no timer behind', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const { fetch, faults, calls } = createLightsail()
  faults.next(fault.neverAnswer())
  const before = timers()
  const giveUp = new AbortController()
  const waiting = expect(fetch(url, { ...init, signal: giveUp.signal })).rejects.toMatchObject({ name: 'AbortError' })
  while (calls.length === 0 || timers() === before) await new Promise((resolve) => setImmediate(resolve))
  giveUp.abort()
  await waiting
  expect(timers()).toBe(before)
})

test('a truncation after the end of a body changes nothing', async () => {
  const { fetch, faults } = createLightsail()
  const { length } = new TextEncoder().encode(await (await fetch(url, init)).text())
  faults.next(fault.truncate(length), fault.truncate(length - 1))
  expect((await (await fetch(url, init)).text()).length).toBe(length)
  await expect((await fetch(url, init)).text()).rejects.toThrow('terminated')
})

test('a reset in the middle of a reply lets half of it through', async () => {
  const { fetch, faults } = createLightsail()
  const { length } = await (await fetch(url, init)).arrayBuffer().then((buffer) => new Uint8Array(buffer))
  faults.next(fault.reset('during'))
  let received = 0
  const read = async () => {
    for await (const chunk of (await fetch(url, init)).body ?? []) received += chunk.length
  }
  await expect(read()).rejects.toThrow('terminated')
  expect(received).toBe(Math.floor(length / 2))
})
