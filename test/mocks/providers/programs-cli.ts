import { expect } from 'vitest'
import { items, type Program } from './program.ts'

// Programs that are scripts around the AWS CLI. Addresses of people are replaced by those of documentation.

const NOT_FOUND = 'NotFoundException'
const RUNNING = { state: { code: 16, name: 'running' } }
const DONE = { operations: items({ status: 'Succeeded' }) }
const tcp = (port: number, more: object = {}) => ({ fromPort: port, toPort: port, protocol: 'tcp', ...more })
/** The AWS CLI sends upper-case protocols as they are typed. */
const TCP = (port: number, more: object = {}) => tcp(port, { protocol: 'TCP', ...more })
const PUBLIC_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKZKxCNddHg9i1Jlc48lCEsWO+H9W0zD78II2hZtLCtp me@example'

/** Stand for the many ranges of a content delivery network, which one rule names. */
const RANGES = ['192.0.2.0/26', '198.51.100.0/24', '203.0.113.0/25']
const RANGES_V6 = ['2001:db8:1::/48', '2001:db8:2::/48']

const FRIDAY = {
  instanceNames: ['friday-prod'],
  availabilityZone: 'ap-south-1a',
  blueprintId: 'ubuntu_24_04',
  bundleId: 'medium_3_0',
  keyPairName: 'friday-prod',
  userData: '#!/bin/bash\n',
  addOns: [{ addOnType: 'AutoSnapshot', autoSnapshotAddOnRequest: { snapshotTimeOfDay: '21:30' } }],
}

export const CLI_PROGRAMS: readonly Program[] = [
  {
    source: 'https://github.com/himanshugoel23/friday/blob/main/deploy/aws/provision_lightsail.sh',
    region: 'ap-south-1',
    calls: [
      ['GetRegions', {}],
      ['GetBundles', {}, { bundles: expect.arrayContaining(items({ bundleId: 'medium_3_0', ramSizeInGb: 4 })) }],
      ['GetKeyPair', { keyPairName: 'friday-prod' }, NOT_FOUND],
      ['CreateKeyPair', { keyPairName: 'friday-prod' }],
      ['GetInstance', { instanceName: 'friday-prod' }, NOT_FOUND],
      // Its key pair has the name already; FRIDAY_INSTANCE_NAME gives the instance another.
      ['CreateInstances', FRIDAY, 'InvalidInputException'],
      ['CreateInstances', { ...FRIDAY, instanceNames: ['friday-host'] }],
      ['GetInstanceState', { instanceName: 'friday-host' }, RUNNING],
      ['GetStaticIp', { staticIpName: 'friday-ip' }, NOT_FOUND],
      ['AllocateStaticIp', { staticIpName: 'friday-ip' }],
      ['AttachStaticIp', { staticIpName: 'friday-ip', instanceName: 'friday-host' }],
      [
        'PutInstancePublicPorts',
        {
          instanceName: 'friday-host',
          portInfos: [tcp(22, { cidrs: ['0.0.0.0/0'] }), tcp(80), tcp(443), { ...tcp(443), protocol: 'udp' }],
        },
      ],
      ['GetStaticIp', { staticIpName: 'friday-ip' }],
    ],
  },
  {
    source: 'https://github.com/DevinZhong/lightsail-vless-kit: create-lightsail.sh and delete-lightsail.sh',
    region: 'ap-northeast-1',
    calls: [
      ['GetInstance', { instanceName: 'proxy-1' }, NOT_FOUND],
      [
        'CreateInstances',
        {
          instanceNames: ['proxy-1'],
          availabilityZone: 'ap-northeast-1a',
          blueprintId: 'debian_12',
          bundleId: 'nano_3_0',
          userData: '#!/bin/bash\n',
          ipAddressType: 'ipv4',
        },
      ],
      ['GetStaticIp', { staticIpName: 'proxy-1-ip' }, NOT_FOUND],
      ['AllocateStaticIp', { staticIpName: 'proxy-1-ip' }],
      // At once, without waiting for the instance.
      ['AttachStaticIp', { staticIpName: 'proxy-1-ip', instanceName: 'proxy-1' }],
      ['OpenInstancePublicPorts', { instanceName: 'proxy-1', portInfo: tcp(443, { cidrs: ['0.0.0.0/0'] }) }],
      [
        'OpenInstancePublicPorts',
        { instanceName: 'proxy-1', portInfo: { ...tcp(443, { cidrs: ['0.0.0.0/0'] }), protocol: 'udp' } },
      ],
      ['OpenInstancePublicPorts', { instanceName: 'proxy-1', portInfo: tcp(22, { cidrs: ['203.0.113.7/32'] }) }],
      ['GetInstance', { instanceName: 'proxy-1' }],
      ['DeleteInstance', { instanceName: 'proxy-1' }, DONE],
      ['ReleaseStaticIp', { staticIpName: 'proxy-1-ip' }, DONE],
    ],
  },
  {
    source: 'https://github.com/taikhoanxzc004/aws/blob/main/eu-west-1-lightsail.sh',
    region: 'eu-west-1',
    calls: [1, 2].flatMap((number) => {
      const instanceName = `eu-west-1-${number}`
      return [
        [
          'CreateInstances',
          {
            instanceNames: [instanceName],
            availabilityZone: 'eu-west-1a',
            blueprintId: 'ubuntu_22_04',
            bundleId: 'small_3_0',
            userData: '#!/bin/bash\n',
          },
        ],
        ...['TCP', 'UDP'].map(
          (protocol) =>
            ['OpenInstancePublicPorts', { instanceName, portInfo: { fromPort: 0, protocol, toPort: 65535 } }] as const,
        ),
      ] as const
    }),
  },
  {
    source: 'https://github.com/JoshuaSchlichting/OperationHarshDoorstopServer/blob/main/deploy_lightsail.sh',
    region: 'us-east-1',
    calls: [
      [
        'CreateInstances',
        {
          instanceNames: ['HarshDoorstopServer'],
          availabilityZone: 'us-east-1a',
          blueprintId: 'amazon_linux_2',
          bundleId: 'nano_2_0',
          userData: '#!/bin/bash\n',
        },
      ],
      // It gives --port-info three times, of which the AWS CLI sends the last.
      [
        'OpenInstancePublicPorts',
        { instanceName: 'HarshDoorstopServer', portInfo: { fromPort: 27005, toPort: 27005, protocol: 'udp' } },
      ],
    ],
  },
  {
    source: 'https://github.com/3n881/kaidaanifiads/blob/main/deploy/lightsail-firewall.sh',
    region: 'ap-south-1',
    world: { instances: [{ name: 'web-1', region: 'ap-south-1' }] },
    calls: [
      [
        'PutInstancePublicPorts',
        {
          instanceName: 'web-1',
          portInfos: [
            ...[443, 80].map((port) => tcp(port, { cidrs: RANGES, ipv6Cidrs: RANGES_V6 })),
            tcp(22, { cidrs: ['203.0.113.7/32'] }),
          ],
        },
      ],
      ['GetInstancePortStates', { instanceName: 'web-1' }, { portStates: items({}, {}, { ipv6Cidrs: [] }) }],
    ],
  },
  {
    source: 'a script that keeps the nodes of a chain, one for each of its keys; names with dots, a key pair, tags',
    region: 'us-west-2',
    world: { keyPairs: [{ name: 'node-key', region: 'us-west-2' }] },
    calls: [
      [
        'CreateInstances',
        {
          instanceNames: ['mainnet.s0.12'],
          availabilityZone: 'us-west-2b',
          blueprintId: 'amazon_linux_2',
          bundleId: 'large_2_0',
          keyPairName: 'node-key',
          tags: [{ key: 'Shard', value: 's0' }],
        },
      ],
      ...[22, 80].map(
        (port) => ['CloseInstancePublicPorts', { instanceName: 'mainnet.s0.12', portInfo: TCP(port) }] as const,
      ),
      ...[6000, 9000].map(
        (port) => ['OpenInstancePublicPorts', { instanceName: 'mainnet.s0.12', portInfo: TCP(port) }] as const,
      ),
      [
        'OpenInstancePublicPorts',
        { instanceName: 'mainnet.s0.12', portInfo: TCP(9500, { cidrs: ['192.0.2.1/32', '198.51.100.9/32'] }) },
      ],
      ['GetStaticIp', { staticIpName: 'sip.s0.12' }, NOT_FOUND],
      ['AllocateStaticIp', { staticIpName: 'sip.s0.12' }],
      ['AttachStaticIp', { staticIpName: 'sip.s0.12', instanceName: 'mainnet.s0.12' }],
      [
        'GetInstancePortStates',
        { instanceName: 'mainnet.s0.12' },
        { portStates: items({ fromPort: 6000 }, { fromPort: 9000 }, { fromPort: 9500, ipv6Cidrs: [] }) },
      ],
    ],
  },
  {
    source: 'a script that opens every protocol of all instances, IPv4 and IPv6 as two rules of one range',
    region: 'eu-central-1',
    world: { instances: [{ name: 'web-1', region: 'eu-central-1' }] },
    calls: [
      ['GetInstances', {}],
      ['GetInstancePortStates', { instanceName: 'web-1' }],
      [
        'PutInstancePublicPorts',
        {
          instanceName: 'web-1',
          portInfos: [
            { fromPort: 0, toPort: 65535, protocol: 'all', cidrs: ['0.0.0.0/0'] },
            { fromPort: 0, toPort: 65535, protocol: 'all', ipv6Cidrs: ['::/0'] },
          ],
        },
      ],
      [
        'GetInstancePortStates',
        { instanceName: 'web-1' },
        { portStates: items({ protocol: '-1', cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0'] }) },
      ],
    ],
  },
  {
    source: 'a tutorial for a web server of 2018: a public key in lines of Base64, a bundle of the first generation',
    region: 'us-west-2',
    calls: [
      [
        'ImportKeyPair',
        {
          keyPairName: 'nsrl-key-pair',
          publicKeyBase64: `${Buffer.from(`${PUBLIC_KEY}\n`).toString('base64').replaceAll(/.{76}/g, '$&\n')}\n`,
        },
      ],
      [
        'CreateInstances',
        {
          instanceNames: ['nsrl-webserver'],
          availabilityZone: 'us-west-2a',
          blueprintId: 'ubuntu_20_04',
          bundleId: 'micro_1_0',
          keyPairName: 'nsrl-key-pair',
        },
      ],
      ['AllocateStaticIp', { staticIpName: 'nsrl-static-ip' }],
      ['AttachStaticIp', { staticIpName: 'nsrl-static-ip', instanceName: 'nsrl-webserver' }],
      ['OpenInstancePublicPorts', { instanceName: 'nsrl-webserver', portInfo: TCP(443) }],
      ['GetInstance', { instanceName: 'nsrl-webserver' }],
    ],
  },
  {
    source: 'a VPN server on CentOS 7 with a retired image, and ports by TCP and UDP',
    region: 'eu-central-1',
    calls: [
      [
        'CreateInstances',
        {
          instanceNames: ['lightsail-eu-central-vm'],
          availabilityZone: 'eu-central-1a',
          blueprintId: 'centos_7_1805_01',
          bundleId: 'nano_2_0',
          userData: '#!/bin/bash\n',
        },
      ],
      ['OpenInstancePublicPorts', { portInfo: TCP(443), instanceName: 'lightsail-eu-central-vm' }],
      [
        'OpenInstancePublicPorts',
        { portInfo: { ...TCP(1194), protocol: 'UDP' }, instanceName: 'lightsail-eu-central-vm' },
      ],
    ],
  },
  {
    source: 'a deployment of GitHub Actions that lets its runner in, and puts back the rules that it read',
    region: 'ap-southeast-1',
    world: { instances: [{ name: 'portal', region: 'ap-southeast-1' }] },
    calls: [
      ['GetInstancePortStates', { instanceName: 'portal' }],
      [
        'PutInstancePublicPorts',
        {
          instanceName: 'portal',
          portInfos: [
            { ...tcp(80), state: 'open', cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0'], cidrListAliases: [] },
            { ...tcp(22), cidrs: ['203.0.113.7/32', '198.51.100.44/32'], ipv6Cidrs: [], cidrListAliases: [] },
          ],
        },
      ],
      [
        'PutInstancePublicPorts',
        {
          instanceName: 'portal',
          portInfos: [80, 22].map((port) =>
            tcp(port, { cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0'], cidrListAliases: [] }),
          ),
        },
      ],
    ],
  },
  {
    source: 'a server that pins its address before its installation, and puts three rules after it runs',
    region: 'sa-east-1',
    calls: [
      [
        'CreateInstances',
        {
          instanceNames: ['mcp-1'],
          availabilityZone: 'sa-east-1a',
          blueprintId: 'ubuntu_24_04',
          bundleId: 'micro_3_0',
        },
      ],
      ['GetInstanceState', { instanceName: 'mcp-1' }, RUNNING],
      ['AllocateStaticIp', { staticIpName: 'mcp-1-ip' }],
      ['AttachStaticIp', { staticIpName: 'mcp-1-ip', instanceName: 'mcp-1' }],
      ['PutInstancePublicPorts', { instanceName: 'mcp-1', portInfos: [tcp(22), tcp(80), tcp(443)] }],
    ],
  },
]
