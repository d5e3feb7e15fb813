import { GetRegionsCommand, LightsailClient } from '@aws-sdk/client-lightsail'
import { createService, serve } from 'lightsail-ports-testkit/server'
import { expect, test } from 'vitest'

test('HTTP: any program that can be given a URL', async () => {
  const lightsail = createService({ instances: ['web-1'] }) // as createLightsail, without MSW
  const server = await serve(lightsail, { port: 0 }) // 0: any free port
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new LightsailClient({ region: 'us-east-1', credentials, endpoint: server.url })
  expect((await client.send(new GetRegionsCommand({}))).regions).toHaveLength(20)
  await server.close() // or `await using server = …` in Node 24
})
