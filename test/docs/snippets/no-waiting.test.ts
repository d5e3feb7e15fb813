import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

// As soon as everything waits for a timer, the next timer goes off.
beforeEach(() => vi.useFakeTimers().setTimerTickMode('nextTimerAsync'))
afterEach(() => vi.useRealTimers())

test('the SDK tries three times, and nobody waits', async () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  lightsail.faults.next('ThrottlingException', 'ThrottlingException')
  const client = new LightsailClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: lightsail.requestHandler,
  })
  await client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] }))
  expect(lightsail.calls).toHaveLength(3)
})
