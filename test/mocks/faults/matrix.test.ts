import { createLightsail } from 'lightsail-ports-testkit'
import { serve } from 'lightsail-ports-testkit/server'
import { describe, expect, test } from 'vitest'
import { type DoorName, doors, rawHeaders } from '../../support/doors.ts'
import { FAULTS, putThrough } from './matrix.ts'

// The whole table, with every cell, is in docs/faults.md; the test of the pages makes it anew.

describe.each(['msw', 'requestHandler'] satisfies DoorName[])('through %s', (door) => {
  test.each(Object.entries(FAULTS))('fault.%s is met as over real sockets', async (_name, given) => {
    // One after the other: MSW takes hold of all requests of the process.
    const through = async (name: DoorName) => {
      await using open = await doors[name]({ instances: ['web-1'] })
      return await putThrough(open, given)
    }
    const real = await through('http')
    expect(await through(door)).toEqual(real)
  })
})

const ANSWERED = Object.entries(FAULTS).filter(([name]) => name !== 'neverAnswer()')

test.each(ANSWERED)('fault.%s is met by fetch as over real sockets', async (_name, given) => {
  const told = async (send: typeof fetch, url: string) => {
    const { 'x-amz-target': target = '', ...headers } = rawHeaders('GetRegions')
    try {
      const response = await send(url, { method: 'POST', headers: { ...headers, 'x-amz-target': target }, body: '{}' })
      const type = response.headers.get('content-type')
      return [response.status, type, (await response.text()).replaceAll(/"[0-9a-f-]{36}"|\d{10}\.\d+/g, '')]
    } catch (error) {
      const { name, message, cause } = error as Error & { cause: Error & { code: string } }
      return [name, message, cause.name, cause.code, cause.message]
    }
  }
  const faults = [{ ...given, times: 'always' as const }]
  const lightsail = createLightsail({ faults })
  await using server = await serve(createLightsail({ faults }))
  expect(await told(lightsail.fetch, 'https://lightsail.us-east-1.amazonaws.com/')).toEqual(
    await told(fetch, server.url),
  )
})
