import { GetRegionsCommand, LightsailClient } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'

test('requestHandler: the client is made by the test', async () => {
  const { requestHandler } = createLightsail({ instances: ['web-1'] })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new LightsailClient({ region: 'us-east-1', credentials, requestHandler })
  expect((await client.send(new GetRegionsCommand({}))).regions).toHaveLength(20)
})
