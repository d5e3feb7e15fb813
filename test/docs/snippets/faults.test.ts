import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail, fault } from 'lightsail-ports-testkit'
import { afterEach, expect, test } from 'vitest'

const lightsail = createLightsail({ instances: ['web-1'], seed: 1 })
const client = new LightsailClient({
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  requestHandler: lightsail.requestHandler,
})
const put = new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] })

afterEach(() => {
  lightsail.faults.assertAllUsed() // fails a test whose faults did not happen
  lightsail.reset()
})

test('the next calls fail', async () => {
  lightsail.faults.next('ServiceException', fault.delay({ min: 10, max: 30 })) // one call each
  expect((await client.send(put)).operation?.status).toBe('Succeeded')
})

test('calls of an operation fail, twice', async () => {
  lightsail.faults.when({ operation: 'PutInstancePublicPorts' }, fault.times(2, fault.commitThenDrop()))
  await client.send(put)
  expect(lightsail.calls.of('PutInstancePublicPorts').map(({ attempt }) => attempt)).toEqual([1, 2, 3])
})

test('calls that a function picks fail, some of them', async () => {
  lightsail.faults.when(({ attempt }) => attempt === 1, fault.withProbability(0.5, fault.reset('before'))) // by the seed
  await client.send(put)
  expect(lightsail.faults.remaining()).toHaveLength(1)
  lightsail.faults.clear()
})
