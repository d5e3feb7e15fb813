import { request } from 'node:http'
import { createLightsail } from 'lightsail-ports-testkit'
import { type LightsailServer, serve } from 'lightsail-ports-testkit/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rawHeaders } from '../../support/doors.ts'

let lightsail: ReturnType<typeof createLightsail>
let server: LightsailServer
beforeEach(async () => {
  lightsail = createLightsail({ instances: ['web-1'] })
  server = await serve(lightsail)
})
afterEach(() => server.close())

async function ask(method: string, path: string, json?: unknown, more: Record<string, string> = {}) {
  const body = json === undefined ? undefined : typeof json === 'string' ? json : JSON.stringify(json)
  const headers = { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...more }
  // Not fetch: it may not set Host and Origin.
  return new Promise<{ status: number; json: never; allow: string | undefined }>((resolve, reject) => {
    const sent = request(server.url + path, { method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        resolve({
          status: response.statusCode ?? 0,
          json: (text === '' ? undefined : JSON.parse(text)) as never,
          allow: response.headers.allow,
        })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
const call = (operation: string, input: object) =>
  fetch(server.url, { method: 'POST', headers: rawHeaders(operation), body: JSON.stringify(input) })

describe('the routes of the mock itself', () => {
  test('report its health', async () => {
    expect(await ask('GET', '/_mock/health')).toMatchObject({ status: 200, json: { status: 'ok' } })
  })

  test('give the world and take another', async () => {
    const { json: world } = await ask('GET', '/_mock/world')
    expect(world).toEqual(JSON.parse(JSON.stringify(lightsail.export())))
    expect((await ask('PUT', '/_mock/world', { instances: ['db-1'] })).status).toBe(200)
    expect([...lightsail.instances].map(({ name }) => name)).toEqual(['db-1'])
    expect((await ask('PUT', '/_mock/world', world)).json).toEqual(world)
  })

  test('refuse an invalid world, with paths, and keep the present one', async () => {
    const { status, json } = await ask('PUT', '/_mock/world', { instances: ['db-1', { name: 'db-2', state: 'gone' }] })
    expect(status).toBe(400)
    expect(json).toMatchObject({ problems: [expect.stringContaining('instances[1].state: ')] })
    expect([...lightsail.instances].map(({ name }) => name)).toEqual(['web-1'])
  })

  test('make, show, change and remove instances', async () => {
    expect(await ask('POST', '/_mock/instances', { name: 'db-1', region: 'eu-west-1' })).toMatchObject({
      status: 201,
      json: { name: 'db-1', region: 'eu-west-1', state: 'running' },
    })
    expect((await ask('POST', '/_mock/instances', '"db-2"')).status).toBe(201)
    expect((await ask('GET', '/_mock/instances')).json).toMatchObject([
      { name: 'web-1' },
      { name: 'db-1' },
      { name: 'db-2' },
    ])
    expect(await ask('PATCH', '/_mock/instances/db-1', { state: 'stopping' })).toMatchObject({
      status: 200,
      json: { state: 'stopping' },
    })
    expect(await ask('GET', '/_mock/instances/db-1?region=eu-west-1')).toMatchObject({
      status: 200,
      json: { state: 'stopping' },
    })
    expect((await ask('GET', '/_mock/instances/db-1?region=us-east-1')).status).toBe(404)
    expect((await ask('DELETE', '/_mock/instances/db-1')).status).toBe(204)
    expect(await ask('GET', '/_mock/instances/db-1')).toMatchObject({
      status: 404,
      json: { error: expect.stringContaining('There are web-1') },
    })
  })

  test('set, show and forget faults', async () => {
    expect((await ask('POST', '/_mock/faults', { error: 'NotFoundException', times: 2 })).status).toBe(201)
    expect((await call('GetRegions', {})).status).toBe(400)
    expect((await ask('GET', '/_mock/faults')).json).toEqual([{ error: 'NotFoundException', times: 1 }])
    expect((await ask('POST', '/_mock/faults', [{ error: 'ServiceException' }, { error: 'Nope' }])).json).toMatchObject(
      {
        problems: [expect.stringContaining('[1].error: "Nope"')],
      },
    )
    expect((await ask('DELETE', '/_mock/faults')).status).toBe(204)
    expect(lightsail.faults.remaining()).toEqual([])
  })

  test('show and forget calls, and reset', async () => {
    await call('GetInstancePortStates', { instanceName: 'web-1' })
    expect((await ask('GET', '/_mock/calls')).json).toMatchObject([
      { operation: 'GetInstancePortStates', input: { instanceName: 'web-1' } },
    ])
    expect((await ask('DELETE', '/_mock/calls')).status).toBe(204)
    expect((await ask('GET', '/_mock/calls')).json).toEqual([])
    lightsail.instances.delete('web-1')
    expect((await ask('POST', '/_mock/reset')).status).toBe(204)
    expect(lightsail.instances.has('web-1')).toBe(true)
  })

  test('are not seen by the journal, and faults are not for them', async () => {
    lightsail.faults.next('ServiceException')
    expect((await ask('GET', '/_mock/health')).status).toBe(200)
    expect(lightsail.calls.length).toBe(0)
  })

  test.each([
    ['GET', '/_mock', 404, 'Use /_mock/health'],
    ['GET', '/_mock/nothing', 404, 'No such route: /_mock/nothing'],
    ['GET', '/_mock/instances/a/b', 404, 'No such route'],
    ['GET', '/_mock/health/NAME', 404, 'No such route'],
    ['POST', '/_mock/health', 405, '/_mock/health takes GET, not POST.'],
    ['GET', '/_mock/instances/%zz', 404, '"%zz": it does not exist'],
    ['GET', '/_mock/instances/%C3%A9+', 404, '"é+": it does not exist'],
    ['GET', '/_mock/instances/web-9?region=', 404, '"web-9": it does not exist. There are web-1.'],
    ['GET', '/_mock/instances/__proto__', 404, 'it does not exist'],
  ])('answer %s %s with %i and what there is', async (method, path, status, text) => {
    const answer = await ask(method, path)
    expect(answer).toMatchObject({ status, json: { error: expect.stringContaining(text) } })
  })

  test.each(['{', '', 'null', '[]', '"x"', '1'])('refuse the body %j', async (body) => {
    for (const [method, path] of [
      ['PUT', '/_mock/world'],
      ['POST', '/_mock/instances'],
      ['PATCH', '/_mock/instances/web-1'],
      ['POST', '/_mock/faults'],
    ] as const) {
      const { status, json } = await ask(method, path, body)
      expect([path, status]).toEqual([path, 400])
      expect(json).toMatchObject({ error: expect.any(String) })
    }
    expect([...lightsail.instances].map(({ name }) => name)).toEqual(['web-1'])
  })

  test('show calls that are large, and take faults that are many', async () => {
    const numbers = `{"a":[${'1e20,'.repeat(13_000)}1]}`
    for (let times = 0; times < 20; times++)
      await fetch(server.url, { method: 'POST', headers: rawHeaders('GetRegions'), body: numbers })
    expect((await ask('GET', '/_mock/calls')).status).toBe(200)
    const { status, json } = await ask('POST', '/_mock/faults', `[${'{},'.repeat(300_000)}{}]`)
    expect([status, lightsail.faults.remaining()]).toEqual([400, []])
    expect(json).toMatchObject({ error: expect.stringContaining('[0].error: is required') })
  })

  test('refuse a body over 1 MiB', async () => {
    const reply = await fetch(`${server.url}/_mock/world`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: ' '.repeat(1024 * 1024 + 1),
    })
    expect([reply.status, reply.headers.get('connection')]).toEqual([413, 'close'])
  })
})

describe('the routes of the mock are only for this machine', () => {
  test.each(['127.0.0.1', 'localhost', 'LOCALHOST:80', '[::1]:1', '127.0.0.2:9'])(
    'which may call it %s',
    async (host) => {
      expect((await ask('GET', '/_mock/health', undefined, { Host: host })).status).toBe(200)
    },
  )

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1:4566'])(
    'not for who calls it %s',
    async (host) => {
      const { status, json } = await ask('GET', '/_mock/world', undefined, { Host: host })
      expect(status).toBe(403)
      expect(json).toMatchObject({ error: expect.stringContaining('only for this machine') })
    },
  )

  test('not for web pages of other origins', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      const { status } = await ask('POST', '/_mock/reset', undefined, { Origin: origin })
      expect([origin, status]).toEqual([origin, 403])
    }
    expect((await ask('POST', '/_mock/reset', undefined, { Origin: server.url })).status).toBe(204)
  })

  test('not for requests of another site without an origin', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await ask('GET', '/_mock/calls', undefined, { 'Sec-Fetch-Site': site })).status).toBe(403)
    }
    expect((await ask('GET', '/_mock/calls', undefined, { 'Sec-Fetch-Site': 'none' })).status).toBe(200)
  })

  test('not for a form that a page posts', async () => {
    const { status, json } = await ask('POST', '/_mock/faults', '{"error":"NotFoundException"}', {
      'Content-Type': 'text/plain',
    })
    expect(status).toBe(403)
    expect(json).toMatchObject({ error: expect.stringContaining('Content-Type: application/json') })
    expect(lightsail.faults.remaining()).toEqual([])
  })
})
