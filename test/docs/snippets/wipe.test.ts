import {
  CloseInstancePublicPortsCommand,
  LightsailClient,
  type PortInfo,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import 'lightsail-ports-testkit/vitest'
import { expect, test } from 'vitest'

const lightsail = createLightsail({ instances: ['web-1'] })
const client = new LightsailClient({
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  requestHandler: lightsail.requestHandler,
})
const instanceName = 'web-1'
const tcp = (port: number): PortInfo => ({ protocol: 'tcp', fromPort: port, toPort: port })

/** Replaces the old resource as infrastructure tools do: it creates the new one first, and then deletes the old one. */
async function createBeforeDelete(before: PortInfo[], after: PortInfo[]): Promise<void> {
  await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: after }))
  for (const portInfo of before) await client.send(new CloseInstancePublicPortsCommand({ instanceName, portInfo }))
}

test('a port that is in the old and in the new rules is closed in the end', async () => {
  await createBeforeDelete([tcp(22), tcp(80)], [tcp(22), tcp(443)])
  expect(lightsail).toHaveOpenPorts('web-1', ['443/tcp']) // 22 is gone
})
