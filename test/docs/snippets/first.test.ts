import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

const lightsail = createLightsail({ instances: ['web-1'] })
const server = setupServer(...lightsail.handlers)

beforeAll(() => server.listen())
afterEach(() => lightsail.reset())
afterAll(() => server.close())

// The code under test: any program that uses an AWS SDK.
async function allowHttps() {
  const client = new LightsailClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  await client.send(
    new PutInstancePublicPortsCommand({
      instanceName: 'web-1',
      portInfos: [{ protocol: 'tcp', fromPort: 443, toPort: 443 }],
    }),
  )
}

test('opens HTTPS', async () => {
  await allowHttps()
  expect(lightsail.instances.get('web-1').ports).toMatchObject([{ protocol: 'tcp', fromPort: 443, toPort: 443 }])
  // Port 22 was open before and is closed now: Put replaces every rule.
})

test('survives a service that fails twice', async () => {
  lightsail.faults.next('ServiceException', 'ThrottlingException')
  await allowHttps()
  expect(lightsail.calls.of('PutInstancePublicPorts').map((call) => call.outcome.error)).toEqual([
    'ServiceException',
    'ThrottlingException',
    undefined,
  ])
})

test('reports an instance that does not exist', async () => {
  lightsail.instances.delete('web-1')
  await expect(allowHttps()).rejects.toThrow('The Instance does not exist: web-1')
})
