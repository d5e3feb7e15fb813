import * as sdk from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'
import { doors } from '../../support/doors.ts'
import { PUBLIC_KEY } from '../../support/sample-calls.ts'

const WORLD = {
  instances: [{ name: 'web-1', keyPairName: 'key-1', addOns: [{ name: 'AutoSnapshot', snapshotTimeOfDay: '06:00' }] }],
  staticIps: [{ name: 'ip-1', ipAddress: '192.0.2.7', attachedTo: 'web-1' }, 'ip-2'],
  keyPairs: [{ name: 'key-1', tags: { team: 'web' } }, 'key-2'],
}

test('a world arranges static IP addresses, key pairs and add-ons, and programs find them', async () => {
  await using door = await doors.http(WORLD)
  const client = door.client()
  const { instance } = await client.send(new sdk.GetInstanceCommand({ instanceName: 'web-1' }))
  expect(instance).toMatchObject({
    publicIpAddress: '192.0.2.7',
    isStaticIp: true,
    sshKeyName: 'key-1',
    addOns: [{ name: 'AutoSnapshot', status: 'Enabled', snapshotTimeOfDay: '06:00' }],
  })
  const { staticIps } = await client.send(new sdk.GetStaticIpsCommand({}))
  expect(staticIps?.map(({ name, attachedTo, isAttached }) => [name, attachedTo, isAttached])).toEqual([
    ['ip-1', 'web-1', true],
    ['ip-2', undefined, false],
  ])
  const { keyPairs } = await client.send(new sdk.GetKeyPairsCommand({}))
  expect(keyPairs).toMatchObject([{ name: 'key-1', tags: [{ key: 'team', value: 'web' }] }, { name: 'key-2' }])
  expect(keyPairs?.[0]?.fingerprint).toMatch(/^(?:[\da-f]{2}:){19}[\da-f]{2}$/)
  await client.send(
    new sdk.CreateInstancesCommand({
      instanceNames: ['web-2'],
      availabilityZone: 'us-east-1a',
      blueprintId: 'ubuntu_24_04',
      bundleId: 'nano_3_0',
      keyPairName: 'key-2',
    }),
  )
  await expect(client.send(new sdk.DeleteInstanceCommand({ instanceName: 'web-1' }))).rejects.toMatchObject({
    message: expect.stringContaining('with addons AutoSnapshot'),
  })
})

test('what programs allocated, attached and imported is exported and loaded again', async () => {
  await using door = await doors.requestHandler({ instances: ['web-1'] })
  const client = door.client()
  await client.send(new sdk.AllocateStaticIpCommand({ staticIpName: 'ip-1' }))
  await client.send(new sdk.AttachStaticIpCommand({ staticIpName: 'ip-1', instanceName: 'web-1' }))
  await client.send(new sdk.ImportKeyPairCommand({ keyPairName: 'key-1', publicKeyBase64: PUBLIC_KEY }))
  const before = [
    (await client.send(new sdk.GetStaticIpCommand({ staticIpName: 'ip-1' }))).staticIp,
    (await client.send(new sdk.GetKeyPairCommand({ keyPairName: 'key-1' }))).keyPair,
  ]
  door.lightsail.load(JSON.parse(JSON.stringify(door.lightsail.export())))
  const after = [
    (await client.send(new sdk.GetStaticIpCommand({ staticIpName: 'ip-1' }))).staticIp,
    (await client.send(new sdk.GetKeyPairCommand({ keyPairName: 'key-1' }))).keyPair,
  ]
  const createdAt = expect.any(Date)
  expect(after).toEqual(before.map((one) => ({ ...one, createdAt })))
})

test('a world arranges snapshots, from which instances can be made, and its export has them', async () => {
  const snapshot = { name: 'snapshot-1', fromInstanceName: 'gone', fromBlueprintId: 'wordpress' }
  await using door = await doors.requestHandler({ instanceSnapshots: [snapshot] })
  const client = door.client()
  await client.send(
    new sdk.CreateInstancesFromSnapshotCommand({
      instanceNames: ['blog-1'],
      availabilityZone: 'us-east-1a',
      instanceSnapshotName: 'snapshot-1',
      bundleId: 'nano_3_0',
    }),
  )
  const { portStates } = await client.send(new sdk.GetInstancePortStatesCommand({ instanceName: 'blog-1' }))
  expect(portStates?.map(({ fromPort }) => fromPort)).toEqual([80, 22, 443])
  const exported = door.lightsail.export()
  expect(exported.instanceSnapshots).toMatchObject([snapshot])
  expect(createLightsail(exported).export()).toEqual(exported)
  expect(() => createLightsail({ instances: ['snapshot-1'], instanceSnapshots: [snapshot] })).toThrow(
    'instanceSnapshots[0].name: us-east-1 already has an instance "snapshot-1"',
  )
})

test('no export, journal or log has the private half of a key pair', async () => {
  await using door = await doors.http({ instances: ['web-1'] })
  const client = door.client()
  const keys = [
    (await client.send(new sdk.CreateKeyPairCommand({ keyPairName: 'key-1' }))).privateKeyBase64,
    (await client.send(new sdk.DownloadDefaultKeyPairCommand({}))).privateKeyBase64,
    (await client.send(new sdk.GetInstanceAccessDetailsCommand({ instanceName: 'web-1' }))).accessDetails?.privateKey,
  ]
  const { lightsail } = door
  const written = JSON.stringify([lightsail.export(), lightsail.calls, [...lightsail.calls]])
  expect(lightsail.export().keyPairs).toEqual([
    { name: 'key-1', region: 'us-east-1', fingerprint: expect.any(String), tags: {} },
  ])
  for (const key of keys) {
    const [, line = ''] = key?.split('\n') ?? []
    expect(line).toHaveLength(64)
    expect(written).not.toContain(line)
  }
})

test('a world without them exports empty lists', () => {
  expect(createLightsail({ instances: ['web-1'] }).export()).toMatchObject({
    staticIps: [],
    keyPairs: [],
    instanceSnapshots: [],
  })
})

test('an instance cannot be added with the name of a static IP address', () => {
  const lightsail = createLightsail({ staticIps: ['ip-1'] })
  expect(() => lightsail.instances.add('ip-1')).toThrow('us-east-1 already has a static IP address "ip-1"')
})
