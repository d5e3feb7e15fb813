import { GetInstanceCommand } from '@aws-sdk/client-lightsail'
import type { Row } from '../row.ts'
import { client, isCoveredBy, isSamePorts, merge, openEach, put, read, ruleOf } from './parts.ts'

const PORTS_WIDENED = 'browser-ssh-only/ports'

/** Consumers that leave other ports open than they should. */
export const WRONG_PORTS: readonly Row[] = [
  {
    name: 'puts its own rules alone',
    call: (given) => put(client(given), given.instanceName, [...given.portInfos]),
    also: ['ports', 'closes-nothing-else'],
    fails: {
      'fresh-instance/lock-out': /closed 22\/tcp, which was open to everybody/,
      'extra-ports-open/closes-nothing-else': /closed 8080\/tcp/,
    },
  },
  {
    name: 'forgets aliases',
    call: (given) => merge(given, (rules) => rules.map(({ cidrListAliases: _aliases, ...rule }) => rule)),
    fails: { [PORTS_WIDENED]: /widened 22\/tcp from lightsail-connect to everybody/ },
  },
  {
    name: 'forgets all sources',
    call: (given) =>
      merge(given, (rules) => rules.map(({ protocol, fromPort, toPort }) => ({ protocol, fromPort, toPort }))),
    fails: {
      [PORTS_WIDENED]: /widened 22\/tcp from lightsail-connect to everybody/,
      'extra-ports-open/ports': /widened 22\/tcp from 203\.0\.113\.7\/32 to everybody/,
    },
  },
  {
    name: 'drops rules with negative ports',
    call: (given) =>
      merge(given, (rules) => rules.filter(({ fromPort = 0, toPort = 0 }) => fromPort > 0 && toPort > 0)),
    fails: {
      'ping-open/closes-nothing-else': /closed 8:-1\/icmp/,
      'all-from-one-address/lock-out': /closed 22\/tcp, which was open to 203\.0\.113\.7\/32/,
    },
  },
  {
    name: 'looks at the number of a port only',
    async call(given) {
      const lightsail = client(given)
      const states = await read(lightsail, given.instanceName)
      const portInfos = given.portInfos.filter((portInfo) => !states.some((state) => isCoveredBy(portInfo, state)))
      await openEach(lightsail, { ...given, portInfos })
    },
    fails: {
      'job-port-by-udp/ports': /80\/tcp should be open to everybody .* and is not/,
      'job-port-from-one-address/ports': /is open to 198\.51\.100\.9\/32 only/,
      'all-from-one-address/ports': /is open to 203\.0\.113\.7\/32 only/,
    },
  },
  {
    name: 'looks at protocol and ports only',
    async call(given) {
      const lightsail = client(given)
      const states = await read(lightsail, given.instanceName)
      const missing = given.portInfos.filter((portInfo) => !states.some((state) => isSamePorts(portInfo, state)))
      await put(lightsail, given.instanceName, [...states.map(ruleOf), ...missing])
    },
    fails: { 'job-port-from-one-address/ports': /is open to 198\.51\.100\.9\/32 only/ },
  },
  {
    name: 'opens every port',
    call: (given) => put(client(given), given.instanceName, [{ protocol: 'all', fromPort: 0, toPort: 65_535 }]),
    fails: { 'fresh-instance/ports': /opened all to everybody/, 'slow-reply/ports': /opened all to everybody/ },
  },
  {
    name: 'opens a database, too',
    call: (given) =>
      openEach(client(given), {
        ...given,
        portInfos: [...given.portInfos, { protocol: 'tcp', fromPort: 3306, toPort: 3306 }],
      }),
    fails: { 'fresh-instance/ports': /opened 3306\/tcp to everybody/ },
  },
  {
    name: 'narrows SSH',
    call: (given) =>
      put(client(given), given.instanceName, [
        { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] },
        ...given.portInfos,
      ]),
    also: ['closes-nothing-else', 'ports'],
    fails: {
      'fresh-instance/lock-out': /narrowed 22\/tcp from everybody .* to 203\.0\.113\.7\/32/,
      'ipv6-only-instance/reports-success': /no IPv4 address/,
    },
  },
  {
    name: 'mixes everybody with another source',
    async call(given) {
      const cidrs = ['0.0.0.0/0', '203.0.113.7/32']
      await openEach(client(given), {
        ...given,
        portInfos: given.portInfos.map((rule) => ({ ...rule, cidrs, ipv6Cidrs: ['::/0'] })),
      })
    },
    fails: { 'fresh-instance/reports-success': /InvalidInputException/, 'slow-reply/reports-success': /InvalidInput/ },
  },
  {
    name: 'takes a failed read for no rules',
    async call(given) {
      const lightsail = client(given)
      const states = await read(lightsail, given.instanceName).catch(() => [])
      const others = states.filter((state) => !given.portInfos.some((portInfo) => isSamePorts(state, portInfo)))
      await put(lightsail, given.instanceName, [...others.map(ruleOf), ...given.portInfos])
    },
    fails: { 'read-empty/lock-out': /closed 22\/tcp/, 'read-fails/lock-out': /closed 22\/tcp/ },
  },
  {
    name: 'closes everything first',
    async call(given) {
      const lightsail = client(given)
      const rules = (await read(lightsail, given.instanceName)).map(ruleOf)
      const others = rules.filter((rule) => !given.portInfos.some((portInfo) => isSamePorts(rule, portInfo)))
      await put(lightsail, given.instanceName, [])
      await put(lightsail, given.instanceName, [...others, ...given.portInfos])
    },
    also: ['ports'],
    fails: { 'fresh-instance/lock-out': /\(request 2\) closed 22\/tcp/ },
  },
  {
    name: 'puts its rules one by one',
    async call(given) {
      for (const portInfo of given.portInfos) await put(client(given), given.instanceName, [portInfo])
    },
    also: ['lock-out', 'closes-nothing-else'],
    fails: { 'fresh-instance/ports': /80\/tcp should be open/ },
  },
  {
    name: 'puts back the rules of GetInstance, which have no aliases there',
    async call(given) {
      const lightsail = client(given)
      const { instance } = await lightsail.send(new GetInstanceCommand({ instanceName: given.instanceName }))
      if (instance?.networking?.ports === undefined) throw new Error('The reply holds no ports')
      const rules = instance.networking.ports.map(({ fromPort, toPort, protocol, cidrs, ipv6Cidrs }) => ({
        fromPort,
        toPort,
        protocol,
        cidrs,
        ipv6Cidrs,
      }))
      const others = rules.filter((rule) => !given.portInfos.some((portInfo) => isSamePorts(rule, portInfo)))
      await put(lightsail, given.instanceName, [...others, ...given.portInfos])
    },
    fails: { [PORTS_WIDENED]: /widened 22\/tcp from lightsail-connect to everybody/ },
  },
]
