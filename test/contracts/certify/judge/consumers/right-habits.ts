import { setTimeout } from 'node:timers/promises'
import {
  GetInstanceCommand,
  type LightsailClient,
  OpenInstancePublicPortsCommand,
  type OpenInstancePublicPortsCommandOutput,
  type PortInfo,
} from '@aws-sdk/client-lightsail'
import type { CertifiedCall } from '../../../../../contracts/certify/index.ts'
import type { Row } from '../row.ts'
import { checkStatus, client, openEach } from './parts.ts'

/** Opens ports as an object with methods. */
class Firewall {
  readonly #lightsail: LightsailClient
  readonly #instanceName: string

  constructor(given: CertifiedCall) {
    this.#lightsail = client(given)
    this.#instanceName = given.instanceName
  }

  async open(portInfo: PortInfo): Promise<this> {
    const input = { instanceName: this.#instanceName, portInfo }
    checkStatus(await this.#lightsail.send(new OpenInstancePublicPortsCommand(input)))
    return this
  }
}

/** Right consumers that are written in other habits. */
export const RIGHT_HABITS: readonly Row[] = [
  {
    name: 'is called back',
    async call(given) {
      const lightsail = client(given)
      for (const portInfo of given.portInfos) {
        const command = new OpenInstancePublicPortsCommand({ instanceName: given.instanceName, portInfo })
        const reply = await new Promise<OpenInstancePublicPortsCommandOutput>((resolve, reject) => {
          lightsail.send(command, (error, output) => (output === undefined ? reject(error) : resolve(output)))
        })
        checkStatus(reply)
      }
    },
    fails: {},
  },
  {
    name: 'makes a client for each of its rules',
    async call(given) {
      for (const portInfo of given.portInfos) await openEach(client(given), { ...given, portInfos: [portInfo] })
    },
    fails: {},
  },
  {
    name: 'pauses between its rules',
    async call(given) {
      const lightsail = client(given)
      for (const portInfo of given.portInfos) {
        await openEach(lightsail, { ...given, portInfos: [portInfo] })
        await setTimeout(100)
      }
    },
    fails: {},
  },
  {
    name: 'makes four attempts of two seconds',
    call: (given) =>
      openEach(
        client(given, { maxAttempts: 4, requestHandler: { requestTimeout: 2000, throwOnRequestTimeout: true } }),
        given,
      ),
    fails: {},
  },
  {
    name: 'returns its report as JSON',
    call: (given) =>
      openEach(client(given), given).then(
        () => JSON.stringify({ done: true }),
        (error: Error) => JSON.stringify({ done: false, reason: `${error.name}: ${error.message}` }),
      ),
    isSuccess: (value) => JSON.parse(String(value)).done === true,
    fails: {},
  },
  {
    name: 'works off a queue',
    async call(given) {
      const lightsail = client(given)
      const queue = [...given.portInfos]
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        await openEach(lightsail, { ...given, portInfos: [next] })
      }
    },
    fails: {},
  },
  {
    name: 'opens what GetInstance does not show to be open',
    async call(given) {
      const lightsail = client(given)
      const { instance } = await lightsail.send(new GetInstanceCommand({ instanceName: given.instanceName }))
      const ports = instance?.networking?.ports
      if (ports === undefined) throw new Error('The reply holds no ports')
      const isOpen = ({ protocol, fromPort, toPort }: PortInfo) =>
        ports.some(
          (port) =>
            port.protocol === protocol &&
            port.fromPort === fromPort &&
            port.toPort === toPort &&
            port.ipv6Cidrs?.includes('::/0'),
        )
      await openEach(lightsail, { ...given, portInfos: given.portInfos.filter((one) => !isOpen(one)) })
    },
    fails: {},
  },
  {
    name: 'is an object with methods',
    async call(given) {
      const firewall = new Firewall(given)
      for (const portInfo of given.portInfos) await firewall.open(portInfo)
    },
    fails: {},
  },
]
