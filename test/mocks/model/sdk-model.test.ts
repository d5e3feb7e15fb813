import * as sdk from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { PORT_OPERATIONS } from '../../../mocks/model/port-operations.ts'
import { OPERATIONS } from '../../../mocks/operations/index.ts'
import { regionOfHost } from '../../../mocks/protocol/endpoint.ts'
import { INSTALLED_SDK, readModel } from '../../drift/read-model.ts'
import type { Type } from '../../drift/service-model.ts'
import { callAll } from '../../support/sample-calls.ts'

// That the simulation and the SDK agree on inputs, names, errors, Regions and endpoints: test/drift/drift.test.ts.
const model = await readModel(INSTALLED_SDK)
const outputOf = (operation: string): Type => ({ structure: model.operations[operation]?.output ?? '' })

test('the operation types that are used are those of the SDK', () => {
  for (const name of PORT_OPERATIONS) expect(Object.values(sdk.OperationType)).toContain(name)
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
    expect(unknownTo(outputOf(name), output, '')).toEqual([])
    expect(Object.keys(output).length).toBeGreaterThan(0)
  })

  test('have the order of the service', () => {
    const members = Object.keys(model.structures['Operation']?.members ?? {})
    // In the model errorCode and errorDetails come last; an operation that succeeds has neither.
    expect(Object.keys(put['operation'] as object)).toEqual(members.slice(0, -2))
  })
})

/** The paths of what a value has and its type has not. */
function unknownTo(type: Type, value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    const of = typeof type === 'object' && 'list' in type ? type.list : 'string'
    return value.flatMap((item, index) => unknownTo(of, item, `${path}[${index}]`))
  }
  if (typeof value !== 'object' || value === null) return []
  if (typeof type !== 'object' || !('structure' in type)) return [path]
  const { members = {} } = model.structures[type.structure] ?? {}
  return Object.entries(value).flatMap(([name, member]) => {
    const one = members[name]
    return one === undefined ? [`${path}.${name}`] : unknownTo(one, member, `${path}.${name}`)
  })
}

test.each([
  'lightsail.amazonaws.com',
  's3.us-east-1.amazonaws.com',
  'lightsail.us-east-1.amazonaws.com.evil.example',
  'xlightsail.us-east-1.amazonaws.com',
  'lightsail.us-east-1.example.com',
  'localhost:4566',
])('the host %s names no Region', (host) => {
  expect(regionOfHost(host)).toBeUndefined()
})
