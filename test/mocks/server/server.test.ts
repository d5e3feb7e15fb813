import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { GetInstancePortStatesCommand, LightsailClient } from '@aws-sdk/client-lightsail'
import { createLightsail, createVirtualClock, fault } from 'lightsail-ports-testkit'
import { type LightsailServer, type ServeOptions, serve } from 'lightsail-ports-testkit/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { budget } from '../../support/budget.ts'
import { rawHeaders } from '../../support/doors.ts'

const servers: LightsailServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function setUp(options: ServeOptions = {}) {
  const lightsail = createLightsail({ instances: ['web-1'] })
  const server = await serve(lightsail, options)
  servers.push(server)
  return { lightsail, server }
}

/** Returns everything that a server sends on a connection until it closes it. */
async function talk(port: number, ...sent: (string | Buffer)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.on('close', resolve))
  for (const part of sent) socket.write(part)
  await closed
  return Buffer.concat(chunks).toString()
}

/** The server still works for everybody else. */
async function stillServes({ url }: LightsailServer): Promise<void> {
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' }
  const client = new LightsailClient({ region: 'us-east-1', endpoint: url, credentials, maxAttempts: 1 })
  const { portStates } = await client.send(new GetInstancePortStatesCommand({ instanceName: 'web-1' }))
  expect(portStates?.length).toBe(2)
}

const head = (...lines: string[]) => `${['POST / HTTP/1.1', 'Host: localhost', ...lines].join('\r\n')}\r\n\r\n`
const headerLines = Object.entries(rawHeaders('GetInstances')).map(([name, value]) => `${name}: ${value}`)

describe('the HTTP server', () => {
  test('listens on loopback, on a free port, and says where', async () => {
    const { server } = await setUp()
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
    await stillServes(server)
  })

  test('listens on IPv6 and on all interfaces if asked to', async () => {
    expect((await setUp({ host: '::1' })).server.url).toMatch(/^http:\/\/\[::1\]:\d+$/)
    await stillServes((await setUp({ host: '0.0.0.0' })).server)
  })

  test('refuses a port that is in use', async () => {
    const { server } = await setUp()
    await expect(serve(createLightsail(), { port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  test('answers with the headers of the service', async () => {
    const { server } = await setUp()
    const reply = await talk(server.port, `${head(...headerLines, 'Content-Length: 2', 'Connection: close')}{}`)
    expect(reply).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    for (const line of [
      'Content-Type: application/x-amz-json-1.1',
      'Server: Server',
      /x-amzn-RequestId: [\da-f-]{36}/,
    ]) {
      expect(reply).toMatch(line)
    }
    expect(reply.match(/^Date: /gm)).toHaveLength(1)
  })

  test('closes while a request waits for a reply that never comes', async () => {
    const { lightsail, server } = await setUp()
    lightsail.faults.next(fault.neverAnswer())
    const waiting = fetch(server.url, { method: 'POST', headers: rawHeaders('GetInstances'), body: '{}' })
    const failed = expect(waiting).rejects.toThrow()
    await vi.waitUntil(() => lightsail.calls.length > 0, { interval: 5, timeout: budget(10_000) })
    await server.close()
    await failed
  })

  test('drops a delayed reply when its client is gone', async () => {
    const cancelled: number[] = []
    const wait = (_callback: () => void, ms: number) => () => cancelled.push(ms)
    const lightsail = createLightsail({
      clock: { now: () => 0, wait },
      faults: [
        { fault: 'delay', ms: 1 },
        { fault: 'delay', ms: 2 },
      ],
    })
    const server = await serve(lightsail)
    const controller = new AbortController()
    const ask = (signal?: AbortSignal) =>
      fetch(server.url, { method: 'POST', headers: rawHeaders('GetRegions'), body: '{}', ...(signal && { signal }) })
    const left = expect(ask(controller.signal)).rejects.toThrow()
    const until = async (done: () => boolean) => {
      await vi.waitUntil(() => done(), { interval: 5, timeout: budget(10_000) })
    }
    await until(() => lightsail.calls.length === 1)
    controller.abort()
    await left
    await until(() => cancelled.length === 1)
    const ended = expect(ask()).rejects.toThrow()
    await until(() => lightsail.calls.length === 2)
    await server.close()
    await ended
    await until(() => cancelled.length === 2)
    expect(cancelled).toEqual([1, 2])
  })

  test('answers while a test holds the time', async () => {
    const { server } = await setUp()
    vi.useFakeTimers({ toFake: ['setImmediate', 'setTimeout', 'Date'] })
    const reply = await talk(server.port, `${head(...headerLines, 'Content-Length: 2', 'Connection: close')}{}`)
    vi.useRealTimers()
    expect(reply).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('takes the whole URL that clients behind a proxy send', async () => {
    const { server } = await setUp()
    const request = head(...headerLines, 'Content-Length: 2', 'Connection: close').replace(
      'POST /',
      `POST ${server.url}/`,
    )
    expect(await talk(server.port, `${request}{}`)).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('refuses an invalid address, port or service', async () => {
    for (const [options, message] of [
      [{ host: '' }, 'the host is empty'],
      [{ port: 'x' }, 'port is "x". Use a whole number from 0 to 65535.'],
      [{ prot: 0 }, 'unknown option prot. Use port, host,'],
    ] as const) {
      await expect(serve(createLightsail(), options as never)).rejects.toThrow(message)
    }
    await expect(serve({} as never)).rejects.toThrow('the first argument is not a service')
  })

  test('answers late where a delay was set', async () => {
    const waits: number[] = []
    const wait = (callback: () => void, ms: number) => {
      waits.push(ms)
      setImmediate(callback)
      return () => {}
    }
    await using server = await serve(
      createLightsail({ clock: { now: () => 0, wait }, faults: [{ fault: 'delay', ms: 3_600_000 }] }),
    )
    const response = await fetch(server.url, { method: 'POST', headers: rawHeaders('GetInstances'), body: '{}' })
    expect([response.status, waits]).toEqual([200, [3_600_000]])
  })
})

describe('bad input does not stop the HTTP server', () => {
  test('a body over 1 MiB is answered with 413 and its connection closed', async () => {
    const { lightsail, server } = await setUp()
    const reply = await talk(
      server.port,
      head(...headerLines, 'Content-Length: 2000000000'),
      Buffer.alloc(1024 * 1024 + 1, 0x20),
    )
    expect(reply).toMatch(/^HTTP\/1\.1 413 /)
    expect(reply).toContain('RequestEntityTooLargeException')
    expect(reply).toContain('Connection: close')
    expect(lightsail.calls.last?.outcome.error).toBe('RequestEntityTooLargeException')
    await stillServes(server)
  })

  test('a chunked body over 1 MiB is, too', async () => {
    const { server } = await setUp()
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`
    const reply = await talk(
      server.port,
      head(...headerLines, 'Transfer-Encoding: chunked'),
      ...Array.from({ length: 17 }, () => chunk),
    )
    expect(reply).toMatch(/^HTTP\/1\.1 413 /)
    await stillServes(server)
  })

  test('a body that comes in pieces is read as one', async () => {
    const { server } = await setUp()
    const body = '{"pageToken":null}'
    const reply = await talk(
      server.port,
      head(...headerLines, 'Transfer-Encoding: chunked', 'Connection: close'),
      ...[...body].map((character) => `1\r\n${character}\r\n`),
      '0\r\n\r\n',
    )
    expect(reply).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('a request that is sent too slowly is ended', async () => {
    const { lightsail, server } = await setUp({ headersTimeout: 100, requestTimeout: 200 })
    const replies = await Promise.all([
      talk(server.port, 'POST / HTTP/1.1\r\nHost: loc'),
      talk(server.port, `${head(...headerLines, 'Content-Length: 1000')}{"inst`),
    ])
    for (const reply of replies) expect(reply).toMatch(/^HTTP\/1\.1 408 /)
    expect(lightsail.calls.length).toBe(0)
    await stillServes(server)
  })

  test('a client that leaves in the middle of its request is forgotten', async () => {
    const { server } = await setUp()
    const sockets: Socket[] = []
    for (let count = 0; count < 50; count++) {
      const socket = connect(server.port, '127.0.0.1')
      sockets.push(socket)
      socket.write(`${head(...headerLines, 'Content-Length: 1000')}{"inst`)
      await once(socket, 'connect')
      socket.resetAndDestroy()
    }
    await stillServes(server)
  })

  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['TLS', Buffer.from('160301020001000001fc0303', 'hex')],
    ['headers of a megabyte', `POST / HTTP/1.1\r\nHost: localhost\r\n${'x: y\r\n'.repeat(200_000)}\r\n`],
    ['a length that is not a number', head('Content-Length: many')],
    ['two lengths', head('Content-Length: 1', 'Content-Length: 2')],
    ['a length and chunks', head('Content-Length: 1', 'Transfer-Encoding: chunked')],
    ['an invalid chunk', `${head('Transfer-Encoding: chunked')}zz\r\n`],
  ])('%s is a bad request', async (_what, sent) => {
    const { server } = await setUp()
    expect(await talk(server.port, sent)).toMatch(/^HTTP\/1\.1 4(?:00|31) |^$/)
    await stillServes(server)
  })

  test('every method and path has an answer', async () => {
    const { server } = await setUp()
    for (const [method, path] of [
      ['GET', '/'],
      ['DELETE', '/x'],
      ['OPTIONS', '*'],
      ['PATCH', '/%'],
      ['PUT', '/_mocking'],
      ['HEAD', '/'],
    ]) {
      const reply = await talk(
        server.port,
        `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      )
      expect(reply).toMatch(/^HTTP\/1\.1 404 /)
    }
    await stillServes(server)
  })

  test('an upgrade and a CONNECT are not taken up', async () => {
    const { server } = await setUp()
    const upgrade = head(...headerLines, 'Connection: Upgrade, close', 'Upgrade: websocket', 'Content-Length: 2')
    expect(await talk(server.port, `${upgrade}{}`)).toMatch(/^HTTP\/1\.1 200 |^$/)
    expect(await talk(server.port, 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n')).not.toMatch(
      / 200 /,
    )
    await stillServes(server)
  })

  test('a thousand connections at once are all answered', async () => {
    const { lightsail, server } = await setUp()
    const request = `${head(...headerLines, 'Content-Length: 2', 'Connection: close')}{}`
    const replies = await Promise.all(Array.from({ length: 1000 }, () => talk(server.port, request)))
    expect(new Set(replies.map((reply) => reply.slice(0, 15)))).toEqual(new Set(['HTTP/1.1 200 OK']))
    expect(lightsail.calls.length).toBe(1000)
  })
})

test('the address that a request comes from is what policies call aws:SourceIp', async () => {
  const allow = (address: string) => ({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceIp': address } },
    },
  })
  const principal = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', arn: 'arn:aws:iam::123456789012:user/deploy' }
  for (const [host, url, address] of [
    ['::', 'http://127.0.0.1', '127.0.0.1'],
    ['::1', 'http://[::1]', '::1'],
  ] as const) {
    const lightsail = createLightsail({ principals: [{ ...principal, policies: [allow(address)] }] })
    await using server = await serve(lightsail, { host })
    const reply = await fetch(`${url}:${server.port}`, {
      method: 'POST',
      headers: rawHeaders('GetRegions'),
      body: '{}',
    })
    expect([reply.status, lightsail.calls.last?.authorization?.decision]).toEqual([200, 'allowed'])
  }
})

describe('faults of a connection', () => {
  const post = (operation: string) =>
    `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n${Object.entries(rawHeaders(operation))
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n{}`

  test.each([
    [fault.trickle(1_000_000), 3],
    [fault.reset('after'), 2],
    [fault.truncate(5), 2],
    [fault.delay(1), 3],
  ])('%j reach a request that was sent before the one before it was answered', async (given, replies) => {
    const lightsail = createLightsail()
    lightsail.faults.when({ operation: 'GetInstances' }, given)
    await using server = await serve(lightsail)
    const socket = connect(server.port, '127.0.0.1')
    let received = ''
    const count = () => received.split('HTTP/1.1 200').length - 1
    socket.on('data', (data) => {
      received += data
    })
    socket.on('error', () => {})
    socket.write(post('GetRegions') + post('GetInstances') + post('GetRegions'))
    await expect.poll(count, { interval: 5 }).toBeGreaterThanOrEqual(replies)
    socket.destroy()
  })

  test('a head comes at once, however slowly its body does', async () => {
    const clock = createVirtualClock('2026-01-31T12:00:00Z')
    await using server = await serve(createLightsail({ clock, faults: [fault.trickle(1)] }))
    const giveUp = new AbortController()
    const reply = await fetch(server.url, {
      method: 'POST',
      headers: rawHeaders('GetRegions'),
      body: '{}',
      signal: giveUp.signal,
    })
    expect(reply.status).toBe(200)
    giveUp.abort()
  })

  test('a client that is gone is not waited for', async () => {
    let waits = 0
    let cancelled = 0
    const wait = () => {
      waits += 1
      return () => {
        cancelled += 1
      }
    }
    await using server = await serve(createLightsail({ clock: { now: () => 0, wait }, faults: [fault.trickle(1)] }))
    const giveUp = new AbortController()
    await fetch(server.url, { method: 'POST', headers: rawHeaders('GetRegions'), body: '{}', signal: giveUp.signal })
    giveUp.abort()
    await expect.poll(() => cancelled, { interval: 5 }).toBe(1)
    expect(waits).toBe(1)
  })

  test('a connection is reset after its reply', async () => {
    await using server = await serve(createLightsail({ faults: [fault.reset('after')] }))
    const socket = connect(server.port, '127.0.0.1')
    let received = ''
    socket.on('data', (data) => {
      received += data
    })
    const failed = once(socket, 'error')
    socket.write(post('GetRegions'))
    const [error] = await failed
    expect(error).toMatchObject({ code: 'ECONNRESET' })
    expect(received).toMatch(/"regions":\[.*\]\}$/s)
  })

  test('a large reply gets through before the connection is reset', async () => {
    const ports = Array.from({ length: 20 }, (_port, port) => ({ protocol: 'tcp', fromPort: port, toPort: port }))
    const instances = Array.from({ length: 100 }, (_, index) => ({ name: `web-${index}`, ports }))
    await using server = await serve(createLightsail({ instances, faults: [fault.reset('after')] }))
    const reply = await fetch(server.url, { method: 'POST', headers: rawHeaders('GetInstances'), body: '{}' })
    expect(((await reply.json()) as { instances: unknown[] }).instances).toHaveLength(100)
  })
})
