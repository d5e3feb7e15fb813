import fc from 'fast-check'
import {
  createLightsail,
  InvalidDefinitionError,
  NoSuchInstanceError,
  type WorldDefinition,
} from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { validPortInfos } from '../../support/arbitraries.ts'
import { randomRuns } from '../../support/budget.ts'

const problemsOf = (world: unknown): readonly string[] => {
  try {
    createLightsail(world as WorldDefinition)
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidDefinitionError)
    return (error as InvalidDefinitionError).problems
  }
  return []
}

describe('a world', () => {
  test('that is exported and loaded again is the same', () => {
    const name = fc.stringMatching(/^[a-z\d][\w.-]{0,10}[A-Z\d]$/)
    const world = fc.record({
      account: fc.record({ id: fc.stringMatching(/^\d{12}$/), status: fc.constantFrom('active', 'setup-in-progress') }),
      regions: fc.dictionary(
        fc.constantFrom('eu-south-2', 'ap-east-1'),
        fc.record({ status: fc.constant('setup-in-progress') }),
      ),
      instances: fc.uniqueArray(
        fc.record(
          {
            name,
            region: fc.constantFrom('us-east-1', 'eu-west-1'),
            blueprintId: fc.constantFrom('wordpress', 'windows_server_2022', 'debian_12'),
            state: fc.constantFrom('running', 'stopped', 'pending'),
            tags: fc.dictionary(fc.string(), fc.string()),
            ports: validPortInfos,
            addOns: fc.constantFrom([{ name: 'AutoSnapshot', snapshotTimeOfDay: '06:00' }], []),
          },
          { requiredKeys: ['name'] },
        ),
        { selector: (instance) => instance.name, maxLength: 5 },
      ),
      staticIps: fc.uniqueArray(
        fc.record({ name: name.map((text) => `ip-${text}`), ipAddress: fc.ipV4() }, { requiredKeys: ['name'] }),
        { selector: (one) => one.name, maxLength: 3 },
      ),
      keyPairs: fc.uniqueArray(
        fc.record(
          { name: name.map((text) => `key-${text}`), tags: fc.dictionary(fc.string(), fc.string()) },
          { requiredKeys: ['name'] },
        ),
        { selector: (one) => one.name, maxLength: 3 },
      ),
      faults: fc.array(
        fc.record({
          error: fc.constantFrom('ServiceException', 'NotFoundException'),
          times: fc.integer({ min: 1, max: 9 }),
        }),
      ),
    }) as fc.Arbitrary<WorldDefinition>
    fc.assert(
      fc.property(world, (given) => {
        const first = createLightsail(given).export()
        const text = JSON.stringify(first)
        expect(JSON.stringify(createLightsail(JSON.parse(text)).export())).toBe(text)
      }),
      { numRuns: randomRuns(200) },
    )
  })

  test('of any JSON is taken as a whole or refused with paths', () => {
    const lightsail = createLightsail({ instances: ['keep-me'] })
    const before = JSON.stringify(lightsail.export())
    const almost = fc.record(
      {
        account: fc.oneof(fc.anything(), fc.record({ id: fc.anything() })),
        regions: fc.anything(),
        instances: fc.array(
          fc.oneof(fc.anything(), fc.record({ name: fc.constantFrom('ab', 'x', 1), ports: fc.anything() })),
        ),
        faults: fc.anything(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(fc.anything(), almost), (given) => {
        try {
          lightsail.load(given as WorldDefinition)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidDefinitionError)
          expect((error as InvalidDefinitionError).problems.length).toBeGreaterThan(0)
          expect(JSON.stringify(lightsail.export())).toBe(before)
        }
        lightsail.reset()
      }),
      { numRuns: randomRuns(1000) },
    )
  })

  test.each([
    [{ instances: [{}] }, ['instances[0].name: is required']],
    [{ instances: ['x'] }, [expect.stringMatching(/^instances\[0\]\.name: "x" is not a resource name/)]],
    [
      { instances: [{ name: 'ab', state: 'gone' }] },
      [expect.stringMatching(/^instances\[0\]\.state: expected \("pending" \| .*not "gone"/)],
    ],
    [{ instances: [{ name: 'ab', port: [] }] }, ['instances[0].port: unknown member']],
    [
      { instances: [{ name: 'ab', ports: [{ protocol: 'tcp', fromPort: 1, toPort: 99999, cidrs: ['x'] }] }] },
      [
        'instances[0].ports[0].cidrs[0]: "x" is not an IPv4 address or CIDR block',
        'instances[0].ports[0].toPort: 99999 is not a port from 0 to 65535',
      ],
    ],
    [
      { instances: [{ name: 'ab', region: 'us-esat-1' }] },
      [expect.stringMatching(/^instances\[0\]\.region: "us-esat-1" is not a Region/)],
    ],
    [
      { instances: [{ name: 'ab', availabilityZone: 'eu-west-1a' }] },
      ['instances[0].availabilityZone: "eu-west-1a" is not a zone of us-east-1, such as us-east-1a'],
    ],
    [
      { account: { until: '2026-01-31T12:00:00Z' } },
      ['account: has an until, which only goes with the status setup-in-progress'],
    ],
    [{ instances: ['ab', 'ab'] }, ['instances[1].name: us-east-1 already has an instance "ab"']],
    [{ staticIps: ['x'] }, [expect.stringMatching(/^staticIps\[0\]\.name: "x" is not a resource name/)]],
    [
      { instances: ['ab'], staticIps: ['ab', 'ip-1'], keyPairs: ['ip-1', 'LightsailDefaultKeyPair', 'ab'] },
      [
        'staticIps[0].name: us-east-1 already has an instance "ab"',
        'keyPairs[0].name: us-east-1 already has a static IP address "ip-1"',
        'keyPairs[1].name: LightsailDefaultKeyPair is made when it is first needed',
        'keyPairs[2].name: us-east-1 already has an instance "ab"',
      ],
    ],
    [
      {
        instances: ['ab', { name: 'six', ipAddressType: 'ipv6' }],
        staticIps: [
          { name: 'ip-1', attachedTo: 'gone' },
          { name: 'ip-2', attachedTo: 'ab', region: 'eu-west-1' },
          { name: 'ip-3', attachedTo: 'six' },
          { name: 'ip-4', attachedTo: 'ab' },
          { name: 'ip-5', attachedTo: 'ab' },
        ],
      },
      [
        'staticIps[0].attachedTo: us-east-1 has no instance "gone"',
        'staticIps[1].attachedTo: eu-west-1 has no instance "ab"',
        'staticIps[2].attachedTo: the instance "six" is IPv6-only',
        'staticIps[4].attachedTo: the instance "ab" has the static IP address ip-4 already',
      ],
    ],
    [
      { staticIps: [{ name: 'ip-1', ipAddress: '::1' }] },
      [expect.stringContaining('staticIps[0].ipAddress: "::1" is not an IPv4 address')],
    ],
    [
      { keyPairs: [{ name: 'key-1', fingerprint: 'zz', privateKey: 'x' }] },
      [
        'keyPairs[0].fingerprint: "zz" is not a fingerprint such as 1f:51:…:c8',
        'keyPairs[0].privateKey: unknown member',
      ],
    ],
    [
      { instances: [{ name: 'ab', addOns: [{ name: 'Nope' }] }] },
      [expect.stringMatching(/^instances\[0\]\.addOns\[0\]\.name: /)],
    ],
    [{ account: { id: '12' } }, ['account.id: "12" is not an account id of 12 digits']],
    [
      { regions: { mars: { status: 'active' } } },
      [expect.stringContaining('is not a Region with Lightsail. Use one of us-east-1')],
    ],
    [
      { regions: { 'eu-west-1': { status: 'setup-in-progress', until: 'soon' } } },
      [expect.stringMatching(/^regions\.eu-west-1\.until: "soon"/)],
    ],
    [
      { account: { status: 'setup-in-progress', until: '9999-12-31T23:59:59+23' } },
      [expect.stringMatching(/^account\.until: /)],
    ],
    [
      { account: { status: 'setup-in-progress', until: '2026-02-31T12:00:00Z' } },
      [expect.stringMatching(/^account\.until: /)],
    ],
    [
      { regions: { constructor: { status: 'active' } } },
      [expect.stringMatching(/^regions: has a member that is not a Region with Lightsail/)],
    ],
    [{ faults: [() => 1] }, [expect.stringMatching(/^faults\[0\]: .*is not an object/)]],
    [
      { faults: [{ error: 'ServiceException' }, { error: 'Nope' }] },
      [
        expect.stringMatching(
          /^faults\[1\]\.error: "Nope" is not in the catalogue of errors\. Use one of AccessDenied/,
        ),
      ],
    ],
    [
      { faults: [{ fault: 'delay', ms: -1 }] },
      [expect.stringMatching(/^faults\[0\]\.ms: -1 is not a number of milliseconds/)],
    ],
    [
      { faults: [{ fault: 'explode' }] },
      [expect.stringMatching(/^faults\[0\]\.fault: "explode" is not a fault\. Use one of delay, neverAnswer, reset/)],
    ],
  ])('that is wrong is refused with the path of what is wrong: %j', (world, problems) => {
    expect(problemsOf(world)).toEqual(problems)
  })

  test('leaves the names of instances to their Regions', () => {
    const lightsail = createLightsail({ instances: ['web-1', { name: 'web-1', region: 'eu-west-1' }] })
    expect(() => lightsail.instances.get('web-1')).toThrow('it is in us-east-1 and eu-west-1. Name the Region')
    expect(lightsail.instances.get('web-1', 'eu-west-1').arn).toMatch(
      /^arn:aws:lightsail:eu-west-1:123456789012:Instance\/[\da-f-]{36}$/,
    )
  })

  test('is set up until a moment of the clock', async () => {
    let now = Date.parse('2026-01-31T12:00:00Z')
    const lightsail = createLightsail({
      clock: { now: () => now },
      auth: 'off',
      account: { status: 'setup-in-progress', until: '2026-01-31T12:05:00Z' },
      regions: { 'us-east-1': { status: 'setup-in-progress', until: '2026-01-31T12:10:00Z' } },
    })
    const ask = async () => {
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Lightsail_20161128.GetRegions' }
      const response = await lightsail.fetch('http://lightsail.test/', { method: 'POST', headers, body: '{}' })
      return [response.headers.get('date'), ((await response.json()) as { __type?: string }).__type]
    }
    expect(await ask()).toEqual(['Sat, 31 Jan 2026 12:00:00 GMT', 'AccountSetupInProgressException'])
    now += 5 * 60_000
    expect(await ask()).toEqual(['Sat, 31 Jan 2026 12:05:00 GMT', 'RegionSetupInProgressException'])
    now += 5 * 60_000
    expect(await ask()).toEqual(['Sat, 31 Jan 2026 12:10:00 GMT', undefined])
  })
})

describe('instances', () => {
  test('can be added, found, changed, listed and deleted', () => {
    const { instances } = createLightsail({ instances: ['web-1'] })
    instances.add({ name: 'web-2', tags: { team: 'web' } })
    expect([...instances].map(({ name }) => name)).toEqual(['web-1', 'web-2'])
    instances.get('web-2').update({ tags: { team: 'db' }, ports: [{ protocol: 'udp', fromPort: 53, toPort: 53 }] })
    expect(instances.get('web-2').tags).toEqual({ team: 'db' })
    expect(instances.get('web-2').ports).toMatchObject([{ protocol: 'udp', fromPort: 53 }])
    instances.delete('web-2')
    expect(instances.has('web-2')).toBe(false)
  })

  test('that do not exist are an error that names those that exist', () => {
    const { instances } = createLightsail({ instances: ['web-1', 'web-2'] })
    expect(() => instances.get('web-3')).toThrow(
      'Failed to get the instance "web-3": it does not exist. There are web-1, web-2.',
    )
    expect(() => instances.get('web-1', 'eu-west-1')).toThrow('it does not exist in eu-west-1. It is in us-east-1.')
    expect(() => createLightsail().instances.get('web-1')).toThrow(
      'There are no instances; add one with instances.add(…).',
    )
  })

  test('that are held show what is now, and say when they are gone', () => {
    const lightsail = createLightsail({ instances: ['web-1'] })
    const held = lightsail.instances.get('web-1')
    held.update({ state: 'stopping', ports: [] })
    lightsail.reset()
    expect([held.state, held.ports.length]).toEqual(['running', 2])
    lightsail.instances.delete('web-1')
    expect(() => held.ports).toThrow(NoSuchInstanceError)
    expect(() => held.ports).toThrow('us-east-1 no longer has an instance of that name')
  })

  test('keep tags whatever they are called, and give nothing away that can be changed', () => {
    const tags = JSON.parse('{"constructor":"a","prototype":"b","__proto__":"c","x":"y"}')
    const lightsail = createLightsail({ instances: [{ name: 'web-1', tags }] })
    expect(Object.entries(lightsail.instances.get('web-1').tags)).toEqual(Object.entries(tags))
    const before = JSON.stringify(lightsail.export())
    const exported = lightsail.export().instances?.[0] as { tags: Record<string, string> }
    exported.tags['x'] = 'z'
    const [port] = lightsail.instances.get('web-1').ports
    port?.cidrs.push('10.0.0.0/8')
    expect(JSON.stringify(lightsail.export())).toBe(before)
  })

  test('have ARNs of their own', () => {
    const names = ['web-1vpbko5', 'web-1lkmlne', ...Array.from({ length: 2000 }, (_, index) => `web-${index}`)]
    const arns = [...createLightsail({ instances: names }).instances].map(({ arn }) => arn)
    expect(new Set(arns).size).toBe(names.length)
  })

  test('refuse an invalid change, and stay as they were', () => {
    const instance = createLightsail({ instances: ['web-1'] }).instances.get('web-1')
    const before = JSON.stringify(instance)
    expect(() => instance.update({ state: 'stopped', ports: [{ protocol: 'tcp', fromPort: 2, toPort: 1 }] })).toThrow(
      'Failed to take the change: ports[0].toPort: the last port 1 is lower than the first port 2. Nothing of it was taken.',
    )
    expect(() => instance.update({ name: 'other' } as never)).toThrow('name: unknown member')
    expect(JSON.stringify(instance)).toBe(before)
  })
})

test('an unknown name is answered with the first ten names', () => {
  const { instances } = createLightsail({ instances: Array.from({ length: 12 }, (_, index) => `web-${index}`) })
  const names = Array.from({ length: 10 }, (_, index) => `web-${index}`)
  expect(() => instances.get('db-1')).toThrow(`it does not exist. There are ${names.join(', ')}.`)
})
