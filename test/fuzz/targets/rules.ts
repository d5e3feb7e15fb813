import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { createService } from '../../../mocks/server/index.ts'
import type { PortInfo } from '../../../mocks/world/port-info.ts'
import { validPortInfo, validPortInfos } from '../../support/arbitraries.ts'
import { fail, target } from '../target.ts'

const service = createService({ instances: [{ name: 'web-1', ports: [] }], auth: 'off', maxCalls: 10 })
const instanceName = 'web-1'

/** Sends a call that has to succeed. */
function call(operation: string, input: object): Record<string, unknown> {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Lightsail_20161128.${operation}` }
  const reply = service.handle({ method: 'POST', path: '/', headers, body: JSON.stringify(input) })
  if (reply instanceof Promise || reply.status !== 200) fail(`${operation} was refused: ${JSON.stringify(reply)}`)
  return JSON.parse(reply.body)
}

const put = (portInfos: readonly PortInfo[]): PortInfo[] => {
  call('PutInstancePublicPorts', { instanceName, portInfos })
  return read()
}
const read = (): PortInfo[] => call('GetInstancePortStates', { instanceName })['portStates'] as PortInfo[]

/** The rules without their order. */
const asSet = (rules: readonly PortInfo[]): unknown =>
  rules
    .map((rule) => ({ ...rule, cidrs: [...(rule.cidrs ?? [])].sort(), ipv6Cidrs: [...(rule.ipv6Cidrs ?? [])].sort() }))
    .map((rule) => JSON.stringify(rule))
    .sort()

function same(one: unknown, other: unknown, law: string): void {
  if (!isDeepStrictEqual(one, other)) fail(`${law}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`)
}

/** Fails unless a rule reads back in its normal form. */
function checkNormal(rule: PortInfo): void {
  const { protocol = '', fromPort, toPort, cidrs = [], ipv6Cidrs = [], cidrListAliases = [] } = rule
  if (!['tcp', 'udp', 'icmp', 'icmpv6', '-1'].includes(protocol)) fail(`protocol ${protocol}`)
  if (!Number.isInteger(fromPort) || !Number.isInteger(toPort)) fail(`ports ${fromPort}-${toPort}`)
  if (![...cidrs, ...ipv6Cidrs].every((cidr) => /\/\d+$/.test(cidr))) fail(`addresses ${[...cidrs, ...ipv6Cidrs]}`)
  if (cidrs.length + ipv6Cidrs.length + cidrListAliases.length === 0) fail('a rule without any address')
}

export const rules = target(
  {
    name: 'rules',
    title: 'Put reads back in a normal form, twice is once, order does not matter, and what was read can be sent again',
    round: 1500,
    quick: 100,
  },
  fc.tuple(validPortInfos, fc.infiniteStream(fc.nat())),
  ([infos, numbers]) => {
    const once = put(infos)
    for (const rule of once) checkNormal(rule)
    same(put(infos), once, 'a Put twice')
    same(put(once), once, 'a Put of what was read')
    const shuffled = infos
      .map((info) => ({ info, key: numbers.next().value as number }))
      .sort((one, other) => one.key - other.key)
      .map(({ info }) => info)
    same(asSet(put(shuffled)), asSet(once), 'a Put in another order')
  },
)

export const openClose = target(
  {
    name: 'open-close',
    title: 'Open then Close restores the rules, if the rule was not there before',
    round: 1500,
    quick: 100,
  },
  fc.tuple(validPortInfos, validPortInfo),
  ([infos, portInfo]) => {
    const before = put(infos)
    const key = ({ protocol = '', fromPort, toPort }: PortInfo): string =>
      `${protocol.toLowerCase().replace('all', '-1')} ${fromPort} ${toPort}`
    if (before.some((rule) => key(rule) === key(portInfo))) return
    call('OpenInstancePublicPorts', { instanceName, portInfo })
    call('CloseInstancePublicPorts', { instanceName, portInfo })
    same(read(), before, 'Open then Close')
  },
)
