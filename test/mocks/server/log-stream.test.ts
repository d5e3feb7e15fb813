import { get, type IncomingMessage } from 'node:http'
import { createLightsail, type Lightsail, type LightsailOptions } from 'lightsail-ports-testkit'
import { type LightsailServer, serve } from 'lightsail-ports-testkit/server'
import { afterEach, expect, test, vi } from 'vitest'
import { answered } from '../../support/answered.ts'
import { rawHeaders } from '../../support/doors.ts'

const servers: LightsailServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

interface Streamed {
  readonly lightsail: Lightsail
  readonly server: LightsailServer
  readonly send: (operation?: string) => void
  readonly listen: (headers?: Record<string, string>) => Promise<Listener>
}

interface Listener {
  readonly response: IncomingMessage
  readonly text: () => string
  /** `call 1`, `cleared`. */
  readonly events: () => string[]
}

async function streamed(options: LightsailOptions = {}): Promise<Streamed> {
  const lightsail = createLightsail({ instances: ['web-1'], ...options })
  const server = await serve(lightsail)
  servers.push(server)
  return {
    lightsail,
    server,
    send: (operation = 'GetRegions') => {
      answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders(operation), body: '{}' })
    },
    async listen(headers = {}) {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const request = get(`${server.url}/_mock/calls`, { headers: { Accept: 'text/event-stream', ...headers } })
        request.on('response', resolve).on('error', reject)
      })
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('error', () => {})
      const events = () =>
        text
          .split('\n\n')
          .slice(0, -1)
          .flatMap((block) => {
            const [, id = ''] = /^id: (\d+)$/m.exec(block) ?? []
            const [, name] = /^event: (\w+)$/m.exec(block) ?? []
            return name === undefined ? [] : [`${name} ${id}`.trim()]
          })
      return { response, text: () => text, events }
    },
  }
}

const soon = <T>(read: () => T) => expect.poll(read, { timeout: 20_000, interval: 5 })

test('a stream has the calls that are kept, and then each that comes', async () => {
  const { lightsail, send, listen } = await streamed()
  send()
  const { response, events, text } = await listen()
  expect(response.headers['content-type']).toBe('text/event-stream')
  await soon(events).toEqual(['call 1'])
  send()
  send()
  await soon(events).toEqual(['call 1', 'call 2', 'call 3'])
  const [, data = ''] = /^data: (.*)$/m.exec(text()) ?? []
  expect(JSON.parse(data)).toEqual(JSON.parse(JSON.stringify([...lightsail.calls][0])))
})

test('a stream that is connected again goes on where it was', async () => {
  const { send, listen } = await streamed()
  for (let times = 0; times < 5; times++) send()
  const { events } = await listen({ 'Last-Event-ID': '3' })
  await soon(events).toEqual(['call 4', 'call 5'])
})

test('a stream that knows of later calls than there are begins anew', async () => {
  const { send, listen } = await streamed()
  send()
  const { events } = await listen({ 'Last-Event-ID': '99' })
  await soon(events).toEqual(['cleared', 'call 1'])
})

test('a stream tells that calls were forgotten, and that the world has changed', async () => {
  const { lightsail, server, send, listen } = await streamed()
  const { events } = await listen()
  send()
  await soon(events).toEqual(['call 1'])
  lightsail.reset()
  await soon(events).toEqual(['call 1', 'cleared'])
  send()
  await soon(events).toEqual(['call 1', 'cleared', 'call 1'])
  const headers = { 'Content-Type': 'application/json' }
  await fetch(`${server.url}/_mock/instances`, { method: 'POST', headers, body: '"db-1"' })
  await soon(events).toEqual(['call 1', 'cleared', 'call 1', 'world'])
  await fetch(`${server.url}/_mock/instances`, { method: 'POST', headers, body: '"db-1"' })
  await fetch(`${server.url}/_mock/world`)
  send()
  await soon(events).toEqual(['call 1', 'cleared', 'call 1', 'world', 'call 2'])
})

test('a reader that is slow misses calls, is told how many, and fills no memory', async () => {
  const { lightsail, send, listen } = await streamed({ maxCalls: 50 })
  const { response, events, text } = await listen()
  response.pause()
  await vi.waitUntil(
    () => {
      for (let times = 0; times < 2000; times++) send()
      return (lightsail.calls.last?.number ?? 0) > 60_000
    },
    { interval: 1, timeout: 20_000 },
  )
  const last = lightsail.calls.last?.number
  response.resume()
  await soon(() => events().at(-1)).toBe(`call ${last}`)
  expect(text()).toMatch(/event: skipped\ndata: \{"count":\d+\}/)
  expect(text().length).toBeLessThan(40 * 1024 * 1024)
})

test('the calls are a list for those who do not ask for a stream', async () => {
  const { server, send } = await streamed()
  send()
  expect(await (await fetch(`${server.url}/_mock/calls`)).json()).toHaveLength(1)
})

test('a stream is only for this machine, and ends with the server', async () => {
  const { server, listen } = await streamed()
  expect((await listen({ Host: 'evil.example' })).response.statusCode).toBe(403)
  expect((await listen({ Origin: 'https://evil.example' })).response.statusCode).toBe(403)
  const { response } = await listen()
  const closed = new Promise((resolve) => response.on('close', resolve))
  await server.close()
  await closed
})

test('nobody is told of calls when the last reader has gone', async () => {
  const { lightsail, listen } = await streamed()
  const { response } = await listen()
  const told = vi.spyOn(lightsail.calls, 'after')
  response.destroy()
  await soon(() => {
    told.mockClear()
    answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
    return new Promise((resolve) => setImmediate(() => setImmediate(() => resolve(told.mock.calls.length))))
  }).toBe(0)
})
