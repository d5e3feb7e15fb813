import * as sdk from '@aws-sdk/client-lightsail'
import { describe, expect, test } from 'vitest'
import { doors, type OpenDoor } from '../../support/doors.ts'
import { PUBLIC_KEY } from '../../support/sample-calls.ts'

// The calls of the resources of hashicorp/terraform-provider-aws, in their order. Pulumi's AWS provider is built on it.

const NAME = 'web-1'
const tcp = (port: number): sdk.PortInfo => ({ protocol: 'tcp', fromPort: port, toPort: port })

/** The resources of the provider, reduced to what they send and what they look at. */
class Terraform {
  readonly client: sdk.LightsailClient
  constructor(door: OpenDoor) {
    this.client = door.client()
  }

  /** Polls an operation until it has ended, as the provider does after each change. */
  async wait(operations: readonly sdk.Operation[] = []): Promise<void> {
    const [{ id: operationId } = {}] = operations
    const { operation } = await this.client.send(new sdk.GetOperationCommand({ operationId }))
    expect(['Succeeded', 'Completed']).toContain(operation?.status)
  }

  async createInstance(more: Partial<sdk.CreateInstancesCommandInput> = {}): Promise<void> {
    const input = {
      instanceNames: [NAME],
      availabilityZone: 'us-east-1a',
      blueprintId: 'ubuntu_24_04',
      bundleId: 'nano_3_0',
      ipAddressType: 'dualstack',
      ...more,
    } satisfies sdk.CreateInstancesCommandInput
    await this.wait((await this.client.send(new sdk.CreateInstancesCommand(input))).operations)
  }

  /** The state that is kept of an instance; `undefined` removes it from the state. */
  async readInstance() {
    const found = await this.client.send(new sdk.GetInstanceCommand({ instanceName: NAME })).catch((error: Error) => {
      if (error.name === 'NotFoundException') return { instance: undefined }
      throw error
    })
    return found.instance
  }

  async deleteInstance(): Promise<void> {
    const input = { instanceName: NAME, forceDeleteAddOns: true }
    await this.wait((await this.client.send(new sdk.DeleteInstanceCommand(input))).operations)
  }

  /** aws_lightsail_instance_public_ports: every change of it is a replacement. */
  async createPorts(portInfos: sdk.PortInfo[]): Promise<void> {
    await this.client.send(new sdk.PutInstancePublicPortsCommand({ instanceName: NAME, portInfos }))
  }

  async deletePorts(portInfos: readonly sdk.PortInfo[]): Promise<void> {
    for (const portInfo of portInfos) {
      await this.client.send(new sdk.CloseInstancePublicPortsCommand({ instanceName: NAME, portInfo }))
    }
  }

  async readPorts(): Promise<sdk.InstancePortState[]> {
    const { portStates = [] } = await this.client.send(new sdk.GetInstancePortStatesCommand({ instanceName: NAME }))
    return portStates
  }
}

const open = async () => {
  const door = await doors.requestHandler({})
  return { door, terraform: new Terraform(door), [Symbol.asyncDispose]: () => door[Symbol.asyncDispose]() }
}
const portsOf = (states: readonly sdk.InstancePortState[]) => states.map(({ fromPort }) => fromPort)

describe('aws_lightsail_instance', () => {
  test('is created, read, imported, changed in place and destroyed', async () => {
    await using it = await open()
    const { terraform } = it
    await terraform.createInstance({ tags: [{ key: 'team', value: 'web' }] })
    const created = await terraform.readInstance()
    // The provider keeps these members; if one differs, the next plan is not empty.
    expect(created).toMatchObject({
      name: NAME,
      arn: expect.stringMatching(/^arn:aws:lightsail:us-east-1:\d{12}:Instance\//),
      location: { availabilityZone: 'us-east-1a' },
      blueprintId: 'ubuntu_24_04',
      bundleId: 'nano_3_0',
      sshKeyName: 'LightsailDefaultKeyPair',
      username: 'ubuntu',
      createdAt: expect.any(Date),
      hardware: { cpuCount: 2, ramSizeInGb: 0.5 },
      ipv6Addresses: [expect.any(String)],
      ipAddressType: 'dualstack',
      isStaticIp: false,
      privateIpAddress: expect.any(String),
      publicIpAddress: expect.any(String),
      tags: [{ key: 'team', value: 'web' }],
    })
    // An import reads the instance by its name: the same state.
    expect(await terraform.readInstance()).toEqual(created)
    const { client } = terraform
    const addOn = { addOnType: 'AutoSnapshot', autoSnapshotAddOnRequest: { snapshotTimeOfDay: '06:00' } } as const
    await terraform.wait(
      (await client.send(new sdk.EnableAddOnCommand({ resourceName: NAME, addOnRequest: addOn }))).operations,
    )
    await terraform.wait(
      (
        await client.send(
          new sdk.SetIpAddressTypeCommand({ resourceType: 'Instance', resourceName: NAME, ipAddressType: 'ipv4' }),
        )
      ).operations,
    )
    await client.send(new sdk.UntagResourceCommand({ resourceName: NAME, tagKeys: ['team'] }))
    await client.send(new sdk.TagResourceCommand({ resourceName: NAME, tags: [{ key: 'team', value: 'ops' }] }))
    expect(await terraform.readInstance()).toMatchObject({
      addOns: [{ name: 'AutoSnapshot', snapshotTimeOfDay: '06:00', status: 'Enabled' }],
      ipAddressType: 'ipv4',
      tags: [{ key: 'team', value: 'ops' }],
    })
    await terraform.deleteInstance()
    expect(await terraform.readInstance()).toBeUndefined()
  })
})

describe('aws_lightsail_instance_public_ports', () => {
  test('is created, read and destroyed', async () => {
    await using it = await open()
    const { terraform } = it
    await terraform.createInstance()
    await terraform.createPorts([tcp(22), tcp(443)])
    const states = await terraform.readPorts()
    expect(portsOf(states)).toEqual([22, 443])
    // The provider destroys with the rules of its state: those that were read, with their addresses.
    await terraform.deletePorts(states)
    expect(await terraform.readPorts()).toEqual([])
  })

  test('a replacement that destroys first leaves the new ports', async () => {
    await using it = await open()
    const { terraform } = it
    await terraform.createInstance()
    await terraform.createPorts([tcp(22), tcp(80)])
    await terraform.deletePorts(await terraform.readPorts())
    await terraform.createPorts([tcp(22), tcp(443)])
    expect(portsOf(await terraform.readPorts())).toEqual([22, 443])
  })

  test('a replacement that creates first (create_before_destroy) wipes every port that old and new have in common', async () => {
    await using it = await open()
    const { terraform } = it
    await terraform.createInstance()
    await terraform.createPorts([tcp(22), tcp(80)])
    const old = await terraform.readPorts()
    // The Put replaces the firewall: 22 and 443 are open. Then the old resource is destroyed, and closes its ports.
    await terraform.createPorts([tcp(22), tcp(443)])
    await terraform.deletePorts(old)
    expect(portsOf(await terraform.readPorts())).toEqual([443])
  })

  test('two of them for one instance wipe each other: the last Put wins', async () => {
    await using it = await open()
    const { terraform } = it
    await terraform.createInstance()
    await terraform.createPorts([tcp(22)])
    await terraform.createPorts([tcp(443)])
    expect(portsOf(await terraform.readPorts())).toEqual([443])
  })
})

describe('aws_lightsail_static_ip and its attachment', () => {
  test('are created, read and destroyed', async () => {
    await using it = await open()
    const { terraform } = it
    const { client } = terraform
    const staticIpName = 'ip-1'
    const read = async () => (await client.send(new sdk.GetStaticIpCommand({ staticIpName }))).staticIp
    await terraform.createInstance()
    await client.send(new sdk.AllocateStaticIpCommand({ staticIpName }))
    const { ipAddress } = (await read()) ?? {}
    await client.send(new sdk.AttachStaticIpCommand({ staticIpName, instanceName: NAME }))
    expect(await read()).toMatchObject({ isAttached: true, attachedTo: NAME, ipAddress })
    expect(await terraform.readInstance()).toMatchObject({ isStaticIp: true, publicIpAddress: ipAddress })
    await client.send(new sdk.DetachStaticIpCommand({ staticIpName }))
    // An attachment that is not attached is removed from the state.
    expect(await read()).toMatchObject({ isAttached: false })
    await client.send(new sdk.ReleaseStaticIpCommand({ staticIpName }))
    await expect(read()).rejects.toMatchObject({ name: 'NotFoundException' })
  })
})

describe('aws_lightsail_key_pair', () => {
  test.each(['created', 'imported'])('is %s, read and destroyed', async (how) => {
    await using it = await open()
    const { client } = it.terraform
    const keyPairName = 'key-1'
    const { operation } =
      how === 'created'
        ? await client.send(new sdk.CreateKeyPairCommand({ keyPairName }))
        : await client.send(new sdk.ImportKeyPairCommand({ keyPairName, publicKeyBase64: PUBLIC_KEY }))
    await it.terraform.wait(operation === undefined ? [] : [operation])
    const { keyPair } = await client.send(new sdk.GetKeyPairCommand({ keyPairName }))
    expect(keyPair).toMatchObject({ name: keyPairName, fingerprint: expect.stringContaining(':') })
    await it.terraform.createInstance({ keyPairName })
    expect((await it.terraform.readInstance())?.sshKeyName).toBe(keyPairName)
    const deleted = await client.send(new sdk.DeleteKeyPairCommand({ keyPairName }))
    await it.terraform.wait(deleted.operation === undefined ? [] : [deleted.operation])
  })
})
