import * as sdk from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { OPERATION_NAMES } from '../../../mocks/model/operation-names.ts'
import { REGIONS } from '../../../mocks/model/regions.ts'
import type { Shape } from '../../../mocks/model/shape.ts'
import { OPERATIONS } from '../../../mocks/operations/index.ts'
import { regionOfHost } from '../../../mocks/protocol/endpoint.ts'
import { callAll } from '../../support/sample-calls.ts'

// The SDK's schemas: [kind, namespace, name, traits, members, types, how many of them are required].
type Structure = [3, string, string, unknown, string[], unknown[], number?]
type List = [1, string, string, unknown, unknown]
type Operation = [9, string, string, unknown, () => Structure, () => Structure]
const schemas = sdk as unknown as Record<string, unknown>
const STRING = 0
const INTEGER = 1
const BOOLEAN = 2
const TIMESTAMP = 4
const LIST_OF = 64

/** Our shape, as a description that can be compared. */
function describeShape(shape: Shape): unknown {
  if (shape.type === 'list') return [describeShape(shape.of)]
  if (shape.type !== 'structure') return shape.type
  const members = Object.entries(shape.members).map(([name, member]) => [name, describeShape(member)])
  return { members: Object.fromEntries(members), required: [...shape.required].sort() }
}

/** The SDK's schema, as the same description. */
function describeSchema(given: unknown): unknown {
  const schema = typeof given === 'function' ? given() : given
  if (schema === STRING) return 'string'
  if (schema === INTEGER) return 'integer'
  if (schema === BOOLEAN) return 'boolean'
  if (schema === TIMESTAMP) return 'timestamp'
  if (schema === LIST_OF + STRING) return ['string']
  if (!Array.isArray(schema)) return `unknown type ${String(schema)}`
  if (schema[0] === 1) return [describeSchema((schema as List)[4])]
  const [, , , , members, types, required = 0] = schema as Structure
  return {
    members: Object.fromEntries(members.map((name, index) => [name, describeSchema(types[index])])),
    required: members.slice(0, required).sort(),
  }
}

const operationSchema = (name: string): Operation => schemas[`${name}$`] as Operation

describe('the model of the installed SDK', () => {
  test.each([...OPERATIONS.values()])('has the input of $name', ({ name, input }) => {
    expect(describeShape(input)).toEqual(describeSchema(operationSchema(name)[4]))
  })

  test('has the operations whose names are known', () => {
    const names = Object.values(schemas).flatMap((schema) =>
      Array.isArray(schema) && schema[0] === 9 ? [schema[2]] : [],
    )
    expect([...OPERATION_NAMES]).toEqual(names.sort())
  })

  test('has the Regions that are simulated', () => {
    expect(REGIONS.map(({ name }) => name).sort()).toEqual(Object.values(sdk.RegionName).sort())
  })

  test('has the protocols, the IP address types and the operation types that are used', () => {
    expect(Object.values(sdk.NetworkProtocol).sort()).toEqual(['all', 'icmp', 'icmpv6', 'tcp', 'udp'])
    expect(Object.values(sdk.IpAddressType).sort()).toEqual(['dualstack', 'ipv4', 'ipv6'])
    for (const name of ['PutInstancePublicPorts', 'OpenInstancePublicPorts', 'CloseInstancePublicPorts']) {
      expect(Object.values(sdk.OperationType)).toContain(name)
    }
  })
})

describe('the members of an output', async () => {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    authorization: 'AWS4-HMAC-SHA256 Credential=a/b/us-east-1/lightsail/aws4_request',
  }
  const lightsail = createLightsail({ instances: ['web-1'] })
  const replies = await callAll(async (operation, body) => {
    const target = { ...headers, 'x-amz-target': `Lightsail_20161128.${operation}` }
    const reply = await lightsail.handle({ method: 'POST', path: '/', headers: target, body })
    expect([operation, reply.status, reply.body]).toEqual([operation, 200, expect.any(String)])
    return JSON.parse(reply.body)
  })
  const put = replies['PutInstancePublicPorts'] ?? {}

  test('are looked at for every operation that is simulated', () => {
    expect(Object.keys(replies).sort()).toEqual([...OPERATIONS.keys()].sort())
  })

  test.each(Object.entries(replies))('of %s are all in the model', (name, output) => {
    expect(unknownTo(operationSchema(name)[5](), output, '')).toEqual([])
    expect(Object.keys(output).length).toBeGreaterThan(0)
  })

  test('have the order of the service', () => {
    const [, , , , members] = schemas['Operation$'] as Structure
    // In the model errorCode and errorDetails come last; an operation that succeeds has neither.
    expect(Object.keys(put['operation'] as object)).toEqual(members.slice(0, -2))
  })
})

/** The paths of what a value has and its schema has not. */
function unknownTo(given: unknown, value: unknown, path: string): string[] {
  const schema = typeof given === 'function' ? given() : given
  if (Array.isArray(value)) {
    const of = Array.isArray(schema) ? (schema as List)[4] : STRING
    return value.flatMap((item, index) => unknownTo(of, item, `${path}[${index}]`))
  }
  if (typeof value !== 'object' || value === null) return []
  // A member with traits of its own: [schema, traits].
  if (Array.isArray(schema) && typeof schema[1] !== 'string') return unknownTo(schema[0], value, path)
  if (!Array.isArray(schema) || schema[0] !== 3) return [path]
  const [, , , , members, types] = schema as Structure
  return Object.entries(value).flatMap(([name, member]) => {
    const index = members.indexOf(name)
    return index === -1 ? [`${path}.${name}`] : unknownTo(types[index], member, `${path}.${name}`)
  })
}

describe('the endpoints that the SDK resolves', () => {
  const regions = [...Object.values(sdk.RegionName), 'cn-north-1', 'cn-northwest-1', 'us-gov-west-1']
  test.each([
    { useDualstackEndpoint: false, useFipsEndpoint: false },
    { useDualstackEndpoint: true, useFipsEndpoint: false },
    { useDualstackEndpoint: false, useFipsEndpoint: true },
    { useDualstackEndpoint: true, useFipsEndpoint: true },
  ])('name their Region, $useDualstackEndpoint $useFipsEndpoint', async (options) => {
    for (const region of regions) {
      const hosts: string[] = []
      const requestHandler = {
        handle: async ({ hostname }: { hostname: string }) => {
          hosts.push(hostname)
          return { response: { statusCode: 200, headers: {}, body: new TextEncoder().encode('{}') } }
        },
      }
      const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
      const config = { region, credentials, requestHandler, ...options } as unknown as sdk.LightsailClientConfig
      await new sdk.LightsailClient(config).send(new sdk.GetRegionsCommand({}))
      expect(hosts.map(regionOfHost)).toEqual([region])
    }
  })

  test('a Put closes every other rule', () => {
    for (const host of [
      'lightsail.amazonaws.com',
      's3.us-east-1.amazonaws.com',
      'lightsail.us-east-1.amazonaws.com.evil.example',
      'xlightsail.us-east-1.amazonaws.com',
      'lightsail.us-east-1.example.com',
      'localhost:4566',
    ]) {
      expect(regionOfHost(host)).toBeUndefined()
    }
  })
})
