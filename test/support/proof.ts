import {
  CloseInstancePublicPortsCommand,
  type CloseInstancePublicPortsCommandInput,
  GetInstancePortStatesCommand,
  type LightsailClient,
  OpenInstancePublicPortsCommand,
  type PortInfo,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import type { InstanceDefinition } from 'lightsail-ports-testkit'
import { expect } from 'vitest'
import type { OpenDoor } from './doors.ts'

export const tcp = (port: number, more: PortInfo = {}): PortInfo => ({
  protocol: 'tcp',
  fromPort: port,
  toPort: port,
  ...more,
})
export const web1 = 'web-1'

/** Short forms of the SDK's calls through one of the doors, for the proofs of behaviours. */
export class Proof {
  readonly door: OpenDoor
  readonly client: LightsailClient
  constructor(door: OpenDoor) {
    this.door = door
    this.client = door.client()
  }
  get lightsail() {
    return this.door.lightsail
  }
  async put(portInfos: unknown, instanceName: unknown = web1, client = this.client) {
    const input = { instanceName, portInfos } as { instanceName: string; portInfos: PortInfo[] }
    return (await client.send(new PutInstancePublicPortsCommand(input))).operation
  }
  async open(portInfo: PortInfo) {
    return (await this.client.send(new OpenInstancePublicPortsCommand({ instanceName: web1, portInfo }))).operation
  }
  async close(portInfo: CloseInstancePublicPortsCommandInput['portInfo']) {
    return (await this.client.send(new CloseInstancePublicPortsCommand({ instanceName: web1, portInfo }))).operation
  }
  async ports(instanceName = web1) {
    return (await this.client.send(new GetInstancePortStatesCommand({ instanceName }))).portStates ?? []
  }
  /** Returns `22/tcp` for every open rule. */
  async names(instanceName = web1) {
    return (await this.ports(instanceName)).map(({ fromPort, protocol }) => `${fromPort}/${protocol}`)
  }
  add(instance: InstanceDefinition) {
    return this.lightsail.instances.add(instance)
  }
  /** Returns the error of a Put, and checks that it changed nothing. */
  async refused(portInfos: unknown, instanceName: unknown = web1): Promise<Error & { code?: string; tip?: string }> {
    const before = JSON.stringify(this.lightsail.instances.get(web1).ports)
    const error = await this.put(portInfos, instanceName).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(JSON.stringify(this.lightsail.instances.get(web1).ports)).toBe(before)
    return error
  }
}
