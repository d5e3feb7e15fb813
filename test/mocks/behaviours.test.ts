import {
  GetInstanceCommand,
  GetInstanceStateCommand,
  GetInstancesCommand,
  GetOperationCommand,
  GetOperationsCommand,
  GetOperationsForResourceCommand,
  GetRegionsCommand,
  OpenInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import { type BehaviourId, behaviours, type LightsailOptions, type PrincipalDefinition } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { doorNames, doors, rawHeaders } from '../support/doors.ts'
import { Proof, tcp, web1 } from '../support/proof.ts'
import { callerOptions, callerProofs } from './caller-proofs.ts'
import { surroundingOptions, surroundingProofs } from './surrounding-proofs.ts'

/** The principal of the requests that are sent without an SDK; it may do nothing. */
const NOBODY: PrincipalDefinition = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  arn: 'arn:aws:iam::123456789012:user/nobody',
}

/** The proof of every row of the table, through a real SDK. */
const proofs: Record<BehaviourId, (proof: Proof) => Promise<void>> = {
  ...callerProofs,
  ...surroundingProofs,
  async 'put-replaces'(it) {
    await it.put([tcp(22), tcp(443)])
    expect(await it.names()).toEqual(['22/tcp', '443/tcp'])
    await it.put([tcp(8080)])
    expect(await it.names()).toEqual(['8080/tcp'])
  },
  async 'put-empty'(it) {
    await it.put([])
    expect(await it.ports()).toEqual([])
  },
  async 'open-adds'(it) {
    await it.put([tcp(22, { cidrs: ['192.0.2.1/32'] })])
    await it.open(tcp(22, { cidrs: ['192.0.2.2/32'] }))
    await it.open(tcp(443))
    expect(await it.names()).toEqual(['22/tcp', '443/tcp'])
    expect((await it.ports())[0]?.cidrs).toEqual(['192.0.2.1/32', '192.0.2.2/32'])
  },
  async 'close-by'(it) {
    await it.put([tcp(22, { cidrs: ['192.0.2.1/32', '192.0.2.2/32'] })])
    await it.close(tcp(22, { cidrs: ['192.0.2.1'] }))
    expect((await it.ports())[0]?.cidrs).toEqual(['192.0.2.2/32'])
    await it.close(tcp(22, { cidrs: ['192.0.2.2/32'] }))
    expect(await it.ports()).toEqual([])
  },
  async 'close-rule'(it) {
    await it.put([tcp(22, { cidrs: ['192.0.2.1/32'] }), tcp(80)])
    await it.close(tcp(22))
    expect(await it.names()).toEqual(['80/tcp'])
  },
  async 'close-not-open'(it) {
    await it.put([tcp(80)])
    expect((await it.close(tcp(81)))?.status).toBe('Succeeded')
    expect(await it.names()).toEqual(['80/tcp'])
  },
  async 'one-operation'(it) {
    for (const operation of [await it.put([tcp(22)]), await it.open(tcp(80)), await it.close(tcp(80))]) {
      expect(operation).toMatchObject({ resourceName: web1, resourceType: 'Instance' })
    }
  },
  async 'operation-terminal'(it) {
    for (const operation of [await it.open(tcp(22)), await it.close(tcp(22))]) {
      expect(operation).toMatchObject({ status: 'Succeeded', isTerminal: true })
      expect(operation?.statusChangedAt).toEqual(operation?.createdAt)
    }
  },
  async 'operation-terminal-put'(it) {
    const operation = await it.put([tcp(22)])
    expect(operation).toMatchObject({
      operationType: 'PutInstancePublicPorts',
      status: 'Succeeded',
      isTerminal: true,
      location: { availabilityZone: 'us-east-1a', regionName: 'us-east-1' },
    })
    expect(operation?.createdAt).toBeInstanceOf(Date)
    expect(operation?.statusChangedAt).toEqual(operation?.createdAt)
  },
  async 'operation-details'(it) {
    expect((await it.open({ ...tcp(22), protocol: 'TCP' as 'tcp' }))?.operationDetails).toBe('22/tcp')
    expect((await it.close(tcp(80)))?.operationDetails).toBe('80/tcp')
  },
  async 'put-details'(it) {
    it.add({ name: 'four', ipAddressType: 'ipv4' })
    const upper = [22, 80, 443].map((port) => ({ ...tcp(port), protocol: 'TCP' }))
    const operation = await it.put([...upper, { protocol: 'ICMP', fromPort: 8, toPort: -1 }], 'four')
    expect(operation?.operationDetails).toBe('22/tcp,80/tcp,443/tcp,8--1/icmp')
    expect((await it.put([tcp(443), tcp(22), tcp(443)]))?.operationDetails).toBe('443/tcp,22/tcp')
    const many = Array.from({ length: 500 }, (_, index) => tcp(index))
    expect((await it.put(many))?.operationDetails?.length).toBe(256)
  },
  async 'details-of-ranges'(it) {
    const operation = await it.put([
      { protocol: 'udp', fromPort: 8000, toPort: 8080 },
      { protocol: 'all' },
      { protocol: 'icmp', fromPort: -1, toPort: -1 },
      { protocol: 'icmpv6', fromPort: 128, toPort: 0 },
    ])
    expect(operation?.operationDetails).toBe('8000-8080/udp,0-65535/all,-1--1/icmp,128-0/icmpv6')
  },
  async 'operations-recorded'(it) {
    const operation = await it.put([tcp(22)])
    const byId = await it.client.send(new GetOperationCommand({ operationId: operation?.id }))
    expect(byId.operation).toEqual(operation)
    const byResource = await it.client.send(new GetOperationsForResourceCommand({ resourceName: web1 }))
    expect(byResource.operations).toEqual([operation])
    expect((await it.client.send(new GetOperationsCommand({}))).operations).toEqual([operation])
    const elsewhere = it.door.client({ region: 'eu-west-1' })
    expect((await elsewhere.send(new GetOperationsCommand({}))).operations).toEqual([])
    await expect(elsewhere.send(new GetOperationCommand({ operationId: operation?.id }))).rejects.toThrow(
      'does not exist',
    )
    await expect(it.client.send(new GetOperationsForResourceCommand({ resourceName: 'web-9' }))).rejects.toThrow(
      'does not exist',
    )
  },
  async 'operations-paged'(it) {
    const ids: unknown[] = []
    for (let port = 1; port <= 201; port++) ids.push((await it.put([tcp(port)]))?.id)
    for (const command of [
      (pageToken?: string) => it.client.send(new GetOperationsCommand({ pageToken })),
      (pageToken?: string) => it.client.send(new GetOperationsForResourceCommand({ resourceName: web1, pageToken })),
    ]) {
      const first = await command()
      const second = await command(first.nextPageToken)
      expect(first.operations?.map(({ id }) => id)).toEqual(ids.slice(0, 200))
      expect(second.operations?.map(({ id }) => id)).toEqual(ids.slice(200))
      expect(second.nextPageToken).toBeUndefined()
    }
  },
  async 'instances-paged'(it) {
    for (let index = 0; index < 100; index++) it.add({ name: `more-${index}` })
    const first = await it.client.send(new GetInstancesCommand({}))
    it.lightsail.instances.delete('more-3')
    const second = await it.client.send(new GetInstancesCommand({ pageToken: first.nextPageToken }))
    expect(first.instances?.length).toBe(100)
    expect(second.instances?.map(({ name }) => name)).toEqual(['more-99'])
    expect(second.nextPageToken).toBeUndefined()
  },
  async 'page-token-unknown'(it) {
    for (const pageToken of [
      'nonsense',
      'bm9uc2Vuc2U=',
      '%%%',
      '____',
      btoa('GetOperations:0'),
      btoa('GetInstances:x'),
    ]) {
      const error = await it.client.send(new GetInstancesCommand({ pageToken })).catch((thrown) => thrown)
      expect([error.name, error.message]).toEqual(['InvalidInputException', expect.stringContaining('pageToken: ')])
    }
  },
  async 'regions-listed'(it) {
    const { regions } = await it.client.send(new GetRegionsCommand({ includeAvailabilityZones: true }))
    expect(regions?.find(({ name }) => name === 'us-west-2')).toMatchObject({
      displayName: 'Oregon',
      continentCode: 'NA',
      availabilityZones: [{ zoneName: 'us-west-2a', state: 'available' }, {}, {}],
      relationalDatabaseAvailabilityZones: [],
    })
    expect((await it.client.send(new GetRegionsCommand({}))).regions?.[0]?.availabilityZones).toEqual([])
  },
  async anywhere(it) {
    it.add({ name: 'four', ipAddressType: 'ipv4' })
    it.add({ name: 'six', ipAddressType: 'ipv6' })
    const lists: Record<string, unknown> = {}
    for (const name of [web1, 'four', 'six']) {
      await it.put([tcp(22, { cidrs: [] })], name)
      const [rule] = await it.ports(name)
      lists[name] = [rule?.cidrs, rule?.ipv6Cidrs]
    }
    expect(lists).toEqual({ [web1]: [['0.0.0.0/0'], ['::/0']], four: [['0.0.0.0/0'], []], six: [[], ['::/0']] })
  },
  async 'default-ipv6'(it) {
    await it.put([tcp(22)])
    expect(await it.ports()).toMatchObject([{ cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0'] }])
  },
  async 'only-given'(it) {
    await it.put([tcp(22, { cidrListAliases: ['lightsail-connect'] }), tcp(80, { ipv6Cidrs: ['2001:db8::/32'] })])
    expect(await it.ports()).toEqual([
      expect.objectContaining({ cidrs: [], ipv6Cidrs: [], cidrListAliases: ['lightsail-connect'] }),
      expect.objectContaining({ cidrs: [], ipv6Cidrs: ['2001:db8::/32'], cidrListAliases: [] }),
    ])
  },
  async 'icmp-versions'(it) {
    await it.put([
      { protocol: 'icmp', fromPort: 8, toPort: -1 },
      { protocol: 'icmpv6', fromPort: -1, toPort: -1 },
    ])
    expect(await it.ports()).toEqual([
      expect.objectContaining({ fromPort: 8, toPort: -1, cidrs: ['0.0.0.0/0'], ipv6Cidrs: [] }),
      expect.objectContaining({ fromPort: -1, toPort: -1, cidrs: [], ipv6Cidrs: ['::/0'] }),
    ])
  },
  async 'all-reads-back'(it) {
    await it.put([{ protocol: 'all' }])
    expect(await it.ports()).toEqual([
      {
        fromPort: 0,
        toPort: 65535,
        protocol: '-1',
        state: 'open',
        cidrs: ['0.0.0.0/0'],
        ipv6Cidrs: ['::/0'],
        cidrListAliases: [],
      },
    ])
  },
  async 'ports-default'(it) {
    await it.put([{ protocol: 'all', toPort: 65535 }, { protocol: 'icmp', fromPort: 8 }, { protocol: 'udp' }])
    expect((await it.ports()).map(({ fromPort, toPort }) => [fromPort, toPort])).toEqual([
      [0, 65535],
      [8, 0],
      [0, 0],
    ])
  },
  async 'bare-address'(it) {
    expect((await it.put([tcp(22, { cidrs: ['192.0.2.44'] })]))?.status).toBe('Succeeded')
  },
  async 'bare-address-read-back'(it) {
    await it.put([
      tcp(22, { cidrs: ['192.0.2.44', '10.0.0.5/8'], ipv6Cidrs: ['2001:DB8:0:0::1', '2001:db8::ffff/64'] }),
    ])
    expect((await it.ports())[0]).toMatchObject({
      cidrs: ['192.0.2.44/32', '10.0.0.0/8'],
      ipv6Cidrs: ['2001:db8::1/128', '2001:db8::/64'],
    })
  },
  async 'protocol-case'(it) {
    await it.put([{ ...tcp(22), protocol: 'TCP' }])
    expect(await it.names()).toEqual(['22/tcp'])
  },
  async 'same-rule'(it) {
    await it.put([tcp(22, { cidrs: ['192.0.2.1/32'] }), tcp(80), tcp(22, { cidrs: ['192.0.2.2/32', '192.0.2.1'] })])
    expect(await it.names()).toEqual(['22/tcp', '80/tcp'])
    expect((await it.ports())[0]?.cidrs).toEqual(['192.0.2.1/32', '192.0.2.2/32'])
  },
  async 'everybody-beside-another'(it) {
    const text =
      'You cannot specify a CIDR or a CIDR list alias together with "0.0.0.0/0". Specifying "0.0.0.0/0" allows all CIDRs and CIDR list aliases.'
    const everybody = '0.0.0.0/0'
    const office = { cidrs: ['203.0.113.7/32'] }
    for (const [portInfos, path] of [
      [[tcp(22, { cidrs: [everybody, '203.0.113.7/32'] })], 'portInfos[0].cidrs'],
      [[tcp(22, { cidrs: [everybody], cidrListAliases: ['lightsail-connect'] })], 'portInfos[0].cidrListAliases'],
      [[tcp(22, { cidrs: [everybody] }), tcp(80), tcp(22, office)], 'portInfos[2].cidrs'],
      [[tcp(22, office), tcp(22)], 'portInfos[0].cidrs'],
      [[tcp(22), tcp(22, { cidrListAliases: ['lightsail-connect'] })], 'portInfos[1].cidrListAliases'],
    ] as const) {
      expect(await it.refused(portInfos)).toMatchObject({
        name: 'InvalidInputException',
        message: `${path}: ${text}`,
        $metadata: { httpStatusCode: 400 },
      })
    }
    // A missing instance makes no difference: the input is checked first.
    expect((await it.refused([tcp(22, { cidrs: [everybody, '203.0.113.7/32'] })], 'web-9')).message).toContain(text)
    // Two rules that are both open to everybody merge, and other ports do not matter.
    await it.put([tcp(22), tcp(22, { cidrs: [everybody] }), tcp(80, office), { ...tcp(22, office), protocol: 'udp' }])
    expect(await it.names()).toEqual(['22/tcp', '80/tcp', '22/udp'])
    // The IPv6 firewall is another one.
    await it.put([tcp(22, { cidrs: [everybody], ipv6Cidrs: ['2001:db8::/32'] })])
    expect(() => it.lightsail.instances.add({ name: 'both', ports: [tcp(22), tcp(22, office)] })).toThrow(text)
  },
  async 'everybody-beside-another-ipv6'(it) {
    const text = 'You cannot specify an IPv6 CIDR together with "::/0". Specifying "::/0" allows all IPv6 CIDRs.'
    const more = { ipv6Cidrs: ['2001:db8::/32'] }
    expect((await it.refused([tcp(22, { ipv6Cidrs: ['::/0', '2001:db8::/32'] })])).message).toContain(text)
    expect((await it.refused([tcp(22), tcp(22, more)])).message).toBe(`portInfos[1].ipv6Cidrs: ${text}`)
    await it.put([tcp(22, { cidrs: ['192.0.2.1/32'], ipv6Cidrs: ['::/0'] })])
  },
  async 'open-on-everybody'(it) {
    await it.put([tcp(22)])
    const before = await it.ports()
    const more = { cidrs: ['192.0.2.1/32'], ipv6Cidrs: ['2001:db8::/32'], cidrListAliases: ['lightsail-connect'] }
    expect((await it.open(tcp(22, more)))?.status).toBe('Succeeded')
    expect(await it.ports()).toEqual(before)
  },
  async 'open-everybody-on-another'(it) {
    await it.put([
      tcp(22, { cidrs: ['192.0.2.1/32'], ipv6Cidrs: ['2001:db8::/32'], cidrListAliases: ['lightsail-connect'] }),
    ])
    await it.open(tcp(22, { cidrs: ['0.0.0.0/0'] }))
    expect(await it.ports()).toMatchObject([
      { cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['2001:db8::/32'], cidrListAliases: [] },
    ])
    await it.open(tcp(22))
    expect(await it.ports()).toMatchObject([{ cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0'], cidrListAliases: [] }])
  },
  async 'source-limit'(it) {
    const cidrs = Array.from({ length: 61 }, (_, index) => `192.0.2.${index}/32`)
    const ipv6Cidrs = Array.from({ length: 61 }, (_, index) => `2001:db8::${index.toString(16)}/128`)
    const limit = (version: string) =>
      `You've either reached or will exceed your maximum limit of 60 ${version} addresses for a firewall rule.`
    expect(await it.refused([tcp(22, { cidrs, ipv6Cidrs })])).toMatchObject({
      name: 'InvalidInputException',
      message: `portInfos[0].cidrs: ${limit('IPv4')}; portInfos[0].ipv6Cidrs: ${limit('IPv6')}`,
    })
    const halves = [tcp(22, { cidrs: cidrs.slice(0, 30) }), tcp(22, { cidrs: cidrs.slice(30) })]
    expect((await it.refused(halves)).message).toBe(`portInfos[1].cidrs: ${limit('IPv4')}`)
    // Each version is counted by itself, and each rule.
    await it.put([
      tcp(22, { cidrs: cidrs.slice(1), ipv6Cidrs: ipv6Cidrs.slice(1), cidrListAliases: ['lightsail-connect'] }),
      tcp(80, { cidrs: cidrs.slice(1) }),
    ])
    await it.open(tcp(22, { cidrs: ['192.0.2.1'] }))
    await expect(it.open(tcp(22, { cidrs: ['192.0.2.0'] }))).rejects.toThrow(`portInfo.cidrs: ${limit('IPv4')}`)
    await it.open(tcp(22, { cidrs: ['0.0.0.0/0'] }))
  },
  async 'round-trip'(it) {
    await it.put([
      { protocol: 'all' },
      { protocol: 'icmpv6', fromPort: 128 },
      { protocol: 'icmp', fromPort: -1, toPort: -1 },
      tcp(22, { cidrListAliases: ['lightsail-connect'] }),
    ])
    const before = await it.ports()
    await it.put(before)
    expect(await it.ports()).toEqual(before)
    // Not only through this SDK, which drops the member `state`: as it was read, byte for byte.
    const body = JSON.stringify({ instanceName: web1, portInfos: it.lightsail.instances.get(web1).ports })
    expect((await it.door.raw({ headers: rawHeaders('PutInstancePublicPorts'), body })).status).toBe(200)
    expect(await it.ports()).toEqual(before)
    expect(it.lightsail.calls.of('PutInstancePublicPorts').at(-1)?.unknownMembers).toContain('portInfos[0].state')
  },
  async 'default-ports'(it) {
    it.add({ name: 'blog', blueprintId: 'wordpress' })
    it.add({ name: 'desktop', blueprintId: 'windows_server_2022' })
    it.add({ name: 'panel', blueprintId: 'cpanel_whm_linux' })
    it.add({ name: 'obsidian', blueprintId: 'plesk_ubuntu' })
    expect((await it.names()).toSorted()).toEqual(['22/tcp', '80/tcp'])
    expect((await it.names('blog')).toSorted()).toEqual(['22/tcp', '443/tcp', '80/tcp'])
    expect(await it.names('desktop')).toEqual(['22/tcp', '80/tcp', '3389/tcp'])
    const dns = ['53/tcp', '53/udp', '80/tcp', '443/tcp']
    expect(await it.names('panel')).toEqual(['22/tcp', ...dns, '2078/tcp', '2083/tcp', '2087/tcp', '2089/tcp'])
    expect(await it.names('obsidian')).toEqual(['22/tcp', ...dns, '8443/tcp', '8447/tcp'])
  },
  async 'default-ports-order'(it) {
    it.add({ name: 'blog', blueprintId: 'wordpress' })
    expect(await it.names()).toEqual(['80/tcp', '22/tcp'])
    expect(await it.names('blog')).toEqual(['80/tcp', '22/tcp', '443/tcp'])
  },
  async 'user-names'(it) {
    const names = async (...ids: string[]) => {
      for (const blueprintId of ids) it.add({ name: `u.${blueprintId}`, blueprintId })
      const { instances = [] } = await it.client.send(new GetInstancesCommand({}))
      return instances.slice(-ids.length).map(({ username }) => username)
    }
    expect(await names('ubuntu_22_04', 'debian_12', 'centos_stream_9', 'amazon_linux_2', 'lamp_8_bitnami')).toEqual([
      'ubuntu',
      'admin',
      'centos',
      'ec2-user',
      'bitnami',
    ])
    expect(await names('windows_server_2022_sql_2022_express', 'cpanel_whm_linux', 'plesk_ubuntu')).toEqual([
      'Administrator',
      'centos',
      'ubuntu',
    ])
  },
  async 'access-from'(it) {
    it.add({ name: 'six', ipAddressType: 'ipv6', ports: [{ protocol: 'tcp', fromPort: 1, toPort: 1 }] })
    await it.put([tcp(22), tcp(80, { cidrs: ['0.0.0.0/0'] }), tcp(81, { cidrs: ['192.0.2.1/32'] })])
    const ports = async (instanceName: string) =>
      (await it.client.send(new GetInstanceCommand({ instanceName }))).instance?.networking?.ports ?? []
    expect((await ports(web1)).map(({ accessFrom }) => accessFrom)).toEqual([
      'Anywhere (0.0.0.0/0 and ::/0)',
      'Anywhere (0.0.0.0/0)',
      'Custom',
    ])
    expect((await ports('six'))[0]).toMatchObject({
      accessFrom: 'Anywhere (::/0)',
      accessType: 'public',
      commonName: '',
      accessDirection: 'inbound',
    })
  },
  async 'auth-presence'(it) {
    // A signer that signs nothing: the request goes out without an Authorization header.
    const unsigned = it.door.client({ signer: { sign: async (request: never) => request } as never })
    const error = await it.put([tcp(22)], web1, unsigned).catch((thrown) => thrown)
    expect(error.name).toBe('UnauthenticatedException')
  },
  async 'account-setup'(it) {
    it.lightsail.startSetup()
    await expect(it.put([tcp(22)])).rejects.toMatchObject({ name: 'AccountSetupInProgressException' })
    it.lightsail.completeSetup()
    await it.put([tcp(22)])
  },
  async 'region-setup'(it) {
    it.lightsail.load({
      instances: [web1, { name: 'madrid', region: 'eu-south-2' }],
      regions: { 'eu-south-2': { status: 'setup-in-progress' } },
    })
    const spain = it.door.client({ region: 'eu-south-2' })
    await expect(it.put([tcp(22)], 'madrid', spain)).rejects.toMatchObject({
      name: 'RegionSetupInProgressException',
      docs: expect.stringContaining('https://docs.aws.amazon.com/'),
      tip: expect.stringContaining('Wait a few minutes'),
    })
    await it.put([tcp(22)])
    it.lightsail.completeSetup('eu-south-2')
    await it.put([tcp(22)], 'madrid', spain)
  },
  async 'setup-answers-all'(it) {
    const ask = () => it.client.send(new GetRegionsCommand({}))
    it.lightsail.startSetup('us-east-1')
    await expect(ask()).rejects.toMatchObject({ name: 'RegionSetupInProgressException' })
    it.lightsail.startSetup()
    await expect(ask()).rejects.toMatchObject({ name: 'AccountSetupInProgressException' })
  },
  async 'one-region'(it) {
    it.add({ name: 'dublin', region: 'eu-west-1' })
    const error = await it.refused([tcp(22)], 'dublin')
    const tip = expect.stringContaining('eu-west-1')
    expect(error).toMatchObject({ name: 'NotFoundException', tip })
    expect(it.lightsail.calls.last?.outcome).toMatchObject({ tip })
    await it.put([tcp(22)], 'dublin', it.door.client({ region: 'eu-west-1' }))
  },
  async 'not-found-text'(it) {
    const error = await it.refused([tcp(22)], 'web-9')
    expect(error).toMatchObject({
      name: 'NotFoundException',
      message: 'The Instance does not exist: web-9',
      code: 'DoesNotExist',
    })
  },
  async 'instance-state'(it) {
    const instance = it.lightsail.instances.get(web1)
    for (const state of ['pending', 'starting', 'stopping', 'terminating'] as const) {
      instance.update({ state })
      expect(await it.refused([tcp(22)])).toMatchObject({
        name: 'OperationFailureException',
        message: expect.stringContaining(state),
      })
      const { state: read } = await it.client.send(new GetInstanceStateCommand({ instanceName: web1 }))
      expect(read?.name).toBe(state)
    }
    for (const state of ['running', 'stopped'] as const) {
      instance.update({ state })
      await it.put([tcp(22)])
    }
  },
  async 'instance-state-text'(it) {
    it.lightsail.instances.get(web1).update({ state: 'pending' })
    expect((await it.refused([tcp(22)])).message).toMatch(
      /^You can only .* when the target instance is running or stopped\. The current state of your instance is: pending$/,
    )
  },
  async 'all-violations'(it) {
    const error = await it.refused(
      [tcp(22), { protocol: 'tcp', fromPort: 70000, toPort: -5 }, tcp(1, { cidrs: ['no'] })],
      'x',
    )
    expect(error.name).toBe('InvalidInputException')
    expect(error.message.split('; ').map((problem) => problem.split(': ', 1)[0])).toEqual([
      'instanceName',
      'portInfos[1].fromPort',
      'portInfos[1].toPort',
      'portInfos[2].cidrs[0]',
    ])
  },
  async 'name-pattern'(it) {
    for (const name of ['x', '-web', 'web-', 'web 1', 'wéb', '', '../etc', '_web', 'web_', '.web', 'web.', 'w/b']) {
      const error = await it.refused([tcp(22)], name)
      expect(error).toMatchObject({
        name: 'InvalidInputException',
        message: `instanceName: ${name} is not a valid resource name. Resource names must be at least 2 characters long and contain only alphanumerics, -, _, and .`,
      })
    }
    expect((await it.refused([tcp(22)], 'w'.repeat(256))).message).toContain('… is not a valid resource name')
    for (const name of ['www.example.com', '1.2', 'a_b-c.d', 'w'.repeat(255)]) {
      it.add({ name })
      expect((await it.put([tcp(22)], name))?.resourceName).toBe(name)
    }
    expect(await it.refused([tcp(22)], 'constructor')).toMatchObject({ name: 'NotFoundException' })
  },
  async required(it) {
    expect((await it.refused(undefined, undefined)).message).toContain('portInfos: a value is required')
    const open = it.client.send(new OpenInstancePublicPortsCommand({} as never))
    await expect(open).rejects.toThrow('portInfo: a value is required; instanceName: a value is required')
  },
  async 'protocol-required'(it) {
    expect((await it.refused([{}])).message).toContain('portInfos[0].protocol: a protocol is required')
  },
  async protocols(it) {
    expect((await it.refused([tcp(1, { protocol: 'sctp' as 'tcp' })])).message).toBe(
      'portInfos[0].protocol: "sctp" is not one of tcp, udp, icmp, icmpv6, all',
    )
    expect((await it.refused([tcp(1, { protocol: 'icmp6' as 'tcp' })])).message).toContain('ICMP for IPv6 is icmpv6')
  },
  async 'port-range'(it) {
    await it.put([{ protocol: 'udp', fromPort: 0, toPort: 65535 }])
    for (const [fromPort, toPort, at] of [
      [-1, 5, 'fromPort'],
      [5, 65536, 'toPort'],
      [443, 80, 'toPort'],
      [22, undefined, 'toPort'],
    ] as const) {
      expect((await it.refused([{ protocol: 'tcp', fromPort, toPort }])).message).toContain(`portInfos[0].${at}: `)
    }
  },
  async 'icmp-range'(it) {
    await it.put([
      { protocol: 'icmp', fromPort: 8, toPort: -1 },
      { protocol: 'icmpv6', fromPort: 128, toPort: 0 },
    ])
    expect((await it.refused([{ protocol: 'icmp', fromPort: -2, toPort: 0 }])).message).toContain('fromPort: -2 is not')
  },
  async 'icmp-lists'(it) {
    const error = await it.refused([
      { protocol: 'icmp', fromPort: 8, toPort: -1, ipv6Cidrs: ['::/0'] },
      { protocol: 'icmpv6', fromPort: 128, cidrs: ['0.0.0.0/0'] },
    ])
    expect(error.message).toBe(
      'portInfos[0].ipv6Cidrs: icmp is for IPv4; ICMP for IPv6 is icmpv6; portInfos[1].cidrs: icmpv6 is for IPv6; ICMP for IPv4 is icmp',
    )
  },
  async 'icmp-limits'(it) {
    await it.put([{ protocol: 'icmp', fromPort: 255, toPort: 255 }])
    expect((await it.refused([{ protocol: 'icmp', fromPort: 256, toPort: -2 }])).message).toBe(
      'portInfos[0].fromPort: 256 is not an ICMP type from -1 to 255; portInfos[0].toPort: -2 is not an ICMP code from -1 to 255',
    )
  },
  async 'all-range'(it) {
    await it.put([
      { protocol: 'all', fromPort: 0, toPort: 65535 },
      { protocol: 'all', fromPort: 8000, toPort: 8080 },
    ])
    expect((await it.ports()).map(({ fromPort, toPort, protocol }) => [fromPort, toPort, protocol])).toEqual([
      [0, 65535, '-1'],
      [8000, 8080, '-1'],
    ])
    await it.put(await it.ports())
    expect((await it.refused([{ protocol: 'all', fromPort: 80, toPort: 22 }])).message).toContain('is lower than')
    expect((await it.refused([{ protocol: 'all', fromPort: -1, toPort: 65536 }])).message).toContain('portInfos[0].')
  },
  async 'address-lists'(it) {
    for (const cidr of [
      '192.0.2.1/33',
      '0x7f.1',
      '010.0.0.1',
      '1.2.3',
      'localhost',
      '',
      '1.2.3.4/',
      '1.2.3.4/08',
      ' 1.2.3.4',
    ]) {
      expect((await it.refused([tcp(1, { cidrs: [cidr] })])).message).toContain('portInfos[0].cidrs[0]: ')
    }
    for (const cidr of ['2001:db8::/129', 'fe80::1%eth0', ':::', 'localhost', '', '::ffff:010.1.1.1', '::011.2.3.4']) {
      expect((await it.refused([tcp(1, { ipv6Cidrs: [cidr] })])).message).toContain('portInfos[0].ipv6Cidrs[0]: ')
    }
  },
  async 'address-list-hint'(it) {
    expect((await it.refused([tcp(1, { cidrs: ['::/0'] })])).message).toContain('IPv6 goes into ipv6Cidrs')
    expect((await it.refused([tcp(1, { ipv6Cidrs: ['0.0.0.0/0'] })])).message).toContain('IPv4 goes into cidrs')
  },
  async aliases(it) {
    expect((await it.refused([tcp(1, { cidrListAliases: ['office'] })])).message).toBe(
      'portInfos[0].cidrListAliases[0]: "office" is not an alias; the only one is lightsail-connect',
    )
  },
  async 'ip-versions'(it) {
    it.add({ name: 'four', ipAddressType: 'ipv4' })
    it.add({ name: 'six', ipAddressType: 'ipv6' })
    const problems = [
      await it.refused([tcp(1, { ipv6Cidrs: ['::/0'] })], 'four'),
      await it.refused([{ protocol: 'icmpv6', fromPort: 128 }], 'four'),
      await it.refused([tcp(1), tcp(2, { cidrs: ['0.0.0.0/0'] })], 'six'),
      await it.refused([{ protocol: 'icmp', fromPort: 8, toPort: -1 }], 'six'),
      await it.refused([tcp(1, { ipv6Cidrs: ['::/0'] }), { protocol: 'no' }], 'four'),
    ]
    expect(problems.map(({ name, message }) => [name, message])).toEqual([
      ['InvalidInputException', 'portInfos[0].ipv6Cidrs: the instance has no IPv6 address'],
      [
        'InvalidInputException',
        'portInfos[0].protocol: icmpv6 needs an IPv6 address, which the instance does not have',
      ],
      ['InvalidInputException', 'portInfos[1].cidrs: the instance has no IPv4 address'],
      ['InvalidInputException', 'portInfos[0].protocol: icmp needs an IPv4 address, which the instance does not have'],
      [
        'InvalidInputException',
        'portInfos[1].protocol: "no" is not one of tcp, udp, icmp, icmpv6, all; portInfos[0].ipv6Cidrs: the instance has no IPv6 address',
      ],
    ])
  },
  async 'wrong-type'(it) {
    for (const [portInfos, message] of [
      [[{ fromPort: '22' }], 'portInfos[0].fromPort: STRING_VALUE cannot be converted to Integer'],
      [[{ fromPort: 22.5 }], 'portInfos[0].fromPort: NUMBER_VALUE cannot be converted to Integer'],
      [[{ cidrs: '0.0.0.0/0' }], 'portInfos[0].cidrs: STRING_VALUE cannot be converted to List'],
      [[{ protocol: true }], 'portInfos[0].protocol: TRUE_VALUE cannot be converted to String'],
      [{}, 'portInfos: START_OBJECT cannot be converted to List'],
      [[[]], 'portInfos[0]: START_ARRAY cannot be converted to Structure'],
    ] as const) {
      const body = JSON.stringify({ instanceName: web1, portInfos })
      const { json } = await it.door.raw({ headers: rawHeaders('PutInstancePublicPorts'), body })
      expect(json).toEqual({ __type: 'com.amazon.coral.service#SerializationException', Message: message })
    }
    // The SDK sends a text for a number as it is, and reads the answer's name.
    expect((await it.refused([{ protocol: 'tcp', fromPort: '22' }])).name).toBe('SerializationException')
  },
  async 'null-is-absent'(it) {
    const body = JSON.stringify({
      instanceName: web1,
      portInfos: [{ protocol: 'udp', fromPort: null, cidrs: null, x: null }],
    })
    expect((await it.door.raw({ headers: rawHeaders('PutInstancePublicPorts'), body })).status).toBe(200)
    expect(await it.names()).toEqual(['0/udp'])
  },
  async 'unknown-members'(it) {
    const body = JSON.stringify({
      instanceName: web1,
      portInfos: [{ protocol: 'udp', cidr: ['0.0.0.0/0'] }],
      dryRun: true,
    })
    expect((await it.door.raw({ headers: rawHeaders('PutInstancePublicPorts'), body })).status).toBe(200)
    expect(it.lightsail.calls.last?.unknownMembers).toEqual(['portInfos[0].cidr', 'dryRun'])
  },
  async 'not-simulated'(it) {
    const reply = await it.door.raw({ headers: rawHeaders('DeleteDisk'), body: '{"diskName":"disk-1"}' })
    expect(reply.status).toBe(404)
    expect(reply.json).toEqual({
      __type: 'com.amazon.coral.service#UnknownOperationException',
      message: expect.stringMatching(
        /^DeleteDisk is not simulated\. Simulated are PutInstancePublicPorts, .*GetRegions/,
      ),
    })
    expect(it.lightsail.calls.last).toMatchObject({
      operation: 'DeleteDisk',
      outcome: { error: 'UnknownOperationException' },
    })
    const typo = await it.door.raw({ headers: rawHeaders('PutInstancePublicPort'), body: '{}' })
    expect(typo.json['message']).toMatch(/^PutInstancePublicPort is not an operation of Lightsail\. Simulated are /)
  },
  async 'error-body'(it) {
    const { json, headers } = await it.door.raw({
      headers: rawHeaders('PutInstancePublicPorts'),
      body: '{"instanceName":"web-9","portInfos":[]}',
    })
    expect(Object.keys(json)).toEqual(['__type', 'code', 'message'])
    expect(json['__type']).toBe('NotFoundException')
    expect(headers.get('content-type')).toBe('application/x-amz-json-1.1')
    expect(headers.get('x-amzn-requestid')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(headers.get('x-amzn-errortype')).toBeNull()
    expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(0)
  },
  async 'error-status'(it) {
    const error = await it.refused([tcp(22)], 'web-9')
    expect(error).toMatchObject({ $metadata: { httpStatusCode: 400 } })
  },
  async 'malformed-json'(it) {
    const { status, json } = await it.door.raw({ headers: rawHeaders('GetRegions'), body: '{"x"' })
    expect([status, json]).toEqual([400, { __type: 'com.amazon.coral.service#SerializationException' }])
  },
  async 'duplicate-members'(it) {
    const body = '{"instanceName":"web-9","instanceName":"web-1","portInfos":[]}'
    expect((await it.door.raw({ headers: rawHeaders('PutInstancePublicPorts'), body })).status).toBe(200)
  },
  async 'too-large'(it) {
    const { status, json } = await it.door.raw({ headers: rawHeaders('GetRegions'), body: ' '.repeat(1024 * 1024 + 1) })
    expect([status, json['__type']]).toEqual([413, 'com.amazon.coral.service#RequestEntityTooLargeException'])
  },
  async 'not-a-call'(it) {
    const headers = rawHeaders('GetRegions')
    for (const request of [
      { headers, method: 'PUT', body: '{}' },
      { headers, path: '/ls/api/2016-11-28/GetRegions', body: '{}' },
      { headers: { ...headers, 'content-type': 'application/json' }, body: '{}' },
      { headers: { ...headers, 'x-amz-target': 'GetRegions' }, body: '{}' },
    ]) {
      const { status, json } = await it.door.raw(request)
      expect([status, json['__type']]).toEqual([404, 'com.amazon.coral.service#UnknownOperationException'])
    }
  },
  async 'read-back-order'(it) {
    const { json } = await it.door.raw({
      headers: rawHeaders('GetInstancePortStates'),
      body: '{"instanceName":"web-1"}',
    })
    const [first] = json['portStates'] as object[]
    expect(Object.keys(first ?? {})).toEqual([
      'fromPort',
      'toPort',
      'protocol',
      'state',
      'cidrs',
      'ipv6Cidrs',
      'cidrListAliases',
    ])
  },
  async 'state-codes'(it) {
    const codes: unknown[] = []
    for (const state of ['pending', 'running', 'terminating', 'stopping', 'stopped'] as const) {
      it.lightsail.instances.get(web1).update({ state })
      codes.push((await it.client.send(new GetInstanceStateCommand({ instanceName: web1 }))).state?.code)
    }
    expect(codes).toEqual([0, 16, 32, 64, 80])
  },
  async 'instance-arn'(it) {
    const { instance } = await it.client.send(new GetInstanceCommand({ instanceName: web1 }))
    expect(instance?.arn).toMatch(
      /^arn:aws:lightsail:us-east-1:123456789012:Instance\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
    )
  },
  async 'blueprint-unknown'(it) {
    expect(() => it.add({ name: 'new', blueprintId: 'ubunto_24_04' })).toThrow(
      'blueprintId: "ubunto_24_04" is not a known blueprint. The nearest is ubuntu_24_04.',
    )
    for (const blueprintId of ['wordpess', 'ubuntu', 'windows', 'linux', '', 'constructor', 'lamp_8_bitnammi']) {
      expect(() => it.add({ name: 'new', blueprintId })).toThrow('is not a known blueprint')
    }
    it.add({ name: 'new', blueprintId: 'brand_new_1', ports: [tcp(22)] })
    const { instance } = await it.client.send(new GetInstanceCommand({ instanceName: 'new' }))
    expect(instance).toMatchObject({ blueprintId: 'brand_new_1', blueprintName: 'Brand New 1' })
  },
  async 'public-address-later'(it) {
    const instance = it.add({ name: 'fresh', publicIpAddress: null })
    const read = async () => (await it.client.send(new GetInstanceCommand({ instanceName: 'fresh' }))).instance
    expect(await read()).toMatchObject({ state: { name: 'running' }, privateIpAddress: expect.any(String) })
    expect((await read())?.publicIpAddress).toBeUndefined()
    expect(instance.toJSON().publicIpAddress).toBeNull()
    instance.update({ publicIpAddress: '198.51.100.7' })
    expect((await read())?.publicIpAddress).toBe('198.51.100.7')
  },
  async 'ports-delay'(it) {
    const instance = it.add({ name: 'fresh', state: 'pending', portsDelay: '30s' })
    it.lightsail.clock.advance('1m')
    instance.update({ state: 'running' })
    expect(await it.refused([tcp(22)], 'fresh')).toMatchObject({
      name: 'OperationFailureException',
      message: 'The instance is not ready to change its ports yet. Please try again later.',
    })
    expect((await it.ports('fresh')).length).toBe(2)
    it.lightsail.clock.advance('31s')
    await it.put([tcp(22)], 'fresh')
    expect(instance.toJSON().portsDelay).toBe(30_000)
  },
  async 'two-firewalls'(it) {
    const sources = { cidrs: ['192.0.2.1/32'], ipv6Cidrs: ['2001:db8::/32'] }
    await it.put([tcp(22, sources)])
    await it.close(tcp(22, { cidrs: sources.cidrs }))
    expect(await it.ports()).toMatchObject([{ cidrs: [], ipv6Cidrs: sources.ipv6Cidrs }])
  },
  async 'most-permissive'(it) {
    const narrow = tcp(22, { cidrs: ['192.0.2.1/32'] })
    await it.put([narrow, { protocol: 'tcp', fromPort: 0, toPort: 65535 }, { protocol: 'all' }])
    expect((await it.ports()).map(({ fromPort, toPort, cidrs }) => [fromPort, toPort, cidrs])).toEqual([
      [22, 22, ['192.0.2.1/32']],
      [0, 65535, ['0.0.0.0/0']],
      [0, 65535, ['0.0.0.0/0']],
    ])
  },
  async 'public-address-only'(it) {
    it.add({ name: 'fresh', publicIpAddress: null })
    await it.put([tcp(22, { cidrs: ['172.26.0.0/16'] })], 'fresh')
    const { instance } = await it.client.send(new GetInstanceCommand({ instanceName: 'fresh' }))
    expect(instance?.privateIpAddress).toMatch(/^172\.26\./)
    expect(instance?.networking?.ports?.map(({ accessType, cidrs }) => [accessType, cidrs])).toEqual([
      ['public', ['172.26.0.0/16']],
    ])
  },
  async 'no-ipv4-firewall'(it) {
    it.add({ name: 'six', ipAddressType: 'ipv6' })
    await it.put([tcp(22), tcp(80, { ipv6Cidrs: ['2001:db8::/32'] })], 'six')
    expect((await it.ports('six')).map(({ cidrs, ipv6Cidrs }) => [cidrs, ipv6Cidrs])).toEqual([
      [[], ['::/0']],
      [[], ['2001:db8::/32']],
    ])
  },
  async 'names-per-region'(it) {
    expect(() => it.add({ name: web1 })).toThrow('us-east-1 already has an instance "web-1"')
    it.add({ name: web1, region: 'eu-west-1' })
    await it.put([tcp(8080)], web1, it.door.client({ region: 'eu-west-1' }))
    expect(await it.names()).toEqual(['80/tcp', '22/tcp'])
  },
  async 'check-order'(it) {
    // Each request is wrong in one way more than the one before; the last wrong thing is the first to be found.
    const wrong = { instanceName: 'web-9', portInfos: [{ protocol: 'no' }] }
    const put = (headers: Record<string, string>, body: unknown) => async () =>
      (await it.door.raw({ headers, body: typeof body === 'string' ? body : JSON.stringify(body) })).json['__type']
    const headers = rawHeaders('PutInstancePublicPorts')
    const { authorization: _signature, ...unsigned } = headers
    it.lightsail.instances.get(web1).update({ state: 'pending' })
    const steps: [arrange: () => void, ask: () => Promise<unknown>, answer: string][] = [
      [() => {}, put(headers, { instanceName: web1, portInfos: [] }), 'OperationFailureException'],
      [() => {}, put(headers, { instanceName: 'web-9', portInfos: [] }), 'NotFoundException'],
      [
        () => it.lightsail.load({ ...it.lightsail.export(), principals: [NOBODY] }),
        put(headers, { instanceName: 'web-9', portInfos: [] }),
        'AccessDeniedException',
      ],
      [() => {}, put(headers, { instanceName: web1, portInfos: [] }), 'AccessDeniedException'],
      [() => {}, put(headers, wrong), 'InvalidInputException'],
      [
        () => it.add({ name: 'four', ipAddressType: 'ipv4', state: 'pending' }),
        put(headers, { instanceName: 'four', portInfos: [{ protocol: 'udp', ipv6Cidrs: ['::/0'] }] }),
        'InvalidInputException',
      ],
      [
        () => it.lightsail.load({ regions: { 'us-east-1': { status: 'setup-in-progress' } } }),
        put(headers, wrong),
        'RegionSetupInProgressException',
      ],
      [
        () =>
          it.lightsail.load({
            account: { status: 'setup-in-progress' },
            regions: { 'us-east-1': { status: 'setup-in-progress' } },
          }),
        put(headers, wrong),
        'AccountSetupInProgressException',
      ],
      [() => {}, put(unsigned, wrong), 'UnauthenticatedException'],
      [() => {}, put(unsigned, '{"instanceName":1}'), 'com.amazon.coral.service#SerializationException'],
      [() => {}, put({ ...unsigned, 'x-amz-target': 'no' }, '{'), 'com.amazon.coral.service#UnknownOperationException'],
      [
        () => {},
        put({ 'x-amz-target': 'no' }, 'x'.repeat(1024 * 1024 + 1)),
        'com.amazon.coral.service#RequestEntityTooLargeException',
      ],
      [() => it.lightsail.faults.next('ServiceException'), put({}, 'x'.repeat(1024 * 1024 + 1)), 'ServiceException'],
    ]
    for (const [arrange, ask, answer] of steps) {
      arrange()
      expect(await ask()).toBe(answer)
    }
  },
}

describe.each(doorNames)('through %s', (door) => {
  test.each(behaviours)('$id: $does', async ({ id }) => {
    await using open = await doors[door]({ instances: [web1], ...callerOptions(id), ...surroundingOptions(id) })
    await proofs[id](new Proof(open))
  })
})

describe('an option', () => {
  const through = (options: LightsailOptions) => doors.requestHandler({ instances: [web1], ...options })

  test('statusCodes model answers with the statuses of the model', async () => {
    await using open = await through({ statusCodes: 'model' })
    expect(await new Proof(open).refused([tcp(22)], 'web-9')).toMatchObject({ $metadata: { httpStatusCode: 404 } })
  })

  test('a caller without a token is throttled before anything is said of the account, and after who it is', async () => {
    await using open = await through({ throttling: { rate: 0, burst: 1 } })
    const { authorization: _none, ...unsigned } = rawHeaders('GetInstances')
    const ask = async (headers: Record<string, string>) => (await open.raw({ headers, body: '{}' })).json['__type']
    expect(await ask(rawHeaders('GetInstances'))).toBeUndefined()
    open.lightsail.startSetup()
    expect(await ask(rawHeaders('GetInstances'))).toBe('ThrottlingException')
    for (let times = 0; times < 2; times++) expect(await ask(unsigned)).toBe('UnauthenticatedException')
    expect(await ask(rawHeaders('GetRegions'))).toBe('AccountSetupInProgressException')
  })

  test('auth off needs no signature', async () => {
    await using open = await through({ auth: 'off' })
    const { authorization: _none, ...headers } = rawHeaders('GetInstances')
    expect((await open.raw({ headers, body: '{}' })).status).toBe(200)
  })
})
