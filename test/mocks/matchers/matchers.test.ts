import {
  GetRegionsCommand,
  PutInstancePublicPortsCommand,
  type PortInfo as SdkPortInfo,
} from '@aws-sdk/client-lightsail'
import { expect as jestExpect } from 'expect'
import { createLightsail, type PortInfo } from 'lightsail-ports-testkit'
import { matchers } from 'lightsail-ports-testkit/matchers'
import 'lightsail-ports-testkit/vitest'
import { describe, expect, test } from 'vitest'
import { answered } from '../../support/answered.ts'
import { doors, rawHeaders } from '../../support/doors.ts'

const ports: PortInfo[] = [
  { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32', '198.51.100.0/24'] },
  { protocol: 'tcp', fromPort: 443, toPort: 443 },
  { protocol: 'udp', fromPort: 8000, toPort: 8080 },
  { protocol: 'icmp', fromPort: 8, toPort: -1 },
]
const ALL = ['22/tcp', '443/tcp', '8000-8080/udp', '8:-1/icmp']
const service = () =>
  createLightsail({
    instances: [
      { name: 'web-1', ports },
      { name: 'any', ports: [{ protocol: 'all' }] },
    ],
  })

/** Returns the message of a failing assertion. */
function messageOf(assertion: () => void): string {
  try {
    assertion()
  } catch (error) {
    return String(error)
  }
  throw new Error('It did not fail')
}

describe('toHaveOpenPorts', () => {
  test('takes the ports in any order', () => {
    expect(service()).toHaveOpenPorts('web-1', ALL)
    expect(service()).toHaveOpenPorts('web-1', ALL.toReversed(), 'us-east-1')
    expect(service()).toHaveOpenPorts('any', ['all'])
    expect(service()).not.toHaveOpenPorts('web-1', ALL.slice(1))
    expect(service()).not.toHaveOpenPorts('web-1', [...ALL, '80/tcp'])
  })

  test('compares addresses if the test names them', () => {
    const from = (addresses: string) => [`22/tcp from ${addresses}`, ...ALL.slice(1)]
    expect(service()).toHaveOpenPorts('web-1', from('203.0.113.7/32, 198.51.100.0/24'))
    expect(service()).toHaveOpenPorts('web-1', from('198.51.100.0/24,203.0.113.7/32'))
    expect(service()).not.toHaveOpenPorts('web-1', from('203.0.113.7/32'))
  })

  test('reads ports as people write them', () => {
    expect(service()).toHaveOpenPorts('web-1', ['22-22/tcp from 203.0.113.7, 198.51.100.0/24', ...ALL.slice(1)])
    expect(service()).toHaveOpenPorts('web-1', [...ALL.slice(0, 1), '443/tcp from ::/0, 0.0.0.0/0', ...ALL.slice(2)])
    expect(service()).not.toHaveOpenPorts('web-1', [...ALL.slice(0, 1), '443/tcp from 0.0.0.0/0', ...ALL.slice(2)])
    expect(() => expect(service()).toHaveOpenPorts('web-1', [...ALL, '22/tcp'])).toThrow('"22/tcp" is listed twice')
    expect(() => expect(service()).toHaveOpenPorts('web-1', '22/tcp' as never)).toThrow(
      '"22/tcp" is not a list of ports',
    )
  })

  test('looks at the Region that is named', () => {
    const lightsail = createLightsail({
      instances: [
        { name: 'web-1', ports },
        { name: 'web-1', region: 'eu-west-1', ports: [{ protocol: 'udp', fromPort: 53, toPort: 53 }] },
      ],
    })
    expect(lightsail).toHaveOpenPorts('web-1', ['53/udp'], 'eu-west-1')
    expect(lightsail).toHaveOpenPorts('web-1', ALL, 'us-east-1')
  })

  test('compares addresses of every kind, only for ports that name any', () => {
    const tcp = (port: number) => ({ protocol: 'tcp', fromPort: port, toPort: port }) as const
    const lightsail = createLightsail({
      instances: [
        {
          name: 'web-1',
          ports: [
            { ...tcp(22), cidrs: ['203.0.113.7/32'], cidrListAliases: ['lightsail-connect'] },
            { ...tcp(80), cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['2001:db8::/32'] },
            { protocol: 'icmpv6', fromPort: 128, toPort: 0 },
          ],
        },
      ],
    })
    const ping = '128:0/icmpv6'
    expect(lightsail).toHaveOpenPorts('web-1', ['22/tcp from lightsail-connect, 203.0.113.7', '80/tcp', ping])
    expect(lightsail).not.toHaveOpenPorts('web-1', ['22/tcp from 203.0.113.7', '80/tcp', ping])
    expect(messageOf(() => expect(lightsail).toHaveOpenPorts('web-1', []))).toContain(
      '80/tcp from 0.0.0.0/0, 2001:db8::/32',
    )
  })

  test('names the closed ports, the other open ports, and their sources', () => {
    const message = messageOf(() => expect(service()).toHaveOpenPorts('web-1', ['22/tcp', '80/tcp']))
    expect(message).toContain('Closed, but expected: 80/tcp')
    expect(message).toContain('Open, but not expected: 443/tcp, 8000-8080/udp, 8:-1/icmp')
    expect(message).toContain('22/tcp from 198.51.100.0/24, 203.0.113.7/32')
    expect(messageOf(() => expect(service()).not.toHaveOpenPorts('web-1', ALL))).toContain('not to have exactly these')
  })

  test.each(['22', 'tcp/22', '22/TCP', 'ssh', '22/tcp from', '', '99999/tcp', '22-99999/tcp', '22/tcp from x'])(
    'refuses %j, which is not a port',
    (port) => {
      expect(() => expect(service()).toHaveOpenPorts('web-1', [port])).toThrow('Use a list of texts such as 22/tcp')
      expect(() => expect(service()).not.toHaveOpenPorts('web-1', [port])).toThrow('Use a list of texts such as 22/tcp')
    },
  )

  test('refuses a value that is not a service, and a missing instance', () => {
    expect(() => expect({}).toHaveOpenPorts('web-1', [])).toThrow('the value in expect() is not a service')
    expect(() => expect(service()).toHaveOpenPorts('web-9', [])).toThrow('it does not exist. There are web-1, any.')
  })
})

describe('the operations that were received', () => {
  async function called() {
    await using door = await doors.requestHandler({ instances: ['web-1'] })
    const portInfos = [{ protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] }] satisfies SdkPortInfo[]
    for (let times = 0; times < 2; times++) {
      await door.client().send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos }))
    }
    return door.lightsail
  }

  test('are counted', async () => {
    const lightsail = await called()
    expect(lightsail).toHaveReceivedOperation('PutInstancePublicPorts')
    expect(lightsail).not.toHaveReceivedOperation('GetRegions')
    expect(lightsail).toHaveReceivedOperationTimes('PutInstancePublicPorts', 2)
    expect(lightsail).not.toHaveReceivedOperationTimes('PutInstancePublicPorts', 1)
    expect(messageOf(() => expect(lightsail).toHaveReceivedOperationTimes('GetRegions', 1))).toMatch(
      /expected 1 calls of GetRegions, and there were 0\.\nThe calls were:\n {2}PutInstancePublicPorts: success/,
    )
    expect(messageOf(() => expect(lightsail).toHaveReceivedOperation('GetRegions'))).toContain('and there was none')
    expect(messageOf(() => expect(createLightsail()).toHaveReceivedOperation('GetRegions'))).toContain('(none)')
  })

  test('are compared by the members that are named', async () => {
    const lightsail = await called()
    expect(lightsail).toHaveReceivedOperationWith('PutInstancePublicPorts', { instanceName: 'web-1' })
    expect(lightsail).toHaveReceivedOperationWith('PutInstancePublicPorts', {
      portInfos: [expect.objectContaining({ fromPort: 22 })],
    })
    expect(lightsail).not.toHaveReceivedOperationWith('PutInstancePublicPorts', { instanceName: 'web-2' })
    expect(
      messageOf(() => expect(lightsail).toHaveReceivedOperationWith('PutInstancePublicPorts', { instanceName: 'x' })),
    ).toContain('"instanceName":"web-1"')
  })

  test('are found among others of their kind', async () => {
    const lightsail = await called()
    const body = '{"instanceName":"web-1","portInfos":[]}'
    answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('PutInstancePublicPorts'), body })
    expect(lightsail).toHaveReceivedOperationWith('PutInstancePublicPorts', { portInfos: [] })
    expect(lightsail).toHaveReceivedOperationWith('PutInstancePublicPorts', { portInfos: [{ fromPort: 22 }] })
  })

  test('refuse an invalid number of calls', async () => {
    const lightsail = await called()
    expect(() => expect(lightsail).not.toHaveReceivedOperationTimes('GetRegions', '1' as never)).toThrow(
      'is not a number',
    )
    expect(() => expect(lightsail).not.toHaveReceivedOperationTimes('GetRegions', -1)).toThrow('is not a number')
  })

  test('are listed up to a length that a person reads', () => {
    const lightsail = createLightsail()
    const request = { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' }
    for (let times = 0; times < 499; times++) answered(lightsail, request)
    lightsail.faults.next('emptyBody')
    answered(lightsail, request)
    const message = messageOf(() => expect(lightsail).toHaveReceivedOperation('GetInstance'))
    expect(message).toContain('… and 490 before\n  GetRegions: success')
    expect(message).toContain('GetRegions: emptyBody')
    expect(message.split('\n').length).toBeLessThan(20)
  })

  test('refuse an unknown operation', async () => {
    const lightsail = await called()
    expect(() => expect(lightsail).toHaveReceivedOperation('PutPorts' as never)).toThrow(
      'is not an operation of Lightsail',
    )
    // @ts-expect-error: a typo does not compile
    expect(() => expect(lightsail).toHaveReceivedOperationTimes('PutPorts', 0)).toThrow(
      'is not an operation of Lightsail',
    )
  })
})

test("Jest's expect takes the same matchers", async () => {
  jestExpect.extend(matchers as never)
  const jest = jestExpect as unknown as typeof expect
  await using door = await doors.requestHandler({ instances: [{ name: 'web-1', ports }] })
  await door.client().send(new GetRegionsCommand())
  jest(door.lightsail).toHaveOpenPorts('web-1', ALL)
  jest(door.lightsail).not.toHaveOpenPorts('web-1', [])
  jest(door.lightsail).toHaveReceivedOperationTimes('GetRegions', 1)
  jest(door.lightsail).toHaveReceivedOperationWith('GetRegions', {})
  expect(messageOf(() => jest(door.lightsail).toHaveOpenPorts('web-1', ['80/tcp']))).toContain(
    'Closed, but expected: 80/tcp',
  )
})
