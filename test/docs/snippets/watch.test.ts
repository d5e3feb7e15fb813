import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import 'lightsail-ports-testkit/vitest'
import { expect, test } from 'vitest'

test('what the code under test did', async () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  lightsail.faults.next('ThrottlingException')
  const client = new LightsailClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: lightsail.requestHandler,
  })
  const portInfos = [{ protocol: 'tcp' as const, fromPort: 443, toPort: 443 }]
  await client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos }))

  // Also '443/tcp from 203.0.113.7/32', '8000-8080/udp', '8:-1/icmp', 'all'.
  expect(lightsail).toHaveOpenPorts('web-1', ['443/tcp'])
  expect(lightsail).toHaveReceivedOperation('PutInstancePublicPorts')
  expect(lightsail).toHaveReceivedOperationTimes('PutInstancePublicPorts', 2)
  expect(lightsail).toHaveReceivedOperationWith('PutInstancePublicPorts', { instanceName: 'web-1' })
  // The tries of one call of the SDK belong together.
  const [put] = lightsail.calls.invocations('PutInstancePublicPorts')
  expect(put).toMatchObject({ attempts: [{ outcome: { error: 'ThrottlingException' } }, {}], repeatsInput: true })
  expect(put?.delays[0]).toBeGreaterThan(0) // milliseconds from one try to the next
})
