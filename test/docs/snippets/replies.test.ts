import { GetAlarmsCommand, LightsailClient } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'

test('an operation that is not simulated has an answer', async () => {
  const lightsail = createLightsail()
  lightsail.replies.add({ operation: 'GetAlarms', output: { alarms: [] } })
  const client = new LightsailClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: lightsail.requestHandler,
  })
  expect((await client.send(new GetAlarmsCommand({}))).alarms).toEqual([])
})
