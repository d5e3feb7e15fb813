import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { setupLightsail } from 'lightsail-ports-testkit/vitest'
import { describe, expect, test } from 'vitest'

const lightsail = setupLightsail({ instances: ['web-1'] })

// Jest and node:test have the same in the projects of the matrix.
describe('setupLightsail of vitest', () => {
  test.each(['first', 'second'])('connects the code under test in the %s test, with a new world', async () => {
    expect(lightsail).not.toHaveReceivedOperation('PutInstancePublicPorts')
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const portInfos = [{ protocol: 'tcp' as const, fromPort: 443, toPort: 443 }]
    const client = new LightsailClient({ region: 'us-east-1', credentials })
    await client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos }))
    expect(lightsail).toHaveOpenPorts('web-1', ['443/tcp'])
  })
})
