import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'

const lightsail = createLightsail({
  account: { status: 'setup-in-progress' },
  regions: { 'eu-south-2': { status: 'setup-in-progress' } },
  instances: [
    { name: 'web-1', state: 'pending' },
    { name: 'web-2', region: 'eu-south-2' },
  ],
})

/** Puts no rules, and returns the name of the error. */
async function errorOf(instanceName: string, region = 'us-east-1', fromPort = 443): Promise<string | undefined> {
  const { requestHandler } = lightsail
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new LightsailClient({ region, credentials, requestHandler })
  const portInfos = [{ protocol: 'tcp' as const, fromPort, toPort: 443 }]
  const put = client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))
  return put.then(
    () => undefined,
    (error: Error) => error.name,
  )
}

test('each error has its cause', async () => {
  expect(await errorOf('web-1')).toBe('AccountSetupInProgressException')
  lightsail.completeSetup()
  expect(await errorOf('web-2', 'eu-south-2')).toBe('RegionSetupInProgressException')
  lightsail.completeSetup('eu-south-2')
  expect(await errorOf('web-2', 'eu-south-2')).toBeUndefined()
  expect(await errorOf('web-1')).toBe('OperationFailureException') // it is pending
  lightsail.instances.get('web-1').update({ state: 'running' })
  expect(await errorOf('web-1')).toBeUndefined()
  expect(await errorOf('web-1', 'us-east-1', 65_536)).toBe('InvalidInputException')
  lightsail.instances.delete('web-1')
  expect(await errorOf('web-1')).toBe('NotFoundException')
  lightsail.faults.next('ServiceException', 'ServiceException', 'ServiceException') // it has no cause but a fault
  expect(await errorOf('web-1')).toBe('ServiceException')
})
