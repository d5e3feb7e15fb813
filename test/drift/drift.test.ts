import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { compareModels } from './compare-models.ts'
import { readBotocore } from './read-botocore.ts'
import { INSTALLED_SDK, readModel } from './read-model.ts'
import { readSmithy } from './read-smithy.ts'
import { reportDrift } from './report.ts'
import type { ServiceModel } from './service-model.ts'
import { simulatedModel } from './simulation.ts'

const installed = await readModel(INSTALLED_SDK)
const recorded = (version: string): Promise<ServiceModel> =>
  readModel(fileURLToPath(new URL(`recorded/sdk-${version}.json`, import.meta.url)))
const linesOf = (drifts: ReturnType<typeof compareModels>): string[] =>
  drifts.map(({ change, what, file }) => `${change} ${what} -> ${file}`)

test('the simulation and the installed SDK agree', () => {
  expect(linesOf(compareModels(simulatedModel(), installed))).toEqual([])
})

describe('against older SDKs', () => {
  test('the addition of icmpv6 is named, and nothing else', async () => {
    const drifts = compareModels(await recorded('3.523.0'), await recorded('3.758.0'))
    expect(linesOf(drifts)).toEqual(['added value of NetworkProtocol: icmpv6 -> mocks/world/port-rule.ts'])
  })

  test('the addition of RegionSetupInProgressException is named, and the Region that came with it', async () => {
    const drifts = compareModels(await recorded('3.758.0'), await recorded('3.879.0'))
    const ports = [
      'CloseInstancePublicPorts',
      'GetInstancePortStates',
      'OpenInstancePublicPorts',
      'PutInstancePublicPorts',
    ]
    expect(linesOf(drifts).sort()).toEqual([
      'added error RegionSetupInProgressException -> mocks/errors/catalogue.ts',
      ...ports.map((name) => `added error of ${name}: RegionSetupInProgressException -> mocks/errors/catalogue.ts`),
      'added value of RegionName: ap-southeast-3 -> mocks/model/regions.ts',
    ])
  })

  test('the simulation has what an SDK from before icmpv6 lacks', async () => {
    const lines = linesOf(compareModels(simulatedModel(), await recorded('3.523.0')))
    expect(lines).toContain('removed value of NetworkProtocol: icmpv6 -> mocks/world/port-rule.ts')
    expect(lines).toContain('removed error RegionSetupInProgressException -> mocks/errors/catalogue.ts')
    expect(lines.filter((line) => !line.startsWith('removed'))).toEqual([])
  })
})

describe('each kind of change is found', () => {
  /** The installed SDK's model with one part of it changed. */
  const changed = (part: Partial<ServiceModel>): string[] =>
    linesOf(compareModels(simulatedModel(), { ...installed, ...part }))
  const withMember = (structure: string, member: string): Partial<ServiceModel> => {
    const { members = {}, required = [] } = installed.structures[structure] ?? {}
    return {
      structures: { ...installed.structures, [structure]: { members: { ...members, [member]: 'string' }, required } },
    }
  }
  const put = installed.operations['PutInstancePublicPorts'] ?? {}
  const { structures, errors, enums, operations } = installed

  test.each<[name: string, Partial<ServiceModel>, string[]]>([
    [
      'a new operation',
      { operations: { ...operations, PatchInstancePublicPorts: {} } },
      ['added operation PatchInstancePublicPorts -> mocks/model/operation-names.ts'],
    ],
    [
      'a new member of an input',
      withMember('PortInfo', 'comment'),
      ['added member of PortInfo: comment -> mocks/operations/put-instance-public-ports.ts'],
    ],
    [
      'a new member of an output',
      withMember('InstancePortState', 'comment'),
      ['added member of InstancePortState: comment -> mocks/operations/get-instance-port-states.ts'],
    ],
    [
      'another type',
      withMember('PortInfo', 'fromPort'),
      ['changed type of PortInfo.fromPort: integer is now string -> mocks/operations/put-instance-public-ports.ts'],
    ],
    [
      'a member that is required now',
      {
        structures: {
          ...structures,
          PortInfo: { members: structures['PortInfo']?.members ?? {}, required: ['protocol'] },
        },
      },
      ['added required member of PortInfo: protocol -> mocks/operations/put-instance-public-ports.ts'],
    ],
    [
      'a new error of an operation',
      {
        operations: {
          ...operations,
          PutInstancePublicPorts: { ...put, errors: [...(put.errors ?? []), 'TooManyException'] },
        },
      },
      ['added error of PutInstancePublicPorts: TooManyException -> mocks/errors/catalogue.ts'],
    ],
    [
      'another status of an error',
      { errors: { ...errors, NotFoundException: { members: ['code', 'docs', 'message', 'tip'], status: 410 } } },
      ['changed status of NotFoundException: 404 is now 410 -> mocks/errors/catalogue.ts'],
    ],
    [
      'a new metric',
      { enums: { ...enums, InstanceMetricName: [...(enums['InstanceMetricName'] ?? []), 'GpuUse'] } },
      ['added value of InstanceMetricName: GpuUse -> mocks/model/metrics.ts'],
    ],
    [
      'a stricter pattern',
      { patterns: { ...simulatedModel().patterns, ResourceName: '[a-z]+' } },
      [String.raw`changed pattern of ResourceName: \w[\w\-]*\w is now [a-z]+ -> mocks/model/shapes.ts`],
    ],
    [
      'another range',
      { ranges: { ...simulatedModel().ranges, Port: [0, 65_535] } },
      ['changed range of Port: -1,65535 is now 0,65535 -> mocks/world/port-info.ts'],
    ],
    [
      'a new endpoint',
      { endpoints: [{ region: 'us-east-1', host: 'lightsail-v2.us-east-1.amazonaws.com' }] },
      ['added endpoint lightsail-v2.us-east-1.amazonaws.com -> mocks/protocol/endpoint.ts'],
    ],
  ])('%s', (_name, part, lines) => {
    expect(changed(part)).toEqual(lines)
  })

  test('the report takes an error of many operations together', () => {
    const drifts = Array.from({ length: 9 }, (_, index) => ({
      change: 'added' as const,
      what: `error of Get${'abcdefghi'[index]}: TooManyException`,
      file: 'mocks/errors/catalogue.ts',
    }))
    expect(reportDrift(drifts, 'a', 'b')).toContain(
      'added    error of 9 operations: TooManyException  -> mocks/errors/catalogue.ts',
    )
  })
})

describe('models of other kinds are read', () => {
  const errorMembers = { code: { shape: 'string' }, message: { shape: 'string' } }

  test("botocore's", () => {
    const model = {
      operations: { PutX: { input: { shape: 'PutXRequest' }, errors: [{ shape: 'NoException' }] } },
      shapes: {
        PutXRequest: {
          type: 'structure',
          members: { port: { shape: 'Port' }, kinds: { shape: 'Kinds' } },
          required: ['port'],
        },
        Port: { type: 'integer', min: -1, max: 65_535 },
        Kinds: { type: 'list', member: { shape: 'Kind' } },
        Kind: { type: 'string', enum: ['b', 'a'] },
        NoException: { type: 'structure', exception: true, members: errorMembers },
        string: { type: 'string', pattern: 'x+' },
      },
    }
    expect(readBotocore(model, 'service-2.json')).toEqual({ ...SAMPLE, name: 'botocore (service-2.json)' })
  })

  test('one in Smithy', () => {
    const member = (name: string, traits = {}) => ({ target: `com.x#${name}`, traits })
    const shapes = {
      'com.x#PutX': { type: 'operation', input: member('PutXRequest'), errors: [member('NoException')] },
      'com.x#PutXRequest': {
        type: 'structure',
        members: { port: member('Port', { 'smithy.api#required': {} }), kinds: member('Kinds') },
      },
      'com.x#Port': { type: 'integer', traits: { 'smithy.api#range': { min: -1, max: 65_535 } } },
      'com.x#Kinds': { type: 'list', member: member('Kind') },
      'com.x#Kind': { type: 'string', traits: { 'smithy.api#enum': [{ value: 'b' }, { value: 'a' }] } },
      'com.x#NoException': {
        type: 'structure',
        members: { code: member('string'), message: member('string') },
        traits: { 'smithy.api#error': 'client' },
      },
      'com.x#string': { type: 'string', traits: { 'smithy.api#pattern': 'x+' } },
    }
    expect(readSmithy({ smithy: '1.0', shapes }, 'lightsail.json')).toEqual({
      ...SAMPLE,
      name: 'Smithy (lightsail.json)',
    })
  })

  const SAMPLE = {
    operations: { PutX: { input: 'PutXRequest', errors: ['NoException'] } },
    structures: {
      PutXRequest: { members: { port: 'integer', kinds: { list: { enum: 'Kind' } } }, required: ['port'] },
    },
    enums: { Kind: ['a', 'b'] },
    errors: { NoException: { members: ['code', 'message'], fault: 'client' } },
    patterns: { string: 'x+' },
    ranges: { Port: [-1, 65_535] },
  }

  const DEBIAN = '/usr/lib/python3/dist-packages/botocore/data/lightsail/2016-11-28/service-2.json'
  test.runIf(existsSync(DEBIAN))(
    'the one of the installed botocore, which may be older, and has nothing that AWS added',
    async () => {
      const drifts = compareModels(simulatedModel(), await readModel(DEBIAN))
      expect(linesOf(drifts.filter(({ change }) => change !== 'removed'))).toEqual([])
    },
  )

  test('anything else is refused', async () => {
    await expect(readModel('no-such-package')).rejects.toThrow(
      'Failed to find no-such-package: it is no file, no folder and no installed package.',
    )
    await expect(readModel('package.json')).rejects.toThrow('Failed to read package.json: it is no model of botocore')
  })
})
