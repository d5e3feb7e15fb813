import { createLightsail, fault } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'
import { rawHeaders } from '../../support/doors.ts'

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

test('fetch ends with its signal', async () => {
  const { fetch, calls, faults } = createLightsail()
  await expect(fetch(url, { ...init, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
  expect(calls.length).toBe(0)
  faults.next(fault.neverAnswer())
  await expect(fetch(url, { ...init, signal: AbortSignal.timeout(5) })).rejects.toMatchObject({ name: 'TimeoutError' })
})
