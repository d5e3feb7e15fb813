import * as sdk from '@aws-sdk/client-lightsail'
import { createVirtualClock, fault } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'
import { doors } from '../../support/doors.ts'

const INSTANCE = {
  instanceNames: ['app-1'],
  availabilityZone: 'us-east-1a',
  blueprintId: 'ubuntu_24_04',
  bundleId: 'nano_3_0',
}

async function booting() {
  const clock = createVirtualClock('2026-01-31T12:00:00Z')
  const door = await doors.requestHandler({ clock, bootTime: '20s' })
  const client = door.client()
  const { operations } = await client.send(new sdk.CreateInstancesCommand(INSTANCE))
  const ended = async () => {
    clock.advance('20s')
    const { operation } = await client.send(new sdk.GetOperationCommand({ operationId: operations?.[0]?.id }))
    return operation
  }
  return { door, client, ended, instances: door.lightsail.instances }
}

test('an instance whose state was changed while it booted keeps that state', async () => {
  const { ended, instances } = await booting()
  instances.get('app-1').update({ state: 'stopping' })
  expect(await ended()).toMatchObject({ status: 'Succeeded', isTerminal: true })
  expect(instances.get('app-1').state).toBe('stopping')
})

test('the operation of an instance that was deleted while it booted fails', async () => {
  const { client, ended, instances } = await booting()
  await client.send(new sdk.DeleteInstanceCommand({ instanceName: 'app-1' }))
  await client.send(new sdk.CreateInstancesCommand(INSTANCE))
  expect(await ended()).toMatchObject({ status: 'Failed', isTerminal: true, errorCode: expect.any(String) })
  // The second of that name booted in its own time.
  expect(instances.get('app-1').state).toBe('running')
})

test('an operation that is made slow by a fault changes nothing before it ends', async () => {
  const clock = createVirtualClock('2026-01-31T12:00:00Z')
  await using door = await doors.requestHandler({ clock })
  const client = door.client()
  const staticIpName = 'ip-1'
  door.lightsail.faults.when({ operation: 'AllocateStaticIp' }, fault.succeedSlowly(5000))
  const { operations } = await client.send(new sdk.AllocateStaticIpCommand({ staticIpName }))
  expect(operations).toMatchObject([{ status: 'Started', isTerminal: false }])
  await expect(client.send(new sdk.GetStaticIpCommand({ staticIpName }))).rejects.toMatchObject({
    name: 'NotFoundException',
  })
  clock.advance('5s')
  expect((await client.send(new sdk.GetOperationsCommand({}))).operations).toMatchObject([{ status: 'Succeeded' }])
  await client.send(new sdk.GetStaticIpCommand({ staticIpName }))
})
