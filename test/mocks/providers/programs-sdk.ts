import { expect } from 'vitest'
import { items, type Program } from './program.ts'

// Programs that use an SDK, of Go, Python, Ruby, PHP, .NET or JavaScript.

const NOT_FOUND = 'NotFoundException'
const DONE = { operations: items({ status: 'Succeeded', isTerminal: true }) }
const tcp = (port: number, more: object = {}) => ({ fromPort: port, toPort: port, protocol: 'tcp', ...more })
const ALL_TCP = { fromPort: 0, toPort: 65535, protocol: 'tcp' }
const ANYWHERE = { cidrs: ['0.0.0.0/0'] }
const PUBLIC_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKZKxCNddHg9i1Jlc48lCEsWO+H9W0zD78II2hZtLCtp me@example'
const named = (instanceName: string) => expect.objectContaining({ name: instanceName })

export const SDK_PROGRAMS: readonly Program[] = [
  {
    source: 'https://github.com/pullpreview/action/blob/master/lib/pull_preview/providers/lightsail.rb',
    region: 'us-east-1',
    calls: [
      ['GetInstanceState', { instanceName: 'gh-321-pr-44' }, NOT_FOUND],
      ['GetRegions', { includeAvailabilityZones: true }],
      ['GetBundles', {}, { bundles: expect.arrayContaining(items({ instanceType: 'small', bundleId: 'small_3_0' })) }],
      ['GetInstanceSnapshots', {}, { instanceSnapshots: [] }],
      [
        'GetBlueprints',
        {},
        { blueprints: expect.arrayContaining(items({ group: 'amazon_linux_2023', isActive: true, type: 'os' })) },
      ],
      [
        'CreateInstances',
        {
          instanceNames: ['gh-321-pr-44'],
          availabilityZone: 'us-east-1a',
          bundleId: 'small_3_0',
          tags: [
            { key: 'stack', value: 'pullpreview' },
            { key: 'repo_name', value: 'action' },
          ],
          userData: '#!/bin/bash\n',
          blueprintId: 'amazon_linux_2023',
        },
      ],
      ['GetInstanceState', { instanceName: 'gh-321-pr-44' }, { state: { code: 16, name: 'running' } }],
      [
        'PutInstancePublicPorts',
        { portInfos: [tcp(80, ANYWHERE), tcp(443, ANYWHERE), tcp(22, ANYWHERE)], instanceName: 'gh-321-pr-44' },
      ],
      [
        'GetInstanceAccessDetails',
        { instanceName: 'gh-321-pr-44', protocol: 'ssh' },
        { accessDetails: expect.objectContaining({ username: 'ec2-user', ipAddress: expect.any(String) }) },
      ],
      ['GetInstances', {}, { instances: items({ name: 'gh-321-pr-44' }) }],
      ['DeleteInstance', { instanceName: 'gh-321-pr-44' }, DONE],
    ],
  },
  {
    source: 'https://github.com/vkaylee/docker-machine-driver-lightsail',
    region: 'ap-northeast-1',
    calls: [
      ['GetRegions', { includeAvailabilityZones: true }],
      ['GetBundles', {}],
      ['GetBlueprints', {}],
      ['GetKeyPair', { keyPairName: 'docker_machine_m1_small_2_0_ubuntu_18_04_0a' }, NOT_FOUND],
      [
        'ImportKeyPair',
        { keyPairName: 'docker_machine_m1_small_2_0_ubuntu_18_04_0a', publicKeyBase64: `${PUBLIC_KEY}\n` },
      ],
      [
        'CreateInstances',
        {
          availabilityZone: 'ap-northeast-1a',
          instanceNames: ['docker_machine_m1_ubuntu_18_04_0a'],
          blueprintId: 'ubuntu_18_04',
          bundleId: 'small_2_0',
          keyPairName: 'docker_machine_m1_small_2_0_ubuntu_18_04_0a',
        },
      ],
      ['GetInstanceState', { instanceName: 'docker_machine_m1_ubuntu_18_04_0a' }],
      [
        'GetInstance',
        { instanceName: 'docker_machine_m1_ubuntu_18_04_0a' },
        { instance: expect.objectContaining({ username: 'ubuntu', publicIpAddress: expect.any(String) }) },
      ],
      ['OpenInstancePublicPorts', { instanceName: 'docker_machine_m1_ubuntu_18_04_0a', portInfo: ALL_TCP }],
      ['StopInstance', { instanceName: 'docker_machine_m1_ubuntu_18_04_0a' }],
      ['StartInstance', { instanceName: 'docker_machine_m1_ubuntu_18_04_0a' }],
      ['RebootInstance', { instanceName: 'docker_machine_m1_ubuntu_18_04_0a' }],
      ['DeleteInstance', { forceDeleteAddOns: true, instanceName: 'docker_machine_m1_ubuntu_18_04_0a' }],
      ['DeleteKeyPair', { keyPairName: 'docker_machine_m1_small_2_0_ubuntu_18_04_0a' }],
      ['GetInstance', { instanceName: 'docker_machine_m1_ubuntu_18_04_0a' }, NOT_FOUND],
    ],
  },
  {
    source: 'https://github.com/thejandroman/vagrant-lightsail',
    region: 'us-east-1',
    calls: [
      ['GetKeyPair', { keyPairName: 'vagrant' }, NOT_FOUND],
      ['ImportKeyPair', { keyPairName: 'vagrant', publicKeyBase64: `${PUBLIC_KEY}\n` }],
      [
        'CreateInstances',
        {
          availabilityZone: 'us-east-1a',
          blueprintId: 'ubuntu_16_04',
          bundleId: 'nano_1_0',
          instanceNames: ['default'],
          keyPairName: 'vagrant',
        },
      ],
      ['GetInstance', { instanceName: 'default' }, { instance: expect.objectContaining({ username: 'ubuntu' }) }],
      ['OpenInstancePublicPorts', { portInfo: tcp(8080), instanceName: 'default' }],
      ['DeleteInstance', { instanceName: 'default' }, DONE],
    ],
  },
  {
    source: 'https://github.com/haoch1/lightsail-panel: launch, rotate-ip, enable-ipv6',
    region: 'ap-southeast-1',
    calls: [
      [
        'CreateInstances',
        {
          instanceNames: ['panel-1', 'panel-2'],
          availabilityZone: 'ap-southeast-1a',
          blueprintId: 'debian_12',
          bundleId: 'nano_3_0',
          ipAddressType: 'ipv4',
        },
        { operations: items({ resourceName: 'panel-1' }, { resourceName: 'panel-2' }) },
      ],
      ['GetInstance', { instanceName: 'panel-1' }],
      [
        'SetIpAddressType',
        {
          resourceType: 'Instance',
          resourceName: 'panel-1',
          ipAddressType: 'dualstack',
          acceptBundleUpdate: false,
        },
        DONE,
      ],
      ['GetStaticIps', {}],
      ['AllocateStaticIp', { staticIpName: 'panel-1764230000000-0a1b2c' }, DONE],
      ['AttachStaticIp', { staticIpName: 'panel-1764230000000-0a1b2c', instanceName: 'panel-1' }],
      ['AllocateStaticIp', { staticIpName: 'panel-1764230000001-0a1b2c' }, DONE],
      ['DetachStaticIp', { staticIpName: 'panel-1764230000000-0a1b2c' }],
      ['AttachStaticIp', { staticIpName: 'panel-1764230000001-0a1b2c', instanceName: 'panel-1' }],
      ['ReleaseStaticIp', { staticIpName: 'panel-1764230000000-0a1b2c' }, DONE],
      ['GetStaticIp', { staticIpName: 'panel-1764230000001-0a1b2c' }],
      ['OpenInstancePublicPorts', { instanceName: 'panel-1', portInfo: tcp(443) }],
      ['CloseInstancePublicPorts', { instanceName: 'panel-1', portInfo: tcp(443) }],
      ['DeleteInstance', { instanceName: 'panel-1' }, DONE],
    ],
  },
  {
    source:
      'https://github.com/Septrum101/lightsailMon/blob/main/app/node/node.go: a new address by attaching and detaching',
    region: 'ap-northeast-1',
    world: {
      instances: [{ name: 'node-1', region: 'ap-northeast-1' }],
      staticIps: [{ name: 'LightsailMon', region: 'ap-northeast-1' }],
    },
    calls: [
      ['GetInstance', { instanceName: 'node-1' }],
      ['AttachStaticIp', { instanceName: 'node-1', staticIpName: 'LightsailMon' }],
      ['DetachStaticIp', { staticIpName: 'LightsailMon' }],
      ['GetInstance', { instanceName: 'node-1' }, { instance: expect.objectContaining({ isStaticIp: false }) }],
    ],
  },
  {
    source: 'https://github.com/davidhong1/change-aws-lightsail-ip and https://github.com/kairlec/lightsail-watchdog',
    region: 'us-west-2',
    world: {
      instances: [{ name: 'node-1', region: 'us-west-2', tags: { server_port: '443', cf_domain: 'a.example' } }],
    },
    calls: [
      ['GetInstances', {}],
      ['StopInstance', { force: true, instanceName: 'node-1' }],
      ['GetInstanceState', { instanceName: 'node-1' }, { state: { code: 80, name: 'stopped' } }],
      ['StartInstance', { instanceName: 'node-1' }],
      ['GetInstanceState', { instanceName: 'node-1' }, { state: { code: 16, name: 'running' } }],
      ['GetInstance', { instanceName: 'node-1' }],
    ],
  },
  {
    source: 'https://github.com/coolbeevip/aws-lightsail-guard',
    region: 'us-east-1',
    world: { instances: ['web-1'], staticIps: [{ name: 'IP-20260101000000', attachedTo: 'web-1' }] },
    calls: [
      ['GetInstance', { instanceName: 'web-1' }],
      ['AllocateStaticIp', { staticIpName: 'IP-20260131120000' }],
      ['GetStaticIps', {}],
      // It releases an address that is attached.
      ['ReleaseStaticIp', { staticIpName: 'IP-20260101000000' }],
      ['AttachStaticIp', { staticIpName: 'IP-20260131120000', instanceName: 'web-1' }],
      ['GetDomains', {}, { domains: [] }],
      ['GetStaticIps', {}, { staticIps: items({ attachedTo: 'web-1' }) }],
    ],
  },
  {
    source: 'https://github.com/r3xakead0/aws-cdk-lightsail-openclaw: what CloudFormation and its custom resource send',
    region: 'us-east-1',
    world: { keyPairs: ['openclaw-dev-key'] },
    calls: [
      [
        'CreateInstances',
        {
          instanceNames: ['openclaw-dev'],
          availabilityZone: 'us-east-1a',
          blueprintId: 'openclaw_ls_1_0',
          bundleId: 'medium_3_0',
          keyPairName: 'openclaw-dev-key',
          tags: [{ key: 'project', value: 'openclaw' }],
        },
      ],
      ['AllocateStaticIp', { staticIpName: 'openclaw-dev-ip' }],
      ['AttachStaticIp', { instanceName: 'openclaw-dev', staticIpName: 'openclaw-dev-ip' }],
      [
        'EnableAddOn',
        {
          resourceName: 'openclaw-dev',
          addOnRequest: { addOnType: 'AutoSnapshot', autoSnapshotAddOnRequest: { snapshotTimeOfDay: '04:00' } },
        },
      ],
      [
        'PutInstancePublicPorts',
        { instanceName: 'openclaw-dev', portInfos: [22, 80, 443].map((port) => tcp(port, ANYWHERE)) },
      ],
      ['DetachStaticIp', { staticIpName: 'openclaw-dev-ip' }],
      ['ReleaseStaticIp', { staticIpName: 'openclaw-dev-ip' }],
      ['DeleteInstance', { instanceName: 'openclaw-dev', forceDeleteAddOns: true }, DONE],
    ],
  },
  {
    source: 'https://github.com/FireNirva/quants-infra: its acceptance test',
    region: 'ap-northeast-1',
    calls: [
      ['CreateKeyPair', { keyPairName: 'lightsail-test-key' }],
      ['DeleteKeyPair', { keyPairName: 'lightsail-test-key' }],
      ['ImportKeyPair', { keyPairName: 'lightsail-test-key', publicKeyBase64: PUBLIC_KEY }],
      [
        'CreateInstances',
        {
          instanceNames: ['test-security-full'],
          availabilityZone: 'ap-northeast-1a',
          blueprintId: 'ubuntu_22_04',
          bundleId: 'nano_3_0',
          keyPairName: 'lightsail-test-key',
          tags: [{ key: 'purpose', value: 'security-acceptance-test' }],
        },
      ],
      ['GetInstance', { instanceName: 'test-security-full' }],
      // Port 22 is open to everybody already.
      ...[tcp(22, ANYWHERE), tcp(6677, ANYWHERE), { ...tcp(51820, ANYWHERE), protocol: 'udp' }].map(
        (portInfo) => ['OpenInstancePublicPorts', { portInfo, instanceName: 'test-security-full' }] as const,
      ),
      ['GetInstance', { instanceName: 'test-security-full' }],
      ['DeleteInstance', { instanceName: 'test-security-full' }],
      ['GetInstance', { instanceName: 'test-security-full' }, NOT_FOUND],
    ],
  },
  {
    source: 'https://github.com/YafimK/packer-lightsail, with a zone where it has a Region',
    region: 'us-east-2',
    calls: [
      ['CreateKeyPair', { keyPairName: 'packer-5f1e0a9e-0000-1111-2222-333344445555' }],
      [
        'CreateInstances',
        {
          availabilityZone: 'us-east-2a',
          blueprintId: 'centos_7_1901_01',
          bundleId: 'nano_2_0',
          instanceNames: ['packer-snapshot'],
          keyPairName: 'packer-5f1e0a9e-0000-1111-2222-333344445555',
        },
      ],
      ['GetInstance', { instanceName: 'packer-snapshot' }, { instance: named('packer-snapshot') }],
      ['DeleteInstance', { instanceName: 'packer-snapshot' }],
    ],
  },
  {
    source: 'https://github.com/Jeonkwan/lightsail-proxy/blob/main/scripts/native-infrastructure.py',
    region: 'ap-southeast-1',
    calls: [
      ['GetInstances', {}, { instances: [] }],
      ['GetStaticIps', {}, { staticIps: [] }],
      ['GetInstanceSnapshots', {}, { instanceSnapshots: [] }],
      ['GetKeyPairs', {}, { keyPairs: [] }],
    ],
  },
  {
    source: 'https://github.com/octoleo/octosail: its tests',
    region: 'eu-west-1',
    calls: [
      [
        'CreateInstances',
        {
          instanceNames: ['x-1'],
          availabilityZone: 'eu-west-1a',
          blueprintId: 'ubuntu_24_04',
          bundleId: 'nano_3_0',
          tags: [{ key: 'octosail:managed', value: 'true' }],
        },
      ],
      ['StopInstance', { instanceName: 'x-1' }],
      ['GetInstance', { instanceName: 'x-1' }, { instance: named('x-1') }],
      ['UntagResource', { resourceName: 'x-1', tagKeys: ['octosail:managed'] }],
    ],
  },
  {
    source: 'a boto3 program that gives an instance a new address; its first pageToken is empty',
    region: 'us-east-1',
    world: { instances: ['test-1'], staticIps: [{ name: 'test_ip_1', attachedTo: 'test-1' }] },
    calls: [
      ['GetInstance', { instanceName: 'test-1' }, { instance: expect.objectContaining({ isStaticIp: true }) }],
      ['GetStaticIps', { pageToken: '' }],
      ['DetachStaticIp', { staticIpName: 'test_ip_1' }],
      ['AllocateStaticIp', { staticIpName: 'test_ip_2026-01-31_12-00-00' }, DONE],
      ['AttachStaticIp', { staticIpName: 'test_ip_2026-01-31_12-00-00', instanceName: 'test-1' }],
      ['GetStaticIps', { pageToken: '' }],
      ['ReleaseStaticIp', { staticIpName: 'test_ip_1' }],
    ],
  },
  {
    source: 'a boto3 panel: all protocols, and the browser clients of SSH and RDP by their alias',
    region: 'us-east-1',
    world: { instances: ['vps-1'] },
    calls: [
      [
        'PutInstancePublicPorts',
        {
          portInfos: [
            { fromPort: 0, toPort: 65535, protocol: 'all', cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0'] },
            tcp(22, { cidrListAliases: ['lightsail-connect'] }),
            tcp(3389, { cidrListAliases: ['lightsail-connect'] }),
          ],
          instanceName: 'vps-1',
        },
      ],
      ['GetInstancePortStates', { instanceName: 'vps-1' }, { portStates: items({}, {}, {}) }],
    ],
  },
  {
    source: 'a boto3 program for sites: SSH by the alias alone, with an empty list of addresses',
    region: 'us-east-2',
    world: { keyPairs: [{ name: 'sites', region: 'us-east-2' }] },
    calls: [
      [
        'CreateInstances',
        {
          instanceNames: ['site-1'],
          availabilityZone: 'us-east-2a',
          blueprintId: 'ubuntu_24_04',
          bundleId: 'small_3_0',
          userData: '#!/bin/bash\n',
          keyPairName: 'sites',
          tags: [{ key: 'service', value: 'access' }],
          ipAddressType: 'dualstack',
        },
      ],
      ['GetInstanceState', { instanceName: 'site-1' }],
      [
        'PutInstancePublicPorts',
        {
          portInfos: [tcp(22, { cidrs: [], cidrListAliases: ['lightsail-connect'] }), tcp(80)],
          instanceName: 'site-1',
        },
      ],
      [
        'GetInstancePortStates',
        { instanceName: 'site-1' },
        { portStates: items({ fromPort: 22, cidrs: [], ipv6Cidrs: [] }, { fromPort: 80, cidrs: ['0.0.0.0/0'] }) },
      ],
    ],
  },
  {
    source: "a gist for Ruby of the service's first week: lamp_5_6_27 on nano_1_0",
    region: 'us-east-1',
    calls: [
      ['GetBlueprints', {}],
      ['GetBundles', {}],
      [
        'CreateInstances',
        {
          instanceNames: ['vps1', 'vps2', 'vps3'],
          availabilityZone: 'us-east-1a',
          blueprintId: 'lamp_5_6_27',
          bundleId: 'nano_1_0',
        },
      ],
      ['GetInstanceAccessDetails', { instanceName: 'vps1', protocol: 'ssh' }],
      ['StopInstance', { instanceName: 'vps1' }],
      ['StartInstance', { instanceName: 'vps1' }],
    ],
  },
  {
    source: 'a Go program that reads the rules of GetInstance, adds its own and puts all of them',
    region: 'us-east-1',
    world: { instances: [{ name: 'app-1', tags: { 'ls:app:a:prod': 'true' } }] },
    calls: [
      ['TagResource', { resourceName: 'app-1', tags: [{ key: 'ls:app:b:prod', value: 'true' }] }],
      ['GetInstanceAccessDetails', { instanceName: 'app-1', protocol: 'ssh' }],
      ['GetInstance', { instanceName: 'app-1' }],
      [
        'PutInstancePublicPorts',
        { instanceName: 'app-1', portInfos: [tcp(80, ANYWHERE), tcp(22, ANYWHERE), tcp(443, ANYWHERE)] },
      ],
      ['UntagResource', { resourceName: 'app-1', tagKeys: ['ls:app:b:prod'] }],
    ],
  },
  {
    source: 'a Go menu that opens all of TCP and UDP, and tries again while the instance starts',
    region: 'us-east-1',
    calls: [
      ['GetRegions', {}],
      ['GetBundles', {}],
      ['GetBlueprints', {}],
      [
        'CreateInstances',
        {
          availabilityZone: 'us-east-1a',
          blueprintId: 'debian_12',
          bundleId: 'nano_3_0',
          instanceNames: ['LS-us-east-1-1'],
        },
      ],
      ['GetInstance', { instanceName: 'LS-us-east-1-1' }],
      // The Go SDK leaves zeros out.
      [
        'PutInstancePublicPorts',
        {
          instanceName: 'LS-us-east-1-1',
          portInfos: [
            { toPort: 65535, protocol: 'tcp' },
            { toPort: 65535, protocol: 'udp' },
          ],
        },
      ],
      ['AllocateStaticIp', { staticIpName: 'sip-LS-us-east-1-1' }],
      ['AllocateStaticIp', { staticIpName: 'sip-LS-us-east-1-1' }, 'InvalidInputException'],
      ['AttachStaticIp', { staticIpName: 'sip-LS-us-east-1-1', instanceName: 'LS-us-east-1-1' }],
    ],
  },
]
