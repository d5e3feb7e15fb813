import {
  CloseInstancePublicPortsCommand,
  GetInstancePortStatesCommand,
  type LightsailClient,
  OpenInstancePublicPortsCommand,
  PutInstancePublicPortsCommand,
  type PortInfo as SdkPortInfo,
} from '@aws-sdk/client-lightsail'
import fc from 'fast-check'
import type { PortInfo } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'
import { normaliseIpv4, normaliseIpv6 } from '../../../mocks/world/addresses.ts'
import { validPortInfo, validPortInfos } from '../../support/arbitraries.ts'
import { randomRuns } from '../../support/budget.ts'
import { doors } from '../../support/doors.ts'

const instanceName = 'web-1'

/** The firewall, written down once more as plainly as can be: a set of addresses for each rule. */
class Model {
  rules = new Map<string, Set<string>>()
  static key({ protocol = '', fromPort = 0, toPort = 0 }: PortInfo): string {
    const lower = protocol.toLowerCase()
    return `${lower === 'all' ? '-1' : lower} ${fromPort} ${toPort}`
  }
  static addresses({ cidrs = [], ipv6Cidrs = [], cidrListAliases = [] }: PortInfo): string[] {
    return [
      ...cidrs.map((text) => `${normaliseIpv4(text)}`),
      ...ipv6Cidrs.map((text) => `${normaliseIpv6(text)}`),
      ...cidrListAliases,
    ]
  }
  add(info: PortInfo): void {
    const named = Model.addresses(info)
    const anywhere =
      info.protocol === 'icmp' ? ['0.0.0.0/0'] : info.protocol === 'icmpv6' ? ['::/0'] : ['0.0.0.0/0', '::/0']
    const rule = this.rules.get(Model.key(info)) ?? new Set()
    for (const address of named.length === 0 ? anywhere : named) rule.add(address)
    const isIpv6 = (address: string) => address.includes(':')
    for (const address of rule) {
      const everybody = isIpv6(address) ? '::/0' : '0.0.0.0/0'
      if (address !== everybody && rule.has(everybody)) rule.delete(address)
    }
    this.rules.set(Model.key(info), rule)
  }
  remove(info: PortInfo): void {
    const named = Model.addresses(info)
    const rule = this.rules.get(Model.key(info))
    for (const address of named) rule?.delete(address)
    if (named.length === 0 || rule?.size === 0) this.rules.delete(Model.key(info))
  }
  read(): unknown {
    return Object.fromEntries([...this.rules].map(([key, addresses]) => [key, [...addresses].sort()]))
  }
}

const step = fc.oneof(
  fc.record({ action: fc.constant('put' as const), infos: validPortInfos }),
  fc.record({ action: fc.constantFrom('open' as const, 'close' as const), infos: fc.tuple(validPortInfo) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function onModel(model: Model, { action, infos }: Step): void {
  if (action === 'put') model.rules.clear()
  for (const info of infos) {
    if (action === 'close') model.remove(info)
    else model.add(info)
  }
}

async function onService(client: LightsailClient, { action, infos }: Step): Promise<void> {
  const portInfos = infos.map((info) => info as SdkPortInfo)
  const [portInfo] = portInfos
  if (action === 'put') await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))
  if (action === 'open') await client.send(new OpenInstancePublicPortsCommand({ instanceName, portInfo }))
  if (action === 'close') await client.send(new CloseInstancePublicPortsCommand({ instanceName, portInfo }))
}

async function readPorts(client: LightsailClient): Promise<PortInfo[]> {
  const { portStates = [] } = await client.send(new GetInstancePortStatesCommand({ instanceName }))
  return portStates as PortInfo[]
}

test('any sequence of Put, Open and Close leaves the rules that a simple model predicts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      await using door = await doors.requestHandler({ instances: [{ name: instanceName, ports: [] }] })
      const client = door.client()
      const model = new Model()
      for (const one of steps) {
        onModel(model, one)
        await onService(client, one)
      }
      const read = await readPorts(client)
      const asModel = read.map((state) => [Model.key(state), Model.addresses(state).sort()])
      expect(Object.fromEntries(asModel)).toEqual(model.read())
      // A Put accepts the ports that were read as they are.
      await onService(client, { action: 'put', infos: read })
      expect(await readPorts(client)).toEqual(read)
    }),
    { numRuns: randomRuns(200) },
  )
})
