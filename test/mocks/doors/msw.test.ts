import {
  GetInstancePortStatesCommand,
  LightsailClient,
  NotFoundException,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import { createLightsail, errorResponse, fault, operation } from 'lightsail-ports-testkit'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

const lightsail = createLightsail({
  instances: ['web-1', { name: 'beijing', region: 'cn-north-1' }],
  endpoint: 'http://lightsail.test:4566/',
})
const server = setupServer(
  ...lightsail.handlers,
  http.get('https://example.com/other', () => HttpResponse.text('not ours')),
)
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' }
const config = { region: 'us-east-1', credentials, maxAttempts: 1 }
const client = new LightsailClient(config)
const put = (instanceName = 'web-1') =>
  new PutInstancePublicPortsCommand({ instanceName, portInfos: [{ protocol: 'tcp', fromPort: 443, toPort: 443 }] })

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => {
  server.resetHandlers()
  lightsail.reset()
  vi.restoreAllMocks()
})
afterAll(() => server.close())

describe('the handlers', () => {
  test.each([
    { useFipsEndpoint: true },
    { useDualstackEndpoint: true },
    { useFipsEndpoint: true, useDualstackEndpoint: true },
    { endpoint: 'http://lightsail.test:4566' },
  ])('take requests to the endpoint of %j', async (more) => {
    await new LightsailClient({ ...config, ...more }).send(put())
    expect(lightsail.instances.get('web-1').ports).toMatchObject([{ fromPort: 443 }])
  })

  test('take requests to China', async () => {
    await new LightsailClient({ ...config, region: 'cn-north-1' }).send(put('beijing'))
    expect(lightsail.calls.last).toMatchObject({ region: 'cn-north-1', outcome: { status: 200 } })
  })

  test('let requests to others pass', async () => {
    // MSW reports at length what no handler takes.
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(await (await fetch('https://example.com/other')).text()).toBe('not ours')
    await expect(fetch('https://s3.us-east-1.amazonaws.com/')).rejects.toThrow()
    await expect(fetch('http://lightsail.test:4567/')).rejects.toThrow()
    expect(lightsail.calls.length).toBe(0)
  })

  test('leave an origin to other services behind it', async () => {
    server.use(http.put('http://lightsail.test:4566/bucket/key', () => HttpResponse.text('stored')))
    server.use(...lightsail.handlers)
    expect(await (await fetch('http://lightsail.test:4566/bucket/key', { method: 'PUT' })).text()).toBe('stored')
  })

  test('keep the state of the service when MSW resets its handlers', async () => {
    await client.send(put())
    server.resetHandlers()
    expect(lightsail.instances.get('web-1').ports).toMatchObject([{ fromPort: 443 }])
  })

  test('end with the request that waits for an answer', async () => {
    lightsail.faults.next(fault.neverAnswer())
    const signal = AbortSignal.timeout(20)
    await expect(client.send(put(), { abortSignal: signal })).rejects.toMatchObject({ name: 'AbortError' })
    await client.send(put())
  })
})

test('an aborted request leaves no wait on the clock', async () => {
  let [begun, cancelled] = [0, 0]
  const wait = () => {
    begun++
    return () => void cancelled++
  }
  const waiting = createLightsail({ clock: { now: () => 0, wait }, faults: [fault.delay(1000), fault.trickle(10)] })
  server.use(...waiting.handlers)
  const url = 'https://lightsail.us-east-1.amazonaws.com/'
  for (const count of [1, 2]) {
    const giveUp = new AbortController()
    const headers = { 'x-amz-target': 'Lightsail_20161128.GetRegions' }
    const call = fetch(url, { method: 'POST', headers, body: '{}', signal: giveUp.signal }).then((reply) =>
      reply.text(),
    )
    const ended = expect(call).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(() => begun, { interval: 1 }).toBe(count)
    giveUp.abort()
    await ended
    await expect.poll(() => cancelled, { interval: 1 }).toBe(count)
  }
})

describe('an override of one operation', () => {
  test('answers with an error of the catalogue', async () => {
    server.use(
      operation('PutInstancePublicPorts', () => errorResponse('NotFoundException', { message: 'gone' }), {
        once: true,
      }),
    )
    await expect(client.send(put())).rejects.toThrow(NotFoundException)
    await client.send(put())
  })

  test('gets the input and the Region, and answers with an output', async () => {
    const seen: unknown[] = []
    server.use(
      operation('PutInstancePublicPorts', ({ input, region }) => {
        seen.push(region, input.instanceName, input.portInfos?.[0]?.fromPort)
        return { operation: { id: '1', status: 'Failed', createdAt: new Date(1_769_860_800_123) } }
      }),
    )
    const { operation: answered } = await client.send(put())
    expect(seen).toEqual(['us-east-1', 'web-1', 443])
    expect(answered).toMatchObject({ status: 'Failed', createdAt: new Date(1_769_860_800_123) })
  })

  test('leaves other operations, and undefined answers, to the service', async () => {
    server.use(operation('PutInstancePublicPorts', () => undefined))
    await client.send(put())
    const { portStates } = await client.send(new GetInstancePortStatesCommand({ instanceName: 'web-1' }))
    expect(portStates).toMatchObject([{ fromPort: 443 }])
  })

  test('may be for an operation that is not simulated, at an endpoint of its own', async () => {
    const endpoint = 'http://127.0.0.1:4599/'
    server.use(operation('GetBundles', () => HttpResponse.json({ bundles: [] }), { endpoint }))
    const headers = { 'x-amz-target': 'Lightsail_20161128.GetBundles' }
    const response = await fetch(endpoint, { method: 'POST', headers, body: '{}' })
    expect(await response.json()).toEqual({ bundles: [] })
  })

  test('reads a body as the service does', async () => {
    server.use(operation('GetRegions', ({ input }) => HttpResponse.json(input)))
    const ask = async (body: string) => {
      const headers = { 'x-amz-target': 'Lightsail_20161128.GetRegions' }
      const response = await fetch('https://lightsail.us-east-1.amazonaws.com/', { method: 'POST', headers, body })
      return response.json()
    }
    expect(await ask('')).toEqual({})
    expect(await ask('{')).toEqual({ __type: 'com.amazon.coral.service#SerializationException' })
  })

  test('with an unknown name fails at once', () => {
    expect(() => errorResponse('Nope' as never)).toThrow('"Nope" is not in the catalogue of errors')
    expect(() => operation('GetInstanc' as never, () => undefined)).toThrow(
      '"GetInstanc" is not an operation of Lightsail',
    )
  })
})
