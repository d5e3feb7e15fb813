import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetRegionsCommand, LightsailClient } from '@aws-sdk/client-lightsail'
import { readFixture, record } from 'lightsail-ports-testkit/fixtures'
import { createService, serve } from 'lightsail-ports-testkit/server'
import { expect, test } from 'vitest'

test('exchanges are recorded', async () => {
  const upstream = await serve(createService()) // or the real service: its URL, and resign: true
  const out = join(await mkdtemp(join(tmpdir(), 'regions-')), 'regions.har')
  const recording = await record({ upstream: upstream.url, out, title: 'The Regions of an account' })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new LightsailClient({ region: 'us-east-1', credentials, endpoint: recording.url })
  await client.send(new GetRegionsCommand({})) // sent on, and added; from the next run on it is answered from the file
  await recording.close()
  await upstream.close()
  expect((await readFixture(out)).log.entries).toHaveLength(1)
})
