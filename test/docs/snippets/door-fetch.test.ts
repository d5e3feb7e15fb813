import { createLightsail } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'

const URL = 'https://lightsail.us-east-1.amazonaws.com/'
const REQUEST = {
  method: 'POST',
  headers: { 'X-Amz-Target': 'Lightsail_20161128.GetRegions', 'Content-Type': 'application/x-amz-json-1.1' },
  body: '{}',
}

test('fetch: requests are made by hand', async () => {
  const lightsail = createLightsail({ auth: 'off' }) // no request needs a signature
  const response = await lightsail.fetch(URL, REQUEST)
  expect(response.status).toBe(200)
  expect((await response.json()).regions).toHaveLength(20)
})

test('a request without a signature is refused, unless `auth` is off', async () => {
  const response = await createLightsail().fetch(URL, REQUEST)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ __type: 'UnauthenticatedException' })
})
