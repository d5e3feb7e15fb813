import * as sdk from '@aws-sdk/client-lightsail'
import {
  type BehaviourId,
  createVirtualClock,
  type LightsailOptions,
  type PrincipalDefinition,
} from 'lightsail-ports-testkit'
import { expect } from 'vitest'
import { type Proof, tcp, web1 } from '../support/proof.ts'

const NEW = {
  availabilityZone: 'us-east-1a',
  blueprintId: 'ubuntu_24_04',
  bundleId: 'nano_3_0',
} as const

const create = (it: Proof, more: Partial<sdk.CreateInstancesCommandInput> = {}) =>
  it.client.send(new sdk.CreateInstancesCommand({ instanceNames: ['app-1'], ...NEW, ...more }))
const instance = async (it: Proof, instanceName = web1) =>
  (await it.client.send(new sdk.GetInstanceCommand({ instanceName }))).instance
const staticIp = async (it: Proof, staticIpName = 'ip-1') =>
  (await it.client.send(new sdk.GetStaticIpCommand({ staticIpName }))).staticIp
const allocate = (it: Proof, staticIpName = 'ip-1') => it.client.send(new sdk.AllocateStaticIpCommand({ staticIpName }))
const attach = (it: Proof, instanceName = web1, staticIpName = 'ip-1') =>
  it.client.send(new sdk.AttachStaticIpCommand({ staticIpName, instanceName }))
const detach = (it: Proof, staticIpName = 'ip-1') => it.client.send(new sdk.DetachStaticIpCommand({ staticIpName }))
const release = (it: Proof, staticIpName = 'ip-1') => it.client.send(new sdk.ReleaseStaticIpCommand({ staticIpName }))
const start = (it: Proof, more: object = {}) =>
  it.client.send(new sdk.StartInstanceCommand({ instanceName: web1, ...more }))
const stop = (it: Proof) => it.client.send(new sdk.StopInstanceCommand({ instanceName: web1 }))
const remove = (it: Proof, more: object = {}) =>
  it.client.send(new sdk.DeleteInstanceCommand({ instanceName: 'app-1', ...more }))
const names = async (it: Proof) => (await it.client.send(new sdk.GetActiveNamesCommand({}))).activeNames ?? []
const keyPairs = async (it: Proof, includeDefaultKeyPair = false) =>
  (await it.client.send(new sdk.GetKeyPairsCommand({ includeDefaultKeyPair }))).keyPairs ?? []
const importKey = (it: Proof, publicKeyBase64: string, keyPairName = 'key-1') =>
  it.client.send(new sdk.ImportKeyPairCommand({ keyPairName, publicKeyBase64 }))
const setType = (it: Proof, ipAddressType: sdk.IpAddressType, more: object = {}) =>
  it.client.send(
    new sdk.SetIpAddressTypeCommand({ resourceType: 'Instance', resourceName: web1, ipAddressType, ...more }),
  )

/** Makes a snapshot of an instance, and an instance from it. */
async function fromSnapshot(it: Proof, bundleId: string, instanceName = web1, instanceSnapshotName = 'snapshot-1') {
  // It reads the instance, which has booted then.
  await instance(it, instanceName)
  await it.client.send(new sdk.CreateInstanceSnapshotCommand({ instanceSnapshotName, instanceName }))
  const { availabilityZone } = NEW
  await it.client.send(
    new sdk.CreateInstancesFromSnapshotCommand({
      instanceNames: ['app-1'],
      availabilityZone,
      instanceSnapshotName,
      bundleId,
    }),
  )
}

const SUCCEEDED = { status: 'Succeeded', isTerminal: true }
const STARTED = { status: 'Started', isTerminal: false }
const INVALID = 'InvalidInputException'
const FAILURE = 'OperationFailureException'
const BOOT_TIME = { state: '20s', address: '5s', ports: '10s' }

/** A public key that was made for this test. */
const RSA_KEY =
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDG/oiDCGi24qC5jxWMBslnM1apTgmqq2aQY0L/E/3u4ieZGM905eZ8vjICcCPlgtw1YInbYK90UaFhzReVWEDMflGSKnb7ENrYIkFKNbepuA0FieRAflBC5sOOrzBsw9r6CGgkaQNLHqiexHnV5cG5IbjUqmtBVwovWiSYYEplnE2+6xerT4pVyeTPpFeUGuvcUAy9J4N5FcNNfynMrmg2wI7wbGJPqSvs5Fbva6K/YyE7QQFvP4kMs+sBEu66ovGSE/d26L6/tKYfLV7kMYxyi8aUGC/CQjXaTi6EHu6xcKeTJqSf5WcI0JaVtV7R8NgVTaFg6i8n9/rqIaOCG9qL'
const ED25519_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKZKxCNddHg9i1Jlc48lCEsWO+H9W0zD78II2hZtLCtp me@example'

/** The options of the rows that need some. */
export function surroundingOptions(id: BehaviourId): LightsailOptions {
  if (id === 'boot-time' || id === 'start-stop') {
    return { bootTime: BOOT_TIME, clock: createVirtualClock('2026-01-31T12:00:00Z') }
  }
  if (id === 'request-tags') return { principals: [principalWith([allowFor('team', 'web')])] }
  if (id === 'tag-keys') return { principals: [principalWith([ONLY_TAGS_OF_PROJECT])] }
  if (id !== 'authorized-on') return {}
  const policy = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'lightsail:*', Resource: ['*'] },
      { Effect: 'Deny', Action: 'lightsail:*', Resource: ['arn:aws:lightsail:*:*:StaticIp/*'] },
      {
        Effect: 'Deny',
        Action: 'lightsail:*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/team': 'other' } },
      },
    ],
  }
  return { principals: [principalWith([policy])] }
}

function principalWith(policies: object[]): PrincipalDefinition {
  return { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', arn: 'arn:aws:iam::123456789012:user/deploy', policies }
}

/** A policy that allows everything whose tags are of a project, and nothing without tags. */
const ONLY_TAGS_OF_PROJECT = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: {
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'stage'] },
        Null: { 'aws:TagKeys': 'false' },
      },
    },
  ],
}

/** A policy that allows everything with a tag of the request. */
function allowFor(key: string, value: string): object {
  const Condition = { StringEquals: { [`aws:RequestTag/${key}`]: value } }
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition }] }
}

/** Proofs of the rows about what surrounds the ports. */
export const surroundingProofs = {
  async 'create-instances'(it: Proof) {
    const { operations } = await create(it, {
      instanceNames: ['app-1', 'app-2'],
      tags: [{ key: 'team', value: 'web' }],
    })
    expect(operations?.map(({ resourceName }) => resourceName)).toEqual(['app-1', 'app-2'])
    expect(operations?.[0]).toMatchObject({ operationType: 'CreateInstance', resourceType: 'Instance', ...STARTED })
    expect(operations?.[0]).not.toHaveProperty('operationDetails')
    const { operation } = await it.client.send(new sdk.GetOperationCommand({ operationId: operations?.[0]?.id }))
    expect(operation).toMatchObject(SUCCEEDED)
    expect(await instance(it, 'app-2')).toMatchObject({
      state: { code: 16, name: 'running' },
      tags: [{ key: 'team', value: 'web' }],
      blueprintName: 'Ubuntu',
      sshKeyName: 'LightsailDefaultKeyPair',
      location: { availabilityZone: 'us-east-1a', regionName: 'us-east-1' },
      username: 'ubuntu',
    })
  },
  async 'boot-time'(it: Proof) {
    await create(it)
    expect(await instance(it, 'app-1')).toMatchObject({ state: { code: 0, name: 'pending' } })
    await expect(it.put([tcp(22)], 'app-1')).rejects.toMatchObject({ name: FAILURE })
    it.lightsail.clock.advance('20s')
    const running = await instance(it, 'app-1')
    expect([running?.state?.name, running?.publicIpAddress]).toEqual(['running', undefined])
    await expect(it.put([tcp(22)], 'app-1')).rejects.toMatchObject({ name: FAILURE })
    it.lightsail.clock.advance('5s')
    expect((await instance(it, 'app-1'))?.publicIpAddress).toMatch(/^198\.18\./)
    await expect(it.put([tcp(22)], 'app-1')).rejects.toMatchObject({ message: expect.stringContaining('yet') })
    it.lightsail.clock.advance('5s')
    await it.put([tcp(22)], 'app-1')
  },
  async 'create-ports'(it: Proof) {
    await create(it, { blueprintId: 'wordpress' })
    expect(await it.names('app-1')).toEqual(['80/tcp', '22/tcp', '443/tcp'])
  },
  async 'create-names'(it: Proof) {
    await expect(create(it, { instanceNames: ['app-1', web1] })).rejects.toMatchObject({
      name: INVALID,
      code: 'NameExists',
      message: `Some names are already in use: ${web1}`,
    })
    expect(await names(it)).toEqual([web1])
    await expect(create(it, { instanceNames: ['x', 'app-1', 'app-1'] })).rejects.toThrow(
      /instanceNames\[0\]: x is not a valid resource name.*; instanceNames\[2\]: app-1/,
    )
    await expect(create(it, { instanceNames: [] })).rejects.toThrow('instanceNames: at least one')
  },
  async 'names-shared'(it: Proof) {
    await expect(allocate(it, web1)).rejects.toMatchObject({ code: 'NameExists' })
    await allocate(it)
    await expect(importKey(it, RSA_KEY, 'ip-1')).rejects.toMatchObject({ code: 'NameExists' })
    await expect(create(it, { instanceNames: ['ip-1'] })).rejects.toMatchObject({ code: 'NameExists' })
  },
  async 'create-zone'(it: Proof) {
    for (const availabilityZone of ['eu-west-1a', 'us-east-1', 'us-east-1z', 'US-EAST-1A', '']) {
      await expect(create(it, { availabilityZone })).rejects.toMatchObject({
        name: INVALID,
        message: expect.stringMatching(/^availabilityZone: .*us-east-1a$/),
      })
    }
  },
  async 'create-hardware'(it: Proof) {
    for (const [more, problem] of [
      [{ blueprintId: 'ubuntu_99_04' }, 'blueprintId: "ubuntu_99_04" is not a blueprint'],
      [{ bundleId: 'huge_3_0' }, 'bundleId: "huge_3_0" is not a bundle'],
      [{ blueprintId: 'windows_server_2022' }, 'bundleId: nano_3_0 does not support the platform WINDOWS'],
      [{ ipAddressType: 'ipv6' }, 'ipAddressType: nano_3_0 does not support the IP address type ipv6'],
      [{ bundleId: 'nano_ipv6_3_0' }, 'ipAddressType: nano_ipv6_3_0 does not support the IP address type dualstack'],
    ] as const) {
      await expect(create(it, more)).rejects.toMatchObject({ name: INVALID, message: expect.stringContaining(problem) })
    }
    await create(it, { bundleId: 'nano_ipv6_3_0', ipAddressType: 'ipv6', instanceNames: ['six'] })
    await create(it, { bundleId: 'small_win_3_0', blueprintId: 'windows_server_2022', instanceNames: ['desktop'] })
    expect(await names(it)).toEqual([web1, 'six', 'desktop'])
  },
  async bundles(it: Proof) {
    const { bundles = [] } = await it.client.send(new sdk.GetBundlesCommand({}))
    // The AWS CLI's example of GetBundles.
    const common = { isActive: true, cpuCount: 2, supportedPlatforms: ['LINUX_UNIX'], publicIpv4AddressCount: 1 }
    expect(bundles.slice(0, 3)).toMatchObject([
      { ...common, bundleId: 'nano_3_0', price: 5, diskSizeInGb: 20, power: 298, ramSizeInGb: 0.5, name: 'Nano' },
      { ...common, bundleId: 'micro_3_0', price: 7, diskSizeInGb: 40, power: 500, ramSizeInGb: 1, name: 'Micro' },
      { ...common, bundleId: 'small_3_0', price: 12, diskSizeInGb: 60, power: 1000, ramSizeInGb: 2, name: 'Small' },
    ])
    expect(bundles.every(({ isActive }) => isActive)).toBe(true)
    const all = await it.client.send(new sdk.GetBundlesCommand({ includeInactive: true }))
    expect(all.bundles?.filter(({ isActive }) => !isActive).length).toBeGreaterThan(0)
    const research = await it.client.send(new sdk.GetBundlesCommand({ appCategory: 'LfR' }))
    expect(research.bundles).toEqual([])
  },
  async blueprints(it: Proof) {
    const { blueprints = [] } = await it.client.send(new sdk.GetBlueprintsCommand({}))
    // The AWS CLI's example of GetBlueprints.
    const common = { type: 'app', isActive: true, minPower: 0, platform: 'LINUX_UNIX', versionCode: '1' }
    for (const [blueprintId, name, group, version] of [
      ['wordpress', 'WordPress', 'wordpress', '6.5.3-0'],
      ['lamp_8_bitnami', 'LAMP (PHP 8)', 'lamp_8', '8.2.18-4'],
      ['nodejs', 'Node.js', 'node', '18.20.2-0'],
    ]) {
      expect(blueprints).toContainEqual(expect.objectContaining({ ...common, blueprintId, name, group, version }))
    }
    expect(blueprints.every(({ isActive }) => isActive)).toBe(true)
    const all = await it.client.send(new sdk.GetBlueprintsCommand({ includeInactive: true }))
    expect(all.blueprints?.find(({ blueprintId }) => blueprintId === 'ubuntu_18_04')).toMatchObject({ isActive: false })
  },
  async 'instance-hardware'(it: Proof) {
    await create(it, { bundleId: 'medium_3_0' })
    const made = await instance(it, 'app-1')
    // The AWS CLI's example of GetInstance.
    const disk = { sizeInGb: 80, isSystemDisk: true, iops: 240, path: '/dev/xvda', attachmentState: 'attached' }
    expect(made?.hardware).toMatchObject({ cpuCount: 2, ramSizeInGb: 4, disks: [{ ...disk, attachedTo: 'app-1' }] })
    expect(made?.networking?.monthlyTransfer).toEqual({ gbPerMonthAllocated: 4096 })
  },
  async 'instance-addresses'(it: Proof) {
    it.add({ name: 'six', ipAddressType: 'ipv6' })
    it.add({ name: 'asleep', state: 'stopped', ipAddressType: 'ipv4' })
    const [web, six, asleep] = [await instance(it), await instance(it, 'six'), await instance(it, 'asleep')]
    for (const one of [web, six, asleep]) expect(one?.privateIpAddress).toMatch(/^172\.26\./)
    expect([web?.publicIpAddress, six?.publicIpAddress, asleep?.publicIpAddress]).toEqual([
      '198.18.0.1',
      undefined,
      undefined,
    ])
    expect([web?.ipv6Addresses, six?.ipv6Addresses, asleep?.ipv6Addresses]).toEqual([
      ['2001:db8::1'],
      ['2001:db8::2'],
      undefined,
    ])
  },
  async 'delete-instance'(it: Proof) {
    await create(it)
    await allocate(it)
    await attach(it, 'app-1')
    const { operations } = await remove(it)
    expect(operations).toMatchObject([{ operationType: 'DeleteInstance', ...SUCCEEDED }])
    await expect(instance(it, 'app-1')).rejects.toMatchObject({ name: 'NotFoundException' })
    expect(await staticIp(it)).toMatchObject({ isAttached: false })
    await create(it)
    expect(await it.names('app-1')).toEqual(['80/tcp', '22/tcp'])
  },
  async 'delete-add-ons'(it: Proof) {
    const addOns = [{ addOnType: 'AutoSnapshot', autoSnapshotAddOnRequest: { snapshotTimeOfDay: '04:00' } }] as const
    await create(it, { addOns: [...addOns] })
    expect((await instance(it, 'app-1'))?.addOns).toEqual([
      { name: 'AutoSnapshot', status: 'Enabled', snapshotTimeOfDay: '04:00' },
    ])
    await expect(remove(it)).rejects.toThrow(/^You cannot delete the Instance app-1 with addons AutoSnapshot/)
    await remove(it, { forceDeleteAddOns: true })
    expect(await names(it)).toEqual([web1])
  },
  async 'add-ons'(it: Proof) {
    const resourceName = web1
    const enable = (addOnRequest: sdk.AddOnRequest) =>
      it.client.send(new sdk.EnableAddOnCommand({ resourceName, addOnRequest }))
    const disable = () => it.client.send(new sdk.DisableAddOnCommand({ resourceName, addOnType: 'AutoSnapshot' }))
    await expect(disable()).rejects.toMatchObject({ name: FAILURE })
    const { operations } = await enable({ addOnType: 'AutoSnapshot' })
    expect(operations).toMatchObject([{ operationType: 'EnableAddOn', resourceName, ...SUCCEEDED }])
    await enable({ addOnType: 'AutoSnapshot', autoSnapshotAddOnRequest: { snapshotTimeOfDay: '23:30' } })
    expect((await instance(it))?.addOns).toEqual([
      { name: 'AutoSnapshot', status: 'Enabled', snapshotTimeOfDay: '23:30' },
    ])
    expect((await disable()).operations).toMatchObject([{ operationType: 'DisableAddOn', ...SUCCEEDED }])
    expect(await instance(it)).not.toHaveProperty('addOns')
  },
  async 'start-stop'(it: Proof) {
    const before = await instance(it)
    const states = async () => (await instance(it))?.state
    expect((await stop(it)).operations).toMatchObject([{ operationType: 'StopInstance', ...STARTED }])
    expect(await states()).toEqual({ code: 64, name: 'stopping' })
    it.lightsail.clock.advance('20s')
    expect(await states()).toEqual({ code: 80, name: 'stopped' })
    expect((await start(it)).operations).toMatchObject([{ operationType: 'StartInstance', ...STARTED }])
    expect((await states())?.name).toBe('starting')
    it.lightsail.clock.advance('30s')
    const after = await instance(it)
    expect(after?.state?.name).toBe('running')
    expect(after?.publicIpAddress).not.toBe(before?.publicIpAddress)
    expect([after?.privateIpAddress, after?.ipv6Addresses]).toEqual([before?.privateIpAddress, before?.ipv6Addresses])
  },
  async 'start-stop-states'(it: Proof) {
    await expect(start(it)).rejects.toMatchObject({
      name: FAILURE,
      message:
        'You can only start an instance when the target instance is stopped. The current state of your instance is: running',
    })
    await stop(it)
    await expect(stop(it)).rejects.toMatchObject({ name: FAILURE })
    await expect(it.client.send(new sdk.RebootInstanceCommand({ instanceName: web1 }))).rejects.toMatchObject({
      name: FAILURE,
    })
    it.lightsail.instances.get(web1).update({ state: 'stopping' })
    await it.client.send(new sdk.StopInstanceCommand({ instanceName: web1, force: true }))
    expect(it.lightsail.instances.get(web1).state).toBe('stopped')
  },
  async 'start-bundle'(it: Proof) {
    await stop(it)
    for (const bundleId of ['huge_3_0', 'small_win_3_0', 'small_ipv6_3_0']) {
      await expect(start(it, { attributeUpdates: { bundleId } })).rejects.toMatchObject({ name: INVALID })
    }
    await start(it, { attributeUpdates: { bundleId: 'small_3_0' } })
    expect(await instance(it)).toMatchObject({ bundleId: 'small_3_0', hardware: { ramSizeInGb: 2 } })
  },
  async reboot(it: Proof) {
    const { operations } = await it.client.send(new sdk.RebootInstanceCommand({ instanceName: web1 }))
    expect(operations).toMatchObject([{ operationType: 'RebootInstance', operationDetails: '', ...SUCCEEDED }])
    expect((await instance(it))?.state?.name).toBe('running')
  },
  async 'static-ip-allocate'(it: Proof) {
    const operation = { resourceName: 'ip-1', resourceType: 'StaticIp', ...SUCCEEDED }
    const location = { availabilityZone: 'all', regionName: 'us-east-1' }
    expect((await allocate(it)).operations).toMatchObject([
      { operationType: 'AllocateStaticIp', location, ...operation },
    ])
    const made = await staticIp(it)
    expect(made).toMatchObject({
      name: 'ip-1',
      arn: expect.stringMatching(/^arn:aws:lightsail:us-east-1:123456789012:StaticIp\/[\da-f-]{36}$/),
      supportCode: `123456789012/${made?.ipAddress}`,
      location,
      resourceType: 'StaticIp',
      isAttached: false,
    })
    expect((await it.client.send(new sdk.GetStaticIpsCommand({}))).staticIps).toEqual([made])
    expect((await release(it)).operations).toMatchObject([{ operationType: 'ReleaseStaticIp', ...operation }])
    expect((await it.client.send(new sdk.GetStaticIpsCommand({}))).staticIps).toEqual([])
  },
  async 'static-ip-attach'(it: Proof) {
    await allocate(it)
    const before = await instance(it)
    const pair = (operationType: string) => [
      { resourceName: 'ip-1', resourceType: 'StaticIp', operationDetails: web1, operationType, ...SUCCEEDED },
      { resourceName: web1, resourceType: 'Instance', operationDetails: 'ip-1', operationType, ...SUCCEEDED },
    ]
    expect((await attach(it)).operations).toMatchObject(pair('AttachStaticIp'))
    const { ipAddress } = (await staticIp(it)) ?? {}
    expect(await staticIp(it)).toMatchObject({ isAttached: true, attachedTo: web1 })
    expect(await instance(it)).toMatchObject({ isStaticIp: true, publicIpAddress: ipAddress })
    expect((await detach(it)).operations).toMatchObject(pair('DetachStaticIp'))
    const after = await instance(it)
    expect(after?.isStaticIp).toBe(false)
    expect([ipAddress, before?.publicIpAddress]).not.toContain(after?.publicIpAddress)
  },
  async 'static-ip-attached'(it: Proof) {
    it.add({ name: 'web-2' })
    it.add({ name: 'six', ipAddressType: 'ipv6' })
    await allocate(it)
    await attach(it)
    await expect(attach(it, 'web-2')).rejects.toMatchObject({ name: FAILURE })
    await allocate(it, 'ip-2')
    await attach(it, web1, 'ip-2')
    expect([(await staticIp(it))?.isAttached, (await staticIp(it, 'ip-2'))?.attachedTo]).toEqual([false, web1])
    await allocate(it, 'ip-3')
    await expect(attach(it, 'six', 'ip-3')).rejects.toMatchObject({ name: FAILURE })
    it.lightsail.instances.get('web-2').update({ state: 'pending' })
    await expect(attach(it, 'web-2', 'ip-3')).rejects.toThrow('when the target instance is running or stopped')
  },
  async 'static-ip-release'(it: Proof) {
    const before = await instance(it)
    await allocate(it)
    await attach(it)
    await release(it)
    await expect(staticIp(it)).rejects.toMatchObject({ name: 'NotFoundException' })
    const after = await instance(it)
    expect(after).toMatchObject({ isStaticIp: false, publicIpAddress: expect.stringMatching(/^198\.18\./) })
    expect(after?.publicIpAddress).not.toBe(before?.publicIpAddress)
  },
  async 'static-ip-free'(it: Proof) {
    await allocate(it)
    await expect(detach(it)).rejects.toMatchObject({ name: FAILURE })
  },
  async 'static-ip-missing'(it: Proof) {
    for (const ask of [staticIp, detach, release, (to: Proof) => attach(to)]) {
      await expect(ask(it)).rejects.toMatchObject({
        name: 'NotFoundException',
        code: 'DoesNotExist',
        message: 'The StaticIp does not exist: ip-1',
      })
    }
    await allocate(it)
    await expect(attach(it, 'web-9')).rejects.toThrow('The Instance does not exist: web-9')
  },
  async 'key-pair-create'(it: Proof) {
    const tags = [{ key: 'team', value: 'web' }]
    const made = await it.client.send(new sdk.CreateKeyPairCommand({ keyPairName: 'key-1', tags }))
    expect(made).toMatchObject({
      keyPair: { name: 'key-1', resourceType: 'KeyPair', supportCode: '123456789012/key-1', tags },
      publicKeyBase64: expect.stringMatching(/^ssh-rsa AAAAB3NzaC1yc2E/),
      privateKeyBase64: expect.stringMatching(
        /^-----BEGIN RSA PRIVATE KEY-----\n[\w+/=\n]*-----END RSA PRIVATE KEY-----\n$/,
      ),
      operation: { operationType: 'CreateKeyPair', resourceName: 'key-1', resourceType: 'KeyPair', ...SUCCEEDED },
    })
    expect(JSON.stringify([...it.lightsail.calls])).not.toContain('PRIVATE KEY')
    expect(JSON.stringify(it.lightsail.export())).not.toContain('PRIVATE KEY')
    const { keyPair } = await it.client.send(new sdk.GetKeyPairCommand({ keyPairName: 'key-1' }))
    expect(keyPair).toMatchObject({ ...made.keyPair, fingerprint: expect.stringMatching(/^(?:[\da-f]{2}:){19}/) })
    await create(it, { keyPairName: 'key-1' })
    expect((await instance(it, 'app-1'))?.sshKeyName).toBe('key-1')
    await expect(create(it, { keyPairName: 'key-2', instanceNames: ['app-2'] })).rejects.toThrow(
      'The KeyPair does not exist: key-2',
    )
    expect(await names(it)).not.toContain('app-2')
  },
  async 'key-pair-import'(it: Proof) {
    const { operation } = await importKey(it, RSA_KEY)
    expect(operation).toMatchObject({ operationType: 'ImportKeyPair', ...SUCCEEDED })
    await importKey(it, ED25519_KEY, 'key-2')
    await importKey(it, btoa(RSA_KEY), 'key-3')
    const listed = await keyPairs(it)
    expect(listed.map(({ name }) => name)).toEqual(['key-1', 'key-2', 'key-3'])
    expect(listed[2]?.fingerprint).toBe(listed[0]?.fingerprint)
    for (const wrong of ['', 'no', 'ssh-rsa', 'ssh-rsa AAAA', 'ssh-dss AAAAB3NzaC1kc3MAAACBAA==', `x ${RSA_KEY}`]) {
      await expect(importKey(it, wrong, 'key-4')).rejects.toMatchObject({
        name: INVALID,
        message: expect.stringContaining('publicKeyBase64: it is not'),
      })
    }
  },
  async 'key-pair-fingerprint'(it: Proof) {
    await importKey(it, ED25519_KEY)
    const [keyPair] = await keyPairs(it)
    const blob = Uint8Array.from(atob(ED25519_KEY.split(' ')[1] ?? ''), (char) => char.charCodeAt(0))
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', blob))
    expect(keyPair?.fingerprint).toBe(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(':'))
  },
  async 'key-pair-default'(it: Proof) {
    expect(await keyPairs(it, true)).toEqual([])
    const download = async () => {
      const { $metadata: _, ...output } = await it.client.send(new sdk.DownloadDefaultKeyPairCommand({}))
      return output
    }
    // Two calls at a time get the same key pair.
    const [first, second] = await Promise.all([download(), download()])
    expect(second).toEqual(first)
    expect(first.privateKeyBase64).toContain('BEGIN RSA PRIVATE KEY')
    expect(await keyPairs(it)).toEqual([])
    const [{ name: keyPairName, fingerprint: expectedFingerprint } = {}] = await keyPairs(it, true)
    const erase = (more: object) => it.client.send(new sdk.DeleteKeyPairCommand({ keyPairName, ...more }))
    await expect(erase({})).rejects.toMatchObject({ name: INVALID })
    await expect(erase({ expectedFingerprint: '00' })).rejects.toMatchObject({ name: INVALID })
    const { operation } = await erase({ expectedFingerprint })
    expect(operation).toMatchObject({ operationType: 'DeleteKeyPair', ...SUCCEEDED })
    expect(await keyPairs(it, true)).toEqual([])
    expect((await download()).publicKeyBase64).not.toBe(first.publicKeyBase64)
  },
  async tags(it: Proof) {
    const tag = (tags: sdk.Tag[], resourceName = web1) =>
      it.client.send(new sdk.TagResourceCommand({ resourceName, tags }))
    const { operations } = await tag([{ key: 'team', value: 'web' }, { key: 'new' }])
    expect(operations).toMatchObject([{ operationType: 'TagResource', resourceType: 'Instance', ...SUCCEEDED }])
    await tag([{ key: 'team', value: 'ops' }])
    expect((await instance(it))?.tags).toEqual([{ key: 'team', value: 'ops' }, { key: 'new' }])
    await it.client.send(new sdk.UntagResourceCommand({ resourceName: web1, tagKeys: ['new', 'unknown'] }))
    expect(it.lightsail.instances.get(web1).tags).toEqual({ team: 'ops' })
    const fifty = Array.from({ length: 50 }, (_, index) => ({ key: `key-${index}` }))
    await expect(tag(fifty)).rejects.toThrow('tags: a resource has at most 50 tags')
    await expect(tag([{ key: 'x'.repeat(129), value: 'y'.repeat(257) }, { value: 'z' }])).rejects.toThrow(
      /tags\[0\]\.key: .*; tags\[0\]\.value: .*; tags\[1\]\.key: /,
    )
    await importKey(it, RSA_KEY)
    await tag([{ key: 'team', value: 'web' }], 'key-1')
    expect((await keyPairs(it))[0]?.tags).toEqual([{ key: 'team', value: 'web' }])
    await expect(tag([], 'web-9')).rejects.toThrow('The resource does not exist: web-9')
  },
  async 'tags-static-ip'(it: Proof) {
    await allocate(it)
    const tags = [{ key: 'team', value: 'web' }]
    await expect(it.client.send(new sdk.TagResourceCommand({ resourceName: 'ip-1', tags }))).rejects.toThrow(
      'the StaticIp ip-1 cannot have tags',
    )
  },
  async 'ip-address-type'(it: Proof) {
    const { operations } = await setType(it, 'ipv4')
    expect(operations).toMatchObject([{ operationType: 'SetIpAddressType', resourceName: web1, ...SUCCEEDED }])
    expect(await instance(it)).toMatchObject({ ipAddressType: 'ipv4', bundleId: 'nano_3_0' })
    expect(await it.refused([tcp(22, { ipv6Cidrs: ['::/0'] })])).toMatchObject({ name: INVALID })
    await expect(setType(it, 'ipv6')).rejects.toThrow('acceptBundleUpdate: true is required')
    await setType(it, 'ipv6', { acceptBundleUpdate: true })
    expect(await instance(it)).toMatchObject({ ipAddressType: 'ipv6', bundleId: 'nano_ipv6_3_0' })
    expect(await it.refused([tcp(22, { cidrs: ['0.0.0.0/0'] })])).toMatchObject({ name: INVALID })
    await setType(it, 'dualstack', { acceptBundleUpdate: true })
    expect(await instance(it)).toMatchObject({ ipAddressType: 'dualstack', bundleId: 'nano_3_0' })
    await expect(setType(it, 'ipv4', { resourceType: 'LoadBalancer', resourceName: web1 })).rejects.toMatchObject({
      name: 'NotFoundException',
    })
  },
  async 'ip-address-type-rules'(it: Proof) {
    await it.put([tcp(22), tcp(80, { ipv6Cidrs: ['2001:db8::/32'] }), tcp(443, { cidrs: ['192.0.2.1/32'] })])
    await setType(it, 'ipv4')
    expect(await it.names()).toEqual(['22/tcp', '443/tcp'])
    await setType(it, 'dualstack')
    expect((await it.ports())[0]).toMatchObject({ cidrs: ['0.0.0.0/0'], ipv6Cidrs: [] })
    await it.put([tcp(22)])
    await setType(it, 'ipv6', { acceptBundleUpdate: true })
    expect((await it.ports())[0]).toMatchObject({ cidrs: [], ipv6Cidrs: ['::/0'] })
  },
  async snapshots(it: Proof) {
    const instanceSnapshotName = 'snapshot-1'
    await create(it)
    const make = new sdk.CreateInstanceSnapshotCommand({ instanceSnapshotName, instanceName: 'app-1' })
    const { operations } = await it.client.send(make)
    const operationType = 'CreateInstanceSnapshot'
    expect(operations).toMatchObject([
      {
        resourceName: instanceSnapshotName,
        resourceType: 'InstanceSnapshot',
        operationDetails: 'app-1',
        operationType,
      },
      { resourceName: 'app-1', resourceType: 'Instance', operationDetails: instanceSnapshotName, operationType },
    ])
    expect(operations?.[0]).toMatchObject(STARTED)
    await expect(it.client.send(make)).rejects.toMatchObject({ name: INVALID, code: 'NameExists' })
    await remove(it)
    const get = new sdk.GetInstanceSnapshotCommand({ instanceSnapshotName })
    const { instanceSnapshot } = await it.client.send(get)
    expect(instanceSnapshot).toMatchObject({
      name: instanceSnapshotName,
      resourceType: 'InstanceSnapshot',
      state: 'available',
      fromInstanceName: 'app-1',
      fromBlueprintId: 'ubuntu_24_04',
      fromBundleId: 'nano_3_0',
      sizeInGb: 20,
    })
    const { instanceSnapshots } = await it.client.send(new sdk.GetInstanceSnapshotsCommand({}))
    expect(instanceSnapshots).toEqual([instanceSnapshot])
    await it.client.send(new sdk.DeleteInstanceSnapshotCommand({ instanceSnapshotName }))
    await expect(it.client.send(get)).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'The InstanceSnapshot does not exist: snapshot-1',
    })
  },
  async 'from-snapshot-ports'(it: Proof) {
    await it.put([tcp(8080)])
    await fromSnapshot(it, 'nano_3_0')
    expect(await it.names('app-1')).toEqual(['80/tcp', '22/tcp'])
    expect(await it.names()).toEqual(['8080/tcp'])
    expect(await instance(it, 'app-1')).toMatchObject({ blueprintId: 'ubuntu_24_04', state: { name: 'running' } })
  },
  async 'from-snapshot-bundle'(it: Proof) {
    await create(it, { instanceNames: ['big-1'], bundleId: 'small_3_0' })
    await expect(fromSnapshot(it, 'nano_3_0', 'big-1')).rejects.toMatchObject({
      name: INVALID,
      message: expect.stringContaining('bundleId: nano_3_0 is smaller than small_3_0'),
    })
    await expect(instance(it, 'app-1')).rejects.toMatchObject({ name: 'NotFoundException' })
    await fromSnapshot(it, 'medium_3_0', 'big-1', 'snapshot-2')
    expect(await instance(it, 'app-1')).toMatchObject({ bundleId: 'medium_3_0' })
  },
  async 'ip-address-type-addresses'(it: Proof) {
    const before = await instance(it)
    await setType(it, 'ipv4')
    expect(await instance(it)).not.toHaveProperty('ipv6Addresses')
    await setType(it, 'dualstack')
    const after = await instance(it)
    expect(after?.ipv6Addresses).toEqual([expect.stringMatching(/^2001:db8::/)])
    expect(after?.ipv6Addresses).not.toEqual(before?.ipv6Addresses)
    expect(after?.publicIpAddress).toBe(before?.publicIpAddress)
  },
  async 'instance-access-details'(it: Proof) {
    const ask = async (more: object = {}) => {
      const input = { instanceName: web1, ...more }
      return (await it.client.send(new sdk.GetInstanceAccessDetailsCommand(input))).accessDetails
    }
    const { publicIpAddress: ipAddress } = (await instance(it)) ?? {}
    expect(await ask()).toMatchObject({
      protocol: 'ssh',
      username: 'ubuntu',
      instanceName: web1,
      ipAddress,
      certKey: expect.stringMatching(/^ssh-rsa /),
      privateKey: expect.stringContaining('BEGIN RSA PRIVATE KEY'),
      expiresAt: expect.any(Date),
    })
    expect(await ask({ protocol: 'rdp' })).toMatchObject({
      protocol: 'rdp',
      passwordData: { ciphertext: '', keyPairName: 'LightsailDefaultKeyPair' },
    })
    it.lightsail.instances.get(web1).update({ state: 'stopped' })
    await expect(ask()).rejects.toMatchObject({ name: FAILURE })
  },
  async 'metric-data'(it: Proof) {
    const ask = (more: object = {}) =>
      it.client.send(
        new sdk.GetInstanceMetricDataCommand({
          instanceName: web1,
          metricName: 'CPUUtilization',
          period: 300,
          startTime: new Date('2026-01-31T11:00:00Z'),
          endTime: new Date('2026-01-31T12:00:00Z'),
          unit: 'Percent',
          statistics: ['Average'],
          ...more,
        }),
      )
    expect(await ask()).toMatchObject({ metricName: 'CPUUtilization', metricData: [] })
    for (const wrong of [{ metricName: 'x' }, { period: 59 }, { unit: 'percent' }, { statistics: ['Mean'] }]) {
      await expect(ask(wrong)).rejects.toMatchObject({ name: INVALID })
    }
    await expect(ask({ startTime: new Date('2027-01-01T00:00:00Z') })).rejects.toThrow('startTime: ')
  },
  async 'active-names'(it: Proof) {
    await allocate(it)
    await importKey(it, RSA_KEY)
    await create(it)
    await it.client.send(new sdk.DownloadDefaultKeyPairCommand({}))
    it.add({ name: 'elsewhere', region: 'eu-west-1' })
    expect(await names(it)).toEqual([web1, 'ip-1', 'key-1', 'app-1'])
    for (let index = 0; index < 97; index++) it.add({ name: `more-${index}` })
    const first = await it.client.send(new sdk.GetActiveNamesCommand({}))
    const second = await it.client.send(new sdk.GetActiveNamesCommand({ pageToken: first.nextPageToken }))
    expect([first.activeNames?.length, second.activeNames]).toEqual([100, ['more-96']])
  },
  async 'empty-lists'(it: Proof) {
    const { client } = it
    expect((await client.send(new sdk.GetDisksCommand({}))).disks).toEqual([])
    expect((await client.send(new sdk.GetDomainsCommand({}))).domains).toEqual([])
    expect((await client.send(new sdk.GetLoadBalancersCommand({}))).loadBalancers).toEqual([])
    expect((await client.send(new sdk.GetRelationalDatabasesCommand({}))).relationalDatabases).toEqual([])
    expect((await client.send(new sdk.GetBucketsCommand({}))).buckets).toEqual([])
    await expect(client.send(new sdk.GetBucketsCommand({ bucketName: 'bucket-1' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    })
    await expect(client.send(new sdk.GetDisksCommand({ pageToken: 'no' }))).rejects.toMatchObject({ name: INVALID })
  },
  async 'domains-region'(it: Proof) {
    const elsewhere = it.door.client({ region: 'eu-west-1' })
    await expect(elsewhere.send(new sdk.GetDomainsCommand({}))).rejects.toMatchObject({
      name: INVALID,
      message: expect.stringMatching(/^Domain-related APIs are only available in the us-east-1 Region\./),
    })
  },
  async 'peer-vpc'(it: Proof) {
    const { operation } = await it.client.send(new sdk.PeerVpcCommand({}))
    expect(operation).toMatchObject({
      resourceName: expect.stringMatching(/^vpc-[\da-f]{17}$/),
      resourceType: 'PeeredVpc',
      operationType: 'PeeredVpc',
      operationDetails: expect.stringMatching(/^vpc-/),
      ...SUCCEEDED,
    })
  },
  async 'request-tags'(it: Proof) {
    const denied = { name: 'AccessDeniedException' }
    const right = [{ key: 'team', value: 'web' }]
    const wrong = [{ key: 'team', value: 'ops' }]
    await create(it, { tags: right })
    for (const tags of [wrong, [], undefined]) {
      await expect(create(it, { tags, instanceNames: ['app-2'] })).rejects.toMatchObject(denied)
    }
    await it.client.send(new sdk.TagResourceCommand({ resourceName: web1, tags: right }))
    const retag = new sdk.TagResourceCommand({ resourceName: web1, tags: wrong })
    await expect(it.client.send(retag)).rejects.toMatchObject(denied)
    const make = new sdk.CreateKeyPairCommand({ keyPairName: 'key-1', tags: wrong })
    await expect(it.client.send(make)).rejects.toMatchObject(denied)
    // An operation that takes no tags has none.
    await expect(stop(it)).rejects.toMatchObject(denied)
  },
  async 'tag-keys'(it: Proof) {
    const denied = { name: 'AccessDeniedException' }
    const tags = [{ key: 'team', value: 'web' }, { key: 'stage' }]
    const others = [...tags, { key: 'owner' }]
    await create(it, { tags })
    await expect(create(it, { tags: others, instanceNames: ['app-2'] })).rejects.toMatchObject(denied)
    await expect(create(it, { instanceNames: ['app-2'] })).rejects.toMatchObject(denied)
    await it.client.send(new sdk.CreateKeyPairCommand({ keyPairName: 'key-1', tags }))
    await it.client.send(new sdk.TagResourceCommand({ resourceName: web1, tags }))
    const untag = (tagKeys: string[]) => it.client.send(new sdk.UntagResourceCommand({ resourceName: web1, tagKeys }))
    await expect(untag(['team', 'owner'])).rejects.toMatchObject(denied)
    await untag(['team', 'stage'])
    await expect(stop(it)).rejects.toMatchObject(denied)
  },
  async 'static-ip-limit'(it: Proof) {
    const names = ['ip-1', 'ip-2', 'ip-3', 'ip-4', 'ip-5']
    for (const name of names) await allocate(it, name)
    await expect(allocate(it, 'ip-6')).rejects.toMatchObject({
      name: INVALID,
      message: "Sorry, you've reached the maximum number of static IPs for your account.",
    })
    await expect(staticIp(it, 'ip-6')).rejects.toMatchObject({ name: 'NotFoundException' })
    await release(it, 'ip-1')
    await allocate(it, 'ip-6')
  },
  async 'instance-limit'(it: Proof) {
    // By default there is none: programs in tests make as many as they like.
    await create(it, { instanceNames: Array.from({ length: 30 }, (_, index) => `node-${index}`) })
  },
  async 'create-retired'(it: Proof) {
    const retired = [
      ['lamp_5_6_27', 'nano_1_0', 'LAMP (PHP 5)', 'bitnami'],
      ['centos_7_1805_01', 'nano_2_0', 'CentOS', 'centos'],
      ['ubuntu_18_04', 'small_2_0', 'Ubuntu', 'ubuntu'],
    ] as const
    for (const [blueprintId, bundleId, blueprintName, username] of retired) {
      const instanceName = blueprintId.replaceAll('_', '-')
      await create(it, { instanceNames: [instanceName], blueprintId, bundleId })
      expect(await instance(it, instanceName)).toMatchObject({ blueprintId, bundleId, blueprintName, username })
    }
    const unknown = create(it, { blueprintId: 'ubuntu_99_04' })
    await expect(unknown).rejects.toMatchObject({ name: INVALID, message: expect.stringContaining('blueprintId') })
  },
  async 'page-token-empty'(it: Proof) {
    const first = await it.client.send(new sdk.GetInstancesCommand({}))
    const again = await it.client.send(new sdk.GetInstancesCommand({ pageToken: '' }))
    expect(again.instances).toEqual(first.instances)
    await allocate(it)
    const { staticIps } = await it.client.send(new sdk.GetStaticIpsCommand({ pageToken: '' }))
    expect(staticIps).toHaveLength(1)
  },
  async 'authorized-on'(it: Proof) {
    const denied = { name: 'AccessDeniedException' }
    await allocate(it)
    // A policy denies everything on static IP addresses, and on resources of another team.
    await expect(attach(it)).rejects.toMatchObject(denied)
    await expect(release(it)).rejects.toMatchObject(denied)
    await expect(release(it, 'ip-9')).rejects.toMatchObject(denied)
    await staticIp(it)
    await stop(it)
    await start(it)
    await importKey(it, RSA_KEY)
    const tags = [{ key: 'team', value: 'other' }]
    for (const resourceName of [web1, 'key-1']) {
      await it.client.send(new sdk.TagResourceCommand({ resourceName, tags }))
      const untag = new sdk.UntagResourceCommand({ resourceName, tagKeys: ['team'] })
      await expect(it.client.send(untag)).rejects.toMatchObject(denied)
    }
    await expect(stop(it)).rejects.toMatchObject(denied)
    await expect(it.client.send(new sdk.DeleteKeyPairCommand({ keyPairName: 'key-1' }))).rejects.toMatchObject(denied)
    await create(it)
  },
} satisfies Partial<Record<BehaviourId, (it: Proof) => Promise<void>>>
