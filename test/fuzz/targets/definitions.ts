// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { InvalidDefinitionError } from '../../../mocks/definitions/definition.ts'
import { createService } from '../../../mocks/server/index.ts'
import { changedJson, oddValue } from '../mutations.ts'
import { allowing, fail, target } from '../target.ts'
import { checkReply } from './engine.ts'

const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['lightsail:Put*', 'lightsail:Get?nstance'],
      Resource: 'arn:aws:lightsail:*:123456789012:Instance/*',
      Condition: {
        StringEquals: { 'aws:ResourceTag/team': ['web', '${aws:username}'] },
        IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
      },
    },
  ],
}
const FAULTS = [
  { error: 'NotFoundException', times: 2 },
  { fault: 'truncate', bytes: 20, when: { operation: 'PutInstancePublicPorts', instanceName: 'web-1', attempt: 1 } },
  { error: 'ThrottlingException', probability: 0.5, retryAfter: 3 },
  { fault: 'delay', ms: 50, times: 'always' },
]
const WORLDS = [
  {
    account: { id: '123456789012', status: 'active' },
    regions: { 'eu-south-2': { status: 'setup-in-progress', until: '2026-01-31T12:00:00Z' } },
    principals: [
      {
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        arn: 'arn:aws:iam::123456789012:user/deploy',
        tags: { team: 'web' },
        policies: [policy],
      },
    ],
    instances: [
      'web-2',
      {
        name: 'web-1',
        region: 'us-east-1',
        availabilityZone: 'us-east-1a',
        blueprintId: 'ubuntu_24_04',
        bundleId: 'nano_3_0',
        ipAddressType: 'dualstack',
        state: 'running',
        tags: { team: 'web' },
        ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['10.0.0.0/8'] }],
      },
    ],
    rules: { 'put-empty': 'accept' },
    faults: FAULTS,
  },
]

const service = createService({ instances: ['keep-1'] })
const kept = JSON.stringify(service.export())
type World = Parameters<typeof service.load>[0]

export const worlds = target(
  {
    name: 'worlds',
    title: 'a world is taken as a whole and exported alike, or refused with paths, and then nothing has changed',
    round: 1500,
    quick: 100,
  },
  fc.oneof({ weight: 5, arbitrary: changedJson(WORLDS) }, oddValue),
  (given) => {
    service.reset()
    const loaded = allowing([InvalidDefinitionError], () => {
      service.load(given as World)
      return true
    })
    const exported = JSON.stringify(service.export())
    if (loaded === undefined) {
      if (exported !== kept) fail(`a world that was refused has changed something: ${exported}`)
      return
    }
    service.load(JSON.parse(exported))
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(service.export())), JSON.parse(exported)))
      fail(`${exported} is exported as ${JSON.stringify(service.export())}`)
  },
)

export const faults = target(
  {
    name: 'faults',
    title: 'a fault is taken or refused with paths, and a call that meets it does not crash',
    round: 3000,
    quick: 100,
  },
  fc.oneof({ weight: 5, arbitrary: changedJson(FAULTS) }, oddValue),
  (given) => {
    service.faults.clear()
    const taken = allowing([InvalidDefinitionError, TypeError], () => {
      service.load({ instances: ['web-1'], faults: [given] } as World)
      return true
    })
    if (taken === undefined) return
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'Lightsail_20161128.PutInstancePublicPorts',
    }
    const reply = service.handle({
      method: 'POST',
      path: '/',
      headers,
      body: '{"instanceName":"web-1","portInfos":[]}',
    })
    if (reply instanceof Promise) fail('the answer is not there yet')
    JSON.stringify(service.faults)
    service.reset()
  },
)

export const policies = target(
  {
    name: 'policies',
    title: 'a policy is taken or refused with paths, and decides on a call without a crash',
    round: 3000,
    quick: 100,
  },
  fc.oneof({ weight: 6, arbitrary: changedJson([policy]) }, oddValue),
  (given) => {
    const principal = {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      arn: 'arn:aws:iam::123456789012:user/deploy',
      policies: [given],
    }
    const taken = allowing([InvalidDefinitionError], () => {
      service.load({ instances: [{ name: 'web-1', tags: { team: 'web' } }], principals: [principal] } as World)
      return true
    })
    if (taken === undefined) return
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'Lightsail_20161128.PutInstancePublicPorts',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=host, Signature=00',
    }
    const reply = service.handle({
      method: 'POST',
      path: '/',
      headers,
      body: '{"instanceName":"web-1","portInfos":[]}',
    })
    if (!(reply instanceof Promise)) checkReply(reply)
    service.reset()
  },
)
