import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type VerificationError, verifyProvider } from 'lightsail-ports-testkit/contracts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-pacts-'))
})
afterEach(() => rm(folder, { recursive: true }))

const AWS_JSON = 'application/x-amz-json-1.1'
const HEADERS = { 'Content-Type': AWS_JSON, 'X-Amz-Target': 'Lightsail_20161128.PutInstancePublicPorts' }
const JOB = { instanceName: 'web-1', portInfos: [{ protocol: 'tcp', fromPort: 443, toPort: 443 }] }

interface Response {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly matchingRules?: object
}

const listed = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))

/** Verifies a pact of one version, whose consumer expects a response. The request may have another body. */
async function verify(version: string, response: Response, body: unknown = JOB) {
  const isV4 = version.startsWith('4')
  const { headers, body: expected, ...rest } = response
  const content = (given: unknown) => ({ content: given, contentType: AWS_JSON, encoded: false })
  const interaction = {
    ...(isV4 && { type: 'Synchronous/HTTP' }),
    description: 'put',
    request: {
      method: 'POST',
      path: '/',
      headers: isV4 ? listed(HEADERS) : HEADERS,
      body: isV4 ? content(body) : body,
    },
    response: {
      ...rest,
      ...(headers !== undefined && { headers: isV4 ? listed(headers) : headers }),
      ...(expected !== undefined && { body: isV4 && !isEncoded(expected) ? content(expected) : expected }),
    },
  }
  const path = join(folder, 'pact.json')
  const pact = {
    consumer: { name: 'c' },
    provider: { name: 'lightsail' },
    interactions: [interaction],
    metadata: { pactSpecification: { version } },
  }
  await writeFile(path, JSON.stringify(pact))
  const report = await verifyProvider({ pacts: [path] }).catch((error: VerificationError) => {
    if (error.report === undefined) throw error
    return error.report
  })
  const [result] = report.pacts[0]?.interactions ?? []
  return { verdict: result?.verdict, repaired: result?.repaired, problems: result?.problems.join('; ') }
}

const isEncoded = (body: unknown) => typeof body === 'object' && body !== null && 'encoded' in body

const RIGHT = { operation: { status: 'Succeeded' } }
const WRONG = { operation: { status: 'Failed' } }

describe.each(['1.0.0', '2.0.0', '3.0.0', '4.0'])('a pact of version %s without matchers', (version) => {
  const response = (body: unknown, headers: Readonly<Record<string, string>> = { 'Content-Type': AWS_JSON }) => ({
    status: 200,
    headers,
    body,
  })

  test('is compared as JSON: the reply may have more members', async () => {
    expect(await verify(version, response(RIGHT))).toEqual({ verdict: 'kept', repaired: true, problems: '' })
  })

  test('is not kept if a value differs', async () => {
    expect(await verify(version, response(WRONG))).toMatchObject({
      verdict: 'broken',
      repaired: true,
      problems: expect.stringMatching(/^\$\.operation\.status: /),
    })
  })

  test('is compared as JSON if its body is a text of JSON', async () => {
    expect(await verify(version, response(JSON.stringify(RIGHT)))).toMatchObject({ verdict: 'kept', repaired: true })
    expect(await verify(version, response(JSON.stringify(WRONG)))).toMatchObject({ verdict: 'broken' })
  })

  test('is compared as JSON if its content type has a charset, or another case', async () => {
    const headers = { 'content-type': `${AWS_JSON}; charset=utf-8` }
    expect(await verify(version, response(RIGHT, headers))).toMatchObject({ verdict: 'kept', repaired: true })
    expect(await verify(version, response(WRONG, headers))).toMatchObject({ verdict: 'broken' })
  })

  test('is compared as JSON if it does not name a content type', async () => {
    expect(await verify(version, { status: 200, body: RIGHT })).toMatchObject({ verdict: 'kept', repaired: true })
    expect(await verify(version, { status: 200, body: WRONG })).toMatchObject({ verdict: 'broken' })
  })

  test('is left alone if it expects only a status', async () => {
    expect(await verify(version, { status: 200 })).toEqual({ verdict: 'kept', repaired: false, problems: '' })
  })

  test('is not kept if it expects another content type', async () => {
    expect(await verify(version, response(RIGHT, { 'Content-Type': 'application/json' }))).toMatchObject({
      verdict: 'broken',
      repaired: false,
    })
  })

  test('cannot be verified if its body holds matchers as members', async () => {
    const literal = { operation: { id: { 'pact:matcher:type': 'type', value: 'x' } } }
    for (const [expected, body] of [
      [JSON.stringify(literal), JOB],
      [literal, JOB],
      [RIGHT, JSON.stringify({ ...JOB, instanceName: { 'pact:matcher:type': 'type', value: 'web-1' } })],
    ]) {
      expect(await verify(version, response(expected), body)).toMatchObject({
        verdict: 'broken',
        problems: expect.stringContaining('holds matchers as plain members ("pact:matcher:type")'),
      })
    }
  })
})

test('matchers of the body hold in a repaired copy', async () => {
  const headers = { 'Content-Type': AWS_JSON }
  const body = { operation: { id: 'any text', status: 'Succeeded' } }
  const v2 = { '$.body.operation.id': { match: 'type' } }
  expect(await verify('2.0.0', { status: 200, headers, body, matchingRules: v2 })).toMatchObject({ verdict: 'kept' })
  const v3 = { body: { '$.operation.id': { combine: 'AND', matchers: [{ match: 'type' }] } } }
  for (const version of ['3.0.0', '4.0']) {
    expect(await verify(version, { status: 200, headers, body, matchingRules: v3 })).toMatchObject({ verdict: 'kept' })
    expect(await verify(version, { status: 200, headers, body })).toMatchObject({ verdict: 'broken' })
  }
})

test('an encoded body of version 4 is compared as JSON', async () => {
  const encoded = (body: object) => ({
    content: Buffer.from(JSON.stringify(body)).toString('base64'),
    contentType: AWS_JSON,
    encoded: 'base64',
  })
  const headers = { 'Content-Type': AWS_JSON }
  expect(await verify('4.0', { status: 200, headers, body: encoded(RIGHT) })).toMatchObject({ verdict: 'kept' })
  expect(await verify('4.0', { status: 200, headers, body: encoded(WRONG) })).toMatchObject({ verdict: 'broken' })
})
