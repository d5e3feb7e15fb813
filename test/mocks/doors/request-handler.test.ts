import { GetRegionsCommand, LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail, createVirtualClock, fault } from 'lightsail-ports-testkit'
import { expect, test, vi } from 'vitest'
import { budget } from '../../support/budget.ts'
import { rawHeaders } from '../../support/doors.ts'

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' }
const put = () => new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] })

function setUp() {
  const lightsail = createLightsail({ instances: ['web-1'] })
  const { requestHandler } = lightsail
  return {
    lightsail,
    client: new LightsailClient({ region: 'us-east-1', credentials, requestHandler, maxAttempts: 1 }),
  }
}

test('a request that is aborted before it is sent is not carried out', async () => {
  const { lightsail, client } = setUp()
  await expect(client.send(put(), { abortSignal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
  expect(lightsail.calls.length).toBe(0)
  expect(lightsail.instances.get('web-1').ports.length).toBe(2)
})

test('a request that waits for its answer ends when it is aborted', async () => {
  const { lightsail, client } = setUp()
  lightsail.faults.next(fault.neverAnswer())
  const controller = new AbortController()
  const waiting = client.send(put(), { abortSignal: controller.signal })
  const failed = expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  await vi.waitUntil(() => lightsail.calls.length > 0, { interval: 5, timeout: budget(10_000) })
  controller.abort()
  await failed
})

test('an aborted request ends with the error of the SDK’s own handler', async () => {
  const { requestHandler } = createLightsail()
  const request = { method: 'POST', hostname: 'localhost', path: '/', headers: {} }
  const reason = new Error('the user left')
  for (const [given, message, cause] of [
    [reason, 'Request aborted', reason],
    ['enough', 'enough', undefined],
  ] as const) {
    const error = await requestHandler
      .handle(request, { abortSignal: AbortSignal.abort(given) })
      .catch((thrown) => thrown)
    expect([error.name, error.message, error.cause]).toEqual(['AbortError', message, cause])
  }
})

test('a signal that is not the platform’s ends a request, too', async () => {
  const { requestHandler, faults } = createLightsail()
  const request = { method: 'POST', hostname: 'localhost', path: '/', headers: {} }
  await expect(requestHandler.handle(request, { abortSignal: { aborted: true } })).rejects.toMatchObject({
    name: 'AbortError',
  })
  const signal: { aborted: boolean; onabort: (() => void) | null } = { aborted: false, onabort: null }
  faults.next(fault.neverAnswer())
  const waiting = requestHandler.handle(request, { abortSignal: signal })
  signal.onabort?.()
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
})

test('a request timeout is an error with throwOnRequestTimeout', async () => {
  const { lightsail, client } = setUp()
  const requestHandler = lightsail.createRequestHandler({ requestTimeout: 10, throwOnRequestTimeout: true })
  const impatient = new LightsailClient({ region: 'us-east-1', credentials, requestHandler, maxAttempts: 1 })
  lightsail.faults.next(fault.neverAnswer(), fault.neverAnswer())
  await expect(impatient.send(put())).rejects.toMatchObject({ name: 'TimeoutError' })
  lightsail.requestHandler.updateHttpClientConfig('throwOnRequestTimeout', true)
  await expect(client.send(put(), { requestTimeout: 10 })).rejects.toMatchObject({
    name: 'TimeoutError',
    code: 'ETIMEDOUT',
  })
  expect(lightsail.requestHandler.httpHandlerConfigs()).toEqual({ throwOnRequestTimeout: true })
})

test('a request timeout is a warning by default, as in the SDK', async () => {
  const { lightsail, client } = setUp()
  lightsail.faults.next(fault.delay(30))
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  await client.send(new GetRegionsCommand({}), { requestTimeout: 1 })
  expect(warned.mock.calls).toEqual([
    [expect.stringContaining('a request has exceeded the configured 1 ms requestTimeout')],
  ])
  warned.mockRestore()
})

test('the request timeout of a call overrides that of the handler', async () => {
  const { lightsail } = setUp()
  const requestHandler = lightsail.createRequestHandler({ requestTimeout: 60_000, throwOnRequestTimeout: true })
  const client = new LightsailClient({ region: 'us-east-1', credentials, requestHandler, maxAttempts: 1 })
  lightsail.faults.next(fault.neverAnswer())
  await expect(client.send(put(), { requestTimeout: 10 })).rejects.toMatchObject({ name: 'TimeoutError' })
})

test.each([0, 50, 3e9])('a reply in time leads to no warning, with a request timeout of %j', async (requestTimeout) => {
  const clock = createVirtualClock()
  const lightsail = createLightsail({
    clock: requestTimeout > 1e9 ? { now: Date.now } : clock,
    faults: [fault.delay(20)],
  })
  const { requestHandler } = lightsail
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  const headers = rawHeaders('GetRegions')
  const call = requestHandler.handle(
    { method: 'POST', hostname: 'localhost', path: '/', headers, body: '{}' },
    { requestTimeout },
  )
  clock.advance(20)
  expect((await call).response.statusCode).toBe(200)
  clock.advance('1h')
  expect(warned).not.toHaveBeenCalled()
  warned.mockRestore()
})

test('a request that is aborted while its signature is verified or its body is read ends with the error of the SDK', async () => {
  const request = { method: 'POST', hostname: 'localhost', path: '/', headers: rawHeaders('GetRegions'), body: '{}' }
  const verifying = createLightsail({ auth: 'verify' }).requestHandler
  const early = new AbortController()
  const call = verifying.handle(request, { abortSignal: early.signal })
  early.abort()
  await expect(call).rejects.toMatchObject({ name: 'AbortError' })
  const late = new AbortController()
  const { requestHandler } = createLightsail({ clock: createVirtualClock(), faults: [fault.trickle(10)] })
  const { response } = await requestHandler.handle(request, { abortSignal: late.signal })
  const reading = new Response(response.body as BodyInit).text()
  late.abort(new Error('the user left'))
  await expect(reading).rejects.toMatchObject({ name: 'AbortError', message: 'Request aborted' })
})

test('a delay is kept on the clock of the service', async () => {
  const waits: number[] = []
  const wait = (callback: () => void, ms: number) => {
    waits.push(ms)
    callback()
    return () => {}
  }
  const lightsail = createLightsail({ instances: ['web-1'], clock: { now: () => 0, wait } })
  lightsail.faults.next(fault.delay(3_600_000))
  const { requestHandler } = lightsail
  await new LightsailClient({ region: 'us-east-1', credentials, requestHandler }).send(put())
  expect(waits).toEqual([3_600_000])
})

test('a client that is destroyed leaves the handler to others', async () => {
  const { client, lightsail } = setUp()
  client.destroy()
  const { requestHandler } = lightsail
  await new LightsailClient({ region: 'us-east-1', credentials, requestHandler }).send(put())
})

test.each([
  ['text', '{}'],
  ['bytes', new TextEncoder().encode('{}')],
  ['a stream', new Blob(['{}']).stream()],
  ['nothing', undefined],
])('a body may be %s', async (_what, body) => {
  const { requestHandler } = createLightsail()
  const hostname = 'lightsail.us-east-1.amazonaws.com'
  // Headers of other middleware may come in any case.
  const headers = Object.fromEntries(
    Object.entries(rawHeaders('GetRegions')).map(([name, value]) => [name.toUpperCase(), value]),
  )
  const { response } = await requestHandler.handle({
    method: 'POST',
    hostname,
    path: '/',
    query: { a: ['b', 'c'] },
    headers,
    body,
  })
  expect(response.statusCode).toBe(200)
})
