import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail, fault } from 'lightsail-ports-testkit'
import 'lightsail-ports-testkit/vitest'
import { expect, test } from 'vitest'

test('a reply that is lost does no harm', async () => {
  const lightsail = createLightsail({ instances: [{ name: 'web-1', blueprintId: 'ubuntu_24_04' }] })
  lightsail.faults.next(fault.commitThenDrop()) // the ports change, and the reply is lost
  const client = new LightsailClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: lightsail.requestHandler,
  })
  const portInfos = [22, 443].map((port) => ({ protocol: 'tcp' as const, fromPort: port, toPort: port }))
  await client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos }))
  expect(lightsail).toHaveOpenPorts('web-1', ['22/tcp', '443/tcp'])
  expect(lightsail).toHaveReceivedOperationTimes('PutInstancePublicPorts', 2) // the SDK has tried again
})
