import { GetRegionsCommand, LightsailClient } from '@aws-sdk/client-lightsail'
import { readFixture, replay } from 'lightsail-ports-testkit/fixtures'
import { expect, test } from 'vitest'

test('the Regions come from a fixture', async () => {
  const fixture = await readFixture(new URL(import.meta.resolve('lightsail-ports-testkit/fixtures/get-regions.har')))
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new LightsailClient({
    region: 'us-east-1',
    credentials,
    requestHandler: replay(fixture).requestHandler,
  })
  expect((await client.send(new GetRegionsCommand({}))).regions).toHaveLength(20)
})
