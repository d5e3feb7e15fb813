import { AllocateStaticIpCommand, CreateInstancesCommand, GetInstancesCommand } from '@aws-sdk/client-lightsail'
import { createLightsail, type RuleName, type Rules } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { doorNames, doors } from '../support/doors.ts'
import { Proof, tcp, web1 } from '../support/proof.ts'

type Other<Name extends RuleName> = Exclude<Rules[Name], (typeof DEFAULTS)[Name]>

/** The default of each rule: a choice besides it needs a proof below, or this does not compile. */
const DEFAULTS = {
  'put-empty': 'close-all',
  'close-by': 'addresses',
  'put-details': 'join',
  'default-ipv6': 'both',
  'same-rule': 'merge',
  'everybody-beside-another': 'refuse',
  'everybody-beside-another-ipv6': 'refuse',
  'open-on-everybody': 'accept',
  'open-everybody-on-another': 'widen',
  'source-limit': '60',
  'name-pattern': 'guide',
  'all-range': 'any',
  'ip-versions': 'refuse',
  'access-reads': 'star',
  'static-ip-limit': '5',
  'instance-limit': 'none',
} as const satisfies Rules

type ChoiceProofs = { readonly [Name in RuleName]: Readonly<Record<Other<Name>, (it: Proof) => Promise<void>>> }

/** The proof of every choice that is not the default. */
const proofs: ChoiceProofs = {
  'static-ip-limit': {
    async none({ client }) {
      for (const number of [1, 2, 3, 4, 5, 6]) {
        await client.send(new AllocateStaticIpCommand({ staticIpName: `ip-${number}` }))
      }
    },
  },
  'instance-limit': {
    async '20'({ client }) {
      const create = (instanceNames: string[]) =>
        client.send(
          new CreateInstancesCommand({
            instanceNames,
            availabilityZone: 'us-east-1a',
            blueprintId: 'ubuntu_24_04',
            // It has two vCPUs.
            bundleId: 'nano_3_0',
          }),
        )
      const { instances = [] } = await client.send(new GetInstancesCommand({}))
      const names = Array.from({ length: 11 - instances.length }, (_, index) => `node-${index}`)
      await expect(create(names)).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: "Sorry, you've reached the maximum number of instances for your account.",
      })
      expect((await client.send(new GetInstancesCommand({}))).instances).toHaveLength(instances.length)
      await create(names.slice(1))
    },
  },
  'put-empty': {
    async refuse(it) {
      const error = await it.refused([])
      expect(error).toMatchObject({
        name: 'InvalidInputException',
        message: 'portInfos: at least one rule is required',
      })
    },
  },
  'close-by': {
    async rule(it) {
      await it.close(tcp(22, { cidrs: ['192.0.2.1/32'] }))
      expect(await it.names()).toEqual(['80/tcp'])
    },
  },
  'put-details': {
    async none(it) {
      expect((await it.put([tcp(22)]))?.operationDetails).toBe('')
      expect((await it.open(tcp(22)))?.operationDetails).toBe('22/tcp')
    },
  },
  'default-ipv6': {
    async 'ipv4-only'(it) {
      it.add({ name: 'six', ipAddressType: 'ipv6' })
      await it.put([tcp(22), { protocol: 'icmpv6', fromPort: 128 }])
      await it.put([tcp(22)], 'six')
      expect(await it.ports()).toMatchObject([
        { cidrs: ['0.0.0.0/0'], ipv6Cidrs: [] },
        { cidrs: [], ipv6Cidrs: ['::/0'] },
      ])
      expect(await it.ports('six')).toMatchObject([{ cidrs: [], ipv6Cidrs: ['::/0'] }])
    },
  },
  'same-rule': {
    async refuse(it) {
      const error = await it.refused([tcp(22), tcp(80), tcp(22)])
      expect(error).toMatchObject({
        name: 'InvalidInputException',
        message: 'portInfos[2]: it has the protocol and the ports of portInfos[0]',
      })
      await it.put([tcp(22), { ...tcp(22), protocol: 'udp' }])
    },
  },
  'everybody-beside-another': {
    async accept(it) {
      await it.put([tcp(22, { cidrs: ['0.0.0.0/0'] }), tcp(22, { cidrs: ['192.0.2.1/32'] })])
      expect(await it.ports()).toMatchObject([{ cidrs: ['0.0.0.0/0', '192.0.2.1/32'] }])
    },
  },
  'everybody-beside-another-ipv6': {
    async accept(it) {
      await it.put([tcp(22, { ipv6Cidrs: ['::/0', '2001:db8::/32'] })])
      expect(await it.ports()).toMatchObject([{ ipv6Cidrs: ['::/0', '2001:db8::/32'] }])
      await expect(it.put([tcp(22, { cidrs: ['0.0.0.0/0', '192.0.2.1/32'] })])).rejects.toThrow('You cannot specify')
    },
  },
  'open-on-everybody': {
    async refuse(it) {
      const before = await it.ports()
      await expect(it.open(tcp(22, { cidrs: ['192.0.2.1/32'] }))).rejects.toThrow(
        'portInfo.cidrs: You cannot specify a CIDR or a CIDR list alias together with "0.0.0.0/0"',
      )
      await it.open(tcp(22))
      expect(await it.ports()).toEqual(before)
    },
  },
  'open-everybody-on-another': {
    async refuse(it) {
      await it.put([tcp(22, { cidrs: ['192.0.2.1/32'] })])
      await expect(it.open(tcp(22))).rejects.toThrow('portInfo: You cannot specify a CIDR')
      expect(await it.ports()).toMatchObject([{ cidrs: ['192.0.2.1/32'] }])
    },
  },
  'source-limit': {
    async none(it) {
      const cidrs = Array.from({ length: 200 }, (_, index) => `192.0.2.${index}/32`)
      await it.put([tcp(22, { cidrs })])
      expect((await it.ports())[0]?.cidrs?.length).toBe(200)
    },
  },
  'name-pattern': {
    async model(it) {
      expect((await it.refused([tcp(22)], 'www.example.com')).message).toContain('is not a valid resource name')
      expect(() => it.add({ name: 'www.example.com' })).toThrow('"www.example.com" is not a resource name')
      it.add({ name: '_constructor_' })
      await it.put([tcp(22)], '_constructor_')
      expect(await it.refused([tcp(22)], '__proto__')).toMatchObject({ name: 'NotFoundException' })
    },
  },
  'all-range': {
    async whole(it) {
      await it.put([{ protocol: 'all', fromPort: 0, toPort: 65535 }, tcp(1)])
      expect((await it.refused([{ protocol: 'all', fromPort: 1, toPort: 65535 }])).message).toContain('portInfos[0]: ')
      expect((await it.refused([{ protocol: 'all', fromPort: 0, toPort: 80 }])).message).toContain('0 to 65535')
    },
  },
  'access-reads': {
    async account(it) {
      const read = async (Resource: string) => {
        const policies = [{ Statement: [{ Effect: 'Allow', Action: 'lightsail:Get*', Resource }] }]
        const principals = [
          { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', arn: 'arn:aws:iam::123456789012:user/deploy', policies },
        ]
        it.lightsail.load({ ...it.lightsail.export(), principals })
        return it.ports().then(
          () => 'success',
          (error: Error) => error.name,
        )
      }
      expect(await read('arn:aws:lightsail:us-east-1:123456789012:*')).toBe('success')
      expect(await read('*')).toBe('success')
      expect(await read('arn:aws:lightsail:*:*:Instance/*')).toBe('AccessDeniedException')
    },
  },
  'ip-versions': {
    async ignore(it) {
      it.add({ name: 'four', ipAddressType: 'ipv4' })
      it.add({ name: 'six', ipAddressType: 'ipv6' })
      const portInfos = [
        tcp(22),
        tcp(80, { cidrs: ['192.0.2.1/32'], ipv6Cidrs: ['::/0'] }),
        tcp(443, { ipv6Cidrs: ['::/0'] }),
        { protocol: 'icmpv6', fromPort: 128 },
      ]
      await it.put(portInfos, 'four')
      expect(await it.names('four')).toEqual(['22/tcp', '80/tcp'])
      await it.put(portInfos, 'six')
      expect(await it.names('six')).toEqual(['22/tcp', '80/tcp', '443/tcp', '128/icmpv6'])
      expect((await it.ports('six'))[1]).toMatchObject({ cidrs: [], ipv6Cidrs: ['::/0'] })
    },
  },
}

const cases = Object.entries(proofs).flatMap(([name, others]) =>
  Object.entries(others).map(([choice, prove]) => ({ name, choice, prove })),
)

describe.each(doorNames)('through %s', (door) => {
  test.each(cases)('the rule $name can be $choice', async ({ name, choice, prove }) => {
    await using open = await doors[door]({ instances: [web1], rules: { [name]: choice } })
    await prove(new Proof(open))
  })
})

test('the rules are part of the world: loaded, exported, and put back by a reset', () => {
  const lightsail = createLightsail({ instances: ['web-1'], rules: { 'put-empty': 'refuse' } })
  expect(lightsail.export().rules).toEqual({ 'put-empty': 'refuse' })
  lightsail.load({ instances: ['web-1'], rules: { 'close-by': 'rule', 'put-empty': 'close-all' } })
  expect(lightsail.export().rules).toEqual({ 'close-by': 'rule' })
  lightsail.reset()
  expect(lightsail.export().rules).toEqual({ 'put-empty': 'refuse' })
  expect(createLightsail().export().rules).toEqual({})
})

test.each([
  [{ 'put-emty': 'refuse' }, 'rules.put-emty: unknown rule. The nearest is put-empty. Use one of put-empty, close-by'],
  [
    { 'put-empty': 'refus' },
    'rules.put-empty: "refus" is not a choice. The nearest is refuse. Use one of close-all, refuse',
  ],
  [{ 'put-replaces': 'no' }, 'rules.put-replaces: this rule has no choices'],
  [{ 'put-empty': 5 }, 'rules.put-empty: a value of the type number is not a choice'],
  [{ constructor: 'x' }, 'rules.constructor: unknown rule'],
  [['put-empty'], 'rules: Array is not an object'],
])('unknown rules and choices are refused with the nearest: %j', (rules, problem) => {
  expect(() => createLightsail({ rules: rules as never })).toThrow(problem)
})
