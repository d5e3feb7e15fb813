import type { PortInfo } from '@aws-sdk/client-lightsail'
import type { Row } from '../row.ts'
import { client, merge, openEach } from './parts.ts'

/** Consumers that know too little of the sources and protocols of a rule. */
export const WRONG_SOURCES: readonly Row[] = [
  {
    name: 'forgets IPv6 sources',
    call: (given) => merge(given, (rules) => rules.map(({ ipv6Cidrs: _ipv6, ...rule }) => rule)),
    also: ['ports', 'reports-success', 'closes-nothing-else'],
    fails: { 'fresh-instance/lock-out': /narrowed 22\/tcp from everybody \(0\.0\.0\.0\/0, ::\/0\) to everybody/ },
  },
  {
    name: 'opens its ports by IPv4 only',
    call: (given) =>
      openEach(client(given), {
        ...given,
        portInfos: given.portInfos.map((rule) => ({ ...rule, cidrs: ['0.0.0.0/0'] })),
      }),
    also: ['reports-success'],
    fails: { 'extra-ports-open/ports': /443\/tcp should be open to everybody \(::\/0\), and is open to everybody/ },
  },
  {
    name: 'names IPv4 and IPv6 on every instance',
    call: (given) => {
      const everybody = { cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0'] }
      const portInfos = given.portInfos.map((rule) => ({ ...rule, ...everybody }))
      return openEach(client(given), { ...given, portInfos })
    },
    fails: { 'ipv6-only-instance/reports-success': /no IPv4 address/ },
  },
  {
    name: 'opens its ports to one address',
    call: (given) =>
      openEach(client(given), {
        ...given,
        portInfos: given.portInfos.map((rule) => ({ ...rule, cidrs: ['192.0.2.44/32'] })),
      }),
    also: ['reports-success'],
    fails: { 'extra-ports-open/ports': /443\/tcp should be open to everybody .* is open to 192\.0\.2\.44\/32 only/ },
  },
  {
    name: 'lets SSH in from everywhere',
    call: (given) =>
      merge(given, (rules) => [
        ...rules.filter(({ fromPort }) => fromPort !== 22),
        { protocol: 'tcp', fromPort: 22, toPort: 22 },
      ]),
    fails: { 'extra-ports-open/ports': /widened 22\/tcp from 203\.0\.113\.7\/32 to everybody/ },
  },
  {
    name: 'keeps TCP rules only',
    call: (given) => merge(given, (rules) => rules.filter(({ protocol }) => protocol === 'tcp')),
    also: ['ports'],
    fails: {
      'extra-ports-open/closes-nothing-else': /closed 51820\/udp/,
      'all-from-one-address/lock-out': /closed 22\/tcp, which was open to 203\.0\.113\.7\/32/,
    },
  },
  {
    name: 'keeps one rule for each number of a port',
    call: (given) => merge(given, (rules) => [...new Map(rules.map((rule) => [rule.fromPort, rule])).values()]),
    fails: { 'same-port-twice/closes-nothing-else': /closed 53\/tcp, which was open to 192\.0\.2\.0\/24/ },
  },
  {
    name: 'puts back fifty rules at most',
    call: (given) => merge(given, (rules) => rules.slice(0, 50)),
    fails: { 'many-rules/closes-nothing-else': /closed 100\d\d\/tcp/ },
  },
  {
    name: 'opens the whole range between its ports',
    call: (given) => {
      const ports = given.portInfos.flatMap(({ fromPort = 0, toPort = 0 }) => [fromPort, toPort])
      const range: PortInfo = { protocol: 'tcp', fromPort: Math.min(...ports), toPort: Math.max(...ports) }
      return openEach(client(given), { ...given, portInfos: [range] })
    },
    fails: { 'fresh-instance/ports': /opened 80-443\/tcp to everybody/ },
  },
  {
    name: 'opens its ports by UDP, too',
    call: (given) =>
      openEach(client(given), {
        ...given,
        portInfos: given.portInfos.flatMap((rule): PortInfo[] => [rule, { ...rule, protocol: 'udp' }]),
      }),
    fails: { 'fresh-instance/ports': /opened 80\/udp to everybody/ },
  },
]
