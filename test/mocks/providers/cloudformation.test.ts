import * as sdk from '@aws-sdk/client-lightsail'
import { createVirtualClock } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'
import { doors } from '../../support/doors.ts'

// The calls of aws-cloudformation/aws-cloudformation-resource-providers-lightsail, in their order. CDK's resources are
// deployed by it.

const instanceName = 'web-1'

/** Reads an instance's state until it is one of those that the handler waits for; each look takes time. */
async function stabilize(client: sdk.LightsailClient, look: () => void): Promise<readonly string[]> {
  const seen: string[] = []
  for (let times = 0; times < 20; times++) {
    const { instance } = await client.send(new sdk.GetInstanceCommand({ instanceName }))
    seen.push(instance?.state?.name ?? 'Pending')
    if (['running', 'stopped'].includes(seen.at(-1) ?? '')) return seen
    look()
  }
  throw new Error(`Failed to stabilize: ${seen.join(', ')}`)
}

test('AWS::Lightsail::Instance is created in the first zone, given its ports when it runs, changed and deleted', async () => {
  const clock = createVirtualClock('2026-01-31T12:00:00Z')
  await using door = await doors.requestHandler({ clock, bootTime: '20s' })
  const client = door.client()
  const look = () => clock.advance('5s')

  // Create: the zone is picked, the instance is created, and everything else is left to the update.
  const { regions } = await client.send(new sdk.GetRegionsCommand({ includeAvailabilityZones: true }))
  const [zone] = regions?.find(({ name }) => name === 'us-east-1')?.availabilityZones ?? []
  await client.send(
    new sdk.CreateInstancesCommand({
      instanceNames: [instanceName],
      availabilityZone: zone?.zoneName,
      blueprintId: 'wordpress',
      bundleId: 'nano_3_0',
      tags: [{ key: 'team', value: 'web' }],
    }),
  )
  expect(await stabilize(client, look)).toEqual(['pending', 'pending', 'pending', 'pending', 'running'])

  // Update: add-ons, ports, disks, tags. Then a read.
  const addOnRequest = { addOnType: 'AutoSnapshot', autoSnapshotAddOnRequest: { snapshotTimeOfDay: '06:00' } } as const
  await client.send(new sdk.EnableAddOnCommand({ resourceName: instanceName, addOnRequest }))
  const portInfos: sdk.PortInfo[] = [{ protocol: 'tcp', fromPort: 443, toPort: 443 }]
  await client.send(new sdk.PutInstancePublicPortsCommand({ instanceName, portInfos }))
  await client.send(new sdk.TagResourceCommand({ resourceName: instanceName, tags: [{ key: 'stage', value: 'test' }] }))
  const { instance } = await client.send(new sdk.GetInstanceCommand({ instanceName }))
  expect(instance).toMatchObject({
    addOns: [{ name: 'AutoSnapshot' }],
    networking: { ports: [{ fromPort: 443, accessFrom: 'Anywhere (0.0.0.0/0 and ::/0)' }] },
    hardware: { disks: [{ isSystemDisk: true, path: '/dev/xvda' }] },
    tags: [
      { key: 'team', value: 'web' },
      { key: 'stage', value: 'test' },
    ],
  })

  // Delete: the handler waits for the NotFoundException of a read.
  await client.send(new sdk.DeleteInstanceCommand({ instanceName, forceDeleteAddOns: true }))
  await expect(client.send(new sdk.GetInstanceCommand({ instanceName }))).rejects.toMatchObject({
    name: 'NotFoundException',
  })
})

test('AWS::Lightsail::StaticIp is created attached, and detached before it is deleted', async () => {
  await using door = await doors.requestHandler({ instances: [instanceName] })
  const client = door.client()
  const staticIpName = 'ip-1'
  await client.send(new sdk.AllocateStaticIpCommand({ staticIpName }))
  await client.send(new sdk.AttachStaticIpCommand({ staticIpName, instanceName }))
  const { staticIp } = await client.send(new sdk.GetStaticIpCommand({ staticIpName }))
  expect(staticIp).toMatchObject({ isAttached: true, attachedTo: instanceName })
  await client.send(new sdk.DetachStaticIpCommand({ staticIpName }))
  await client.send(new sdk.ReleaseStaticIpCommand({ staticIpName }))
  await expect(client.send(new sdk.GetStaticIpCommand({ staticIpName }))).rejects.toMatchObject({
    name: 'NotFoundException',
  })
})
