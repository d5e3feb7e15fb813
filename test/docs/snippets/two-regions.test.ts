import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'

test('an instance is there in its own Region only', async () => {
  const { requestHandler } = createLightsail({
    instances: [
      { name: 'web-1', region: 'us-east-1' },
      { name: 'web-1', region: 'eu-west-3' },
      { name: 'web-2', region: 'eu-west-3' },
    ],
  })
  const put = (region: string, instanceName: string) => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const client = new LightsailClient({ region, credentials, requestHandler })
    return client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: [] }))
  }
  const { operation } = await put('eu-west-3', 'web-1')
  expect(operation?.location).toEqual({ availabilityZone: 'eu-west-3a', regionName: 'eu-west-3' })
  await expect(put('us-east-1', 'web-2')).rejects.toMatchObject({ name: 'NotFoundException' })
})
