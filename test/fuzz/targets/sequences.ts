import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { createVirtualClock } from '../../../mocks/runtime/movable-clock.ts'
import { createService, type LightsailService } from '../../../mocks/server/index.ts'
import { PUBLIC_KEY } from '../../support/sample-calls.ts'
import { type Outcome, PlainModel, type Step } from '../plain-model.ts'
import { asyncTarget, fail } from '../target.ts'

const NAMES = ['one', 'two', 'three']
/** Without instances most operations find nothing: they are made more often. */
const OFTEN = ['CreateInstances', 'CreateInstances', 'CreateInstances', 'AllocateStaticIp', 'StopInstance']
const step: fc.Arbitrary<Step> = fc.record({
  operation: fc.constantFrom(...OFTEN, ...new PlainModel().operations),
  name: fc.constantFrom(...NAMES),
  other: fc.constantFrom(...NAMES),
  port: fc.constantFrom(22, 80, 443),
  type: fc.constantFrom('dualstack', 'ipv4'),
})

/** The input of a step's operation. */
function inputOf({ operation, name, other, port, type }: Step): object {
  const portInfo = { protocol: 'tcp', fromPort: port, toPort: port }
  const inputs: Readonly<Record<string, object>> = {
    CreateInstances: {
      instanceNames: [name],
      availabilityZone: 'us-east-1a',
      blueprintId: 'ubuntu_24_04',
      bundleId: 'nano_3_0',
    },
    PutInstancePublicPorts: { instanceName: name, portInfos: [portInfo] },
    OpenInstancePublicPorts: { instanceName: name, portInfo },
    CloseInstancePublicPorts: { instanceName: name, portInfo },
    SetIpAddressType: { resourceType: 'Instance', resourceName: name, ipAddressType: type },
    EnableAddOn: {
      resourceName: name,
      addOnRequest: { addOnType: 'AutoSnapshot', autoSnapshotAddOnRequest: { snapshotTimeOfDay: '06:00' } },
    },
    DisableAddOn: { resourceName: name, addOnType: 'AutoSnapshot' },
    TagResource: { resourceName: name, tags: [{ key: `port-${port}`, value: 'x' }] },
    UntagResource: { resourceName: name, tagKeys: [`port-${port}`] },
    AttachStaticIp: { staticIpName: name, instanceName: other },
    AllocateStaticIp: { staticIpName: name },
    ReleaseStaticIp: { staticIpName: name },
    DetachStaticIp: { staticIpName: name },
    ImportKeyPair: { keyPairName: name, publicKeyBase64: PUBLIC_KEY },
    DeleteKeyPair: { keyPairName: name },
  }
  return inputs[operation] ?? { instanceName: name }
}

type Reply = Record<string, unknown>

async function call(service: LightsailService, operation: string, input: object): Promise<Reply> {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Lightsail_20161128.${operation}` }
  const { body } = await service.handle({ method: 'POST', path: '/', headers, body: JSON.stringify(input) })
  return JSON.parse(body)
}

const outcomeOf = ({ __type }: Reply): Outcome => __type as Outcome

/** Describes the whole account by what its Get operations say. */
async function describe(service: LightsailService): Promise<unknown> {
  const { instances } = (await call(service, 'GetInstances', {})) as { instances: Reply[] }
  const { staticIps } = (await call(service, 'GetStaticIps', {})) as { staticIps: Reply[] }
  const { activeNames } = (await call(service, 'GetActiveNames', {})) as { activeNames: string[] }
  const described = await Promise.all(
    instances.map(async (instance) => {
      const instanceName = String(instance['name'])
      const { portStates } = (await call(service, 'GetInstancePortStates', { instanceName })) as { portStates: Reply[] }
      const versions = ({ cidrs, ipv6Cidrs }: Reply): string =>
        `${(cidrs as string[]).length > 0 ? '4' : ''}${(ipv6Cidrs as string[]).length > 0 ? '6' : ''}`
      return [
        instanceName,
        {
          state: (instance['state'] as Reply)['name'],
          hasAddOn: ((instance['addOns'] as Reply[] | undefined) ?? []).length > 0,
          tags: ((instance['tags'] as Reply[] | undefined) ?? []).map(({ key }) => key).sort(),
          ports: portStates.map((rule) => `${rule['fromPort']} ${versions(rule)}`).sort(),
        },
      ]
    }),
  )
  return {
    instances: Object.fromEntries(described),
    staticIps: Object.fromEntries(staticIps.map(({ name, attachedTo }) => [name, attachedTo ?? null])),
    names: activeNames.filter((name) => NAMES.includes(name)).sort(),
  }
}

export const sequences = asyncTarget(
  {
    name: 'sequences',
    title: 'any sequence of operations leaves the account that a plain model predicts, with its errors',
    round: 60,
    quick: 25,
  },
  fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }),
  async (steps) => {
    const clock = createVirtualClock('2026-01-31T12:00:00Z')
    const service = createService({ auth: 'off', clock })
    const model = new PlainModel()
    for (const one of steps) {
      const outcome = outcomeOf(await call(service, one.operation, inputOf(one)))
      const expected = model.call(one)
      if (outcome !== expected) fail(`${JSON.stringify(one)}: ${outcome}, and the model expects ${expected}`)
      await clock.advance(1000)
    }
    const [actual, expected] = [await describe(service), model.describe()]
    if (!isDeepStrictEqual(actual, expected)) fail(`${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`)
  },
)
