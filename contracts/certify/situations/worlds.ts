import { JOB } from '../job.ts'
import { SSH, working } from './parts.ts'
import type { Situation } from './situation.ts'

/** Nothing goes wrong; what differs is what the consumer finds. */
export const worlds: readonly Situation[] = [
  working('fresh-instance', 'a fresh instance: 22 and 80 are open to all', {}),
  working('ports-already-right', 'the ports of the job are open already, and SSH', { ports: [SSH, ...JOB.portInfos] }),
  working('extra-ports-open', 'SSH and two more ports are open', {
    ports: [
      SSH,
      { protocol: 'tcp', fromPort: 8080, toPort: 8080 },
      { protocol: 'udp', fromPort: 51_820, toPort: 51_820, cidrs: ['192.0.2.0/24'] },
    ],
  }),
  working('ipv6-only-instance', 'an instance without an IPv4 address', {
    ipAddressType: 'ipv6',
    ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22, ipv6Cidrs: ['2001:db8::7/128'] }],
  }),
]
