import type { PortInfo } from '../../../mocks/server/index.ts'
import type { Job } from '../job.ts'
import { SSH, verifying, working } from './parts.ts'
import type { Situation } from './situation.ts'

/** Nothing goes wrong; what differs is what the consumer finds. */
export function worlds(job: Job): Situation[] {
  return [
    working(job, 'fresh-instance', 'a fresh instance: 22 and 80 are open to all', {}),
    working(job, 'ports-already-right', 'the ports of the job are open already, and SSH', {
      ports: [SSH, ...job.portInfos],
    }),
    working(job, 'extra-ports-open', 'SSH and two more ports are open', {
      ports: [
        SSH,
        { protocol: 'tcp', fromPort: 8080, toPort: 8080 },
        { protocol: 'udp', fromPort: 51_820, toPort: 51_820, cidrs: ['192.0.2.0/24'] },
      ],
    }),
    working(job, 'ipv6-only-instance', 'an instance without an IPv4 address', {
      ipAddressType: 'ipv6',
      ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22, ipv6Cidrs: ['2001:db8::7/128'] }],
    }),
    working(job, 'browser-ssh-only', 'SSH is open to the alias lightsail-connect alone', {
      ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22, cidrListAliases: ['lightsail-connect'] }],
    }),
    working(job, 'ping-open', 'SSH and ping are open, by IPv4 and by IPv6', {
      ports: [
        SSH,
        { protocol: 'icmp', fromPort: 8, toPort: -1, cidrs: ['203.0.113.0/24'] },
        { protocol: 'icmpv6', fromPort: 128, toPort: 0, ipv6Cidrs: ['2001:db8::/64'] },
      ],
    }),
    working(job, 'all-from-one-address', 'every protocol and port is open to one address', {
      ports: [{ protocol: 'all', fromPort: 0, toPort: 65_535, cidrs: ['203.0.113.7/32'] }],
    }),
    working(job, 'same-port-twice', 'SSH is open, and port 53 by TCP from one place and by UDP from another', {
      ports: [
        SSH,
        { protocol: 'tcp', fromPort: 53, toPort: 53, cidrs: ['192.0.2.0/24'] },
        { protocol: 'udp', fromPort: 53, toPort: 53, cidrs: ['198.51.100.0/24'] },
      ],
    }),
    working(job, 'job-port-from-one-address', 'SSH is open, and each port of the job to one address only', {
      ports: [SSH, ...job.portInfos.map(fromOneAddress)],
    }),
    working(job, 'job-port-by-udp', 'SSH is open, and the numbers of the job by UDP only', {
      ports: [SSH, ...job.portInfos.filter(({ protocol }) => protocol === 'tcp').map(byUdp)],
    }),
    working(job, 'many-rules', 'SSH and 60 more rules', {
      ports: [SSH, ...Array.from({ length: 60 }, (_, index) => tcpFrom(10_000 + index, `192.0.2.${index}/32`))],
    }),
    working(job, 'wide-range-open', 'the ports 1 to 1024 are open to everybody', {
      ports: [{ protocol: 'tcp', fromPort: 1, toPort: 1024 }],
    }),
    {
      name: 'many-instances',
      title: 'the instance is on the second page of GetInstances',
      expects: { kind: 'done' },
      service: (credentials) => ({
        ...verifying(job)(credentials),
        instances: [
          ...Array.from({ length: 100 }, (_, index) => `other-${index + 1}`),
          { name: job.instanceName, ports: [SSH] },
        ],
      }),
    },
    {
      name: 'stopped-instance',
      title: 'the instance is stopped, on which ports can be changed',
      expects: { kind: 'either', error: undefined },
      service: (credentials) => ({
        ...verifying(job)(credentials),
        instances: [{ name: job.instanceName, ports: [SSH], state: 'stopped' }],
      }),
    },
    {
      name: 'session-token',
      title: 'the keys are temporary and come with a session token',
      expects: { kind: 'done' },
      hasToken: true,
      service: verifying(job),
    },
  ]
}

function fromOneAddress({ protocol, fromPort, toPort }: PortInfo): PortInfo {
  const isV6 = protocol === 'icmpv6'
  return { protocol, fromPort, toPort, ...(isV6 ? { ipv6Cidrs: ['2001:db8::9/128'] } : { cidrs: ['198.51.100.9/32'] }) }
}

function byUdp({ fromPort, toPort }: PortInfo): PortInfo {
  return { protocol: 'udp', fromPort, toPort }
}

function tcpFrom(port: number, block: string): PortInfo {
  return { protocol: 'tcp', fromPort: port, toPort: port, cidrs: [block] }
}
