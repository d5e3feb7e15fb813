import { readFixture, replay } from 'lightsail-ports-testkit/fixtures'
import { type LightsailServer, serve } from 'lightsail-ports-testkit/server'
import { afterEach, describe, expect, test } from 'vitest'
import type { Inspection } from '../../../mocks/server/inspector/watch-service.ts'
import { rawHeaders } from '../../support/doors.ts'

const servers: LightsailServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function replayed(mode: Inspection['mode'] = 'replay') {
  const fixture = replay(await readFixture('fixtures/data/put-replaces-rules.har'))
  const server = await serve(fixture, { inspection: { mode, title: 'put.har', entries: () => fixture.entries } })
  servers.push(server)
  const call = (operation: string, input: object) =>
    fetch(server.url, { method: 'POST', headers: rawHeaders(operation), body: JSON.stringify(input) })
  const ask = (path: string, init: RequestInit = {}) => fetch(`${server.url}/_mock/${path}`, init)
  return { fixture, server, call, ask }
}

describe('the page of a replay', () => {
  test('shows which entries were used, and which request found none, with the nearest', async () => {
    const { fixture, call, ask } = await replayed()
    const [first] = fixture.entries
    await call(first?.operation ?? '', first?.input as object)
    const password = 'hunter2-hunter2'
    await call('PutInstancePublicPorts', { instanceName: 'web-9', portInfos: [], password })
    const entries = await (await ask('entries')).json()
    expect(entries.map(({ used }: { used: number }) => used)).toEqual([1, ...entries.slice(1).map(() => 0)])
    const calls = await (await ask('calls')).json()
    expect(calls).toMatchObject([
      { number: 1, operation: first?.operation, region: 'us-east-1', outcome: { status: 200 } },
      {
        instanceName: 'web-9',
        input: { password: 'REDACTED' },
        outcome: {
          status: 400,
          error: 'UnmatchedRequestException',
          message: expect.stringContaining('The nearest is log.entries['),
        },
      },
    ])
  })

  test('is a page with its own mode and title, and has no route of the simulation', async () => {
    const { ask } = await replayed()
    const page = await ask('')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toContain('"mode":"replay","title":"put.har"')
    expect((await ask('health')).status).toBe(200)
    for (const path of ['world', 'faults', '__proto__', 'calls/1']) expect((await ask(path)).status).toBe(404)
    expect((await ask('calls', { method: 'DELETE' })).status).toBe(204)
    const stream = await ask('calls', { headers: { Accept: 'text/event-stream' } })
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    await stream.body?.cancel()
  })

  test('is only for this machine', async () => {
    const { ask } = await replayed()
    expect((await ask('calls', { headers: { Origin: 'https://evil.example' } })).status).toBe(403)
    expect((await ask('', { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(403)
  })
})

test('a body that is deep, and one that is no text, are exchanges like others', async () => {
  const { server, ask } = await replayed()
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  for (const body of [deep, new Uint8Array([0xff, 0xfe]), '', 'null', '"x"']) {
    const reply = await fetch(server.url, { method: 'POST', headers: rawHeaders('GetInstance'), body })
    expect(reply.status).toBe(400)
  }
  expect(await (await ask('calls')).json()).toHaveLength(5)
})

test('a recorder is only looked at', async () => {
  const { call, ask } = await replayed('record')
  await call('GetRegions', {})
  for (const [method, path] of [
    ['DELETE', 'calls'],
    ['POST', 'calls'],
    ['PUT', 'entries'],
  ] as const) {
    const reply = await ask(path, { method })
    expect([method, reply.status, reply.headers.get('allow')]).toEqual([method, 405, 'GET'])
  }
  expect(await (await ask('calls')).json()).toHaveLength(1)
})
