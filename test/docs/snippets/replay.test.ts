import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { readFixture, replay } from 'lightsail-ports-testkit/fixtures'
import { setupServer } from 'msw/node'
import { expect, test } from 'vitest'

test('a fixture answers', async () => {
  const file = new URL(import.meta.resolve('lightsail-ports-testkit/fixtures/throttled-then-succeeds.har'))
  const replayed = replay(await readFixture(file), { timings: false, times: 'once', match: 'input' }) // the defaults
  const server = setupServer(...replayed) // or replayed.requestHandler, replayed.fetch, serve(replayed)
  server.listen()
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new LightsailClient({ region: 'us-east-1', credentials })
  const portInfos = [{ protocol: 'tcp' as const, fromPort: 443, toPort: 443 }]
  const { operation } = await client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos }))
  expect(operation?.status).toBe('Succeeded') // the third try
  replayed.assertAllUsed()
  server.close()
})
