import { GetRegionsCommand, LightsailClient } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { setupServer } from 'msw/node'
import { expect, test } from 'vitest'

test('MSW: the code under test keeps its own clients', async () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  const server = setupServer(...lightsail.handlers)
  server.listen({ onUnhandledFrame: 'bypass' }) // requests to other services pass by without a warning
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new LightsailClient({ region: 'eu-west-3', credentials })
  expect((await client.send(new GetRegionsCommand({}))).regions).toHaveLength(20)
  server.close()
})
