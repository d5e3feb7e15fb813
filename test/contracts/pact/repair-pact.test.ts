import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type VerificationError, verifyProvider } from 'lightsail-ports-testkit/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-pacts-'))
})
afterAll(() => rm(folder, { recursive: true }))

const AWS_JSON = 'application/x-amz-json-1.1'
const HEADERS = { 'Content-Type': AWS_JSON, 'X-Amz-Target': 'Lightsail_20161128.PutInstancePublicPorts' }
const JOB = { instanceName: 'web-1', portInfos: [{ protocol: 'tcp', fromPort: 443, toPort: 443 }] }

interface Response {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly matchingRules?: object
}

/** An interaction whose consumer expects a response, and its result. The request may have another body. */
interface Case {
  readonly name: string
  readonly response: Response
  readonly body?: unknown
  readonly result: { readonly verdict: string; readonly repaired?: boolean; readonly problems?: unknown }
}

const listed = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))

const isEncoded = (body: unknown) => typeof body === 'object' && body !== null && 'encoded' in body

function interactionOf(version: string, { name, response, body = JOB }: Case): object {
  const isV4 = version.startsWith('4')
  const { headers, body: expected, ...rest } = response
  const content = (given: unknown) => ({ content: given, contentType: AWS_JSON, encoded: false })
  return {
    ...(isV4 && { type: 'Synchronous/HTTP' }),
    description: name,
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
}

/**
 * Declares a test for each case. One pact of the version holds all of them, as Pact's verifier takes half a second to
 * start.
 */
function testCases(version: string, cases: readonly Case[]): void {
  const results = new Map<string, object>()

  beforeAll(async () => {
    const path = join(folder, `${version}.json`)
    const pact = {
      consumer: { name: 'c' },
      provider: { name: 'lightsail' },
      interactions: cases.map((one) => interactionOf(version, one)),
      metadata: { pactSpecification: { version } },
    }
    await writeFile(path, JSON.stringify(pact))
    const report = await verifyProvider({ pacts: [path] }).catch((error: VerificationError) => {
      if (error.report === undefined) throw error
      return error.report
    })
    for (const { description, verdict, repaired, problems } of report.pacts[0]?.interactions ?? []) {
      results.set(description, { verdict, repaired, problems: problems.join('; ') })
    }
  })

  test.each(cases)('$name', ({ name, result }) => {
    expect(results.get(name)).toMatchObject(result)
  })
}

const RIGHT = { operation: { status: 'Succeeded' } }
const WRONG = { operation: { status: 'Failed' } }

const kept = { verdict: 'kept', repaired: true, problems: '' }
const broken = { verdict: 'broken' }

const withBody = (body: unknown, contentType = AWS_JSON): Response => ({
  status: 200,
  headers: { 'Content-Type': contentType },
  body,
})

const LITERAL = { operation: { id: { 'pact:matcher:type': 'type', value: 'x' } } }
const LITERAL_JOB = { ...JOB, instanceName: { 'pact:matcher:type': 'type', value: 'web-1' } }
const holdsMatchers = {
  verdict: 'broken',
  problems: expect.stringContaining('holds matchers as plain members ("pact:matcher:type")'),
}

const ofEveryVersion: readonly Case[] = [
  { name: 'is compared as JSON: the reply may have more members', response: withBody(RIGHT), result: kept },
  {
    name: 'is not kept if a value differs',
    response: withBody(WRONG),
    result: { verdict: 'broken', repaired: true, problems: expect.stringMatching(/^\$\.operation\.status: /) },
  },
  {
    name: 'is compared as JSON if its body is a text of JSON',
    response: withBody(JSON.stringify(RIGHT)),
    result: kept,
  },
  {
    name: 'is not kept if a value in a text of JSON differs',
    response: withBody(JSON.stringify(WRONG)),
    result: broken,
  },
  {
    name: 'is compared as JSON if its content type has a charset, and its header another case',
    response: { status: 200, headers: { 'content-type': `${AWS_JSON}; charset=utf-8` }, body: RIGHT },
    result: kept,
  },
  {
    name: 'is not kept if a value differs, with a content type that has a charset',
    response: { status: 200, headers: { 'content-type': `${AWS_JSON}; charset=utf-8` }, body: WRONG },
    result: broken,
  },
  {
    name: 'is compared as JSON if it does not name a content type',
    response: { status: 200, body: RIGHT },
    result: kept,
  },
  {
    name: 'is not kept if a value differs, without a content type',
    response: { status: 200, body: WRONG },
    result: broken,
  },
  {
    name: 'is left alone if it expects only a status',
    response: { status: 200 },
    result: { verdict: 'kept', repaired: false, problems: '' },
  },
  {
    name: 'is not kept if it expects another content type',
    response: withBody(RIGHT, 'application/json'),
    result: { verdict: 'broken', repaired: false },
  },
  {
    name: 'cannot be verified if its text of JSON holds matchers as members',
    response: withBody(JSON.stringify(LITERAL)),
    result: holdsMatchers,
  },
  {
    name: 'cannot be verified if its body holds matchers as members',
    response: withBody(LITERAL),
    result: holdsMatchers,
  },
  {
    name: 'cannot be verified if its request holds matchers as members',
    response: withBody(RIGHT),
    body: JSON.stringify(LITERAL_JOB),
    result: holdsMatchers,
  },
]

const ANY_ID = withBody({ operation: { id: 'any text', status: 'Succeeded' } })
const idMatches = (matchingRules: object): Case => ({
  name: 'is repaired, and the matchers of its body hold',
  response: { ...ANY_ID, matchingRules },
  result: { verdict: 'kept' },
})
const idDiffers: Case = { name: 'is not kept if only a matcher would keep it', response: ANY_ID, result: broken }
const ruleOfV3 = { body: { '$.operation.id': { combine: 'AND', matchers: [{ match: 'type' }] } } }

const encoded = (body: object): Response =>
  withBody({
    content: Buffer.from(JSON.stringify(body)).toString('base64'),
    contentType: AWS_JSON,
    encoded: 'base64',
  })

const ofOneVersion: Readonly<Record<string, readonly Case[]>> = {
  '1.0.0': [],
  '2.0.0': [idMatches({ '$.body.operation.id': { match: 'type' } })],
  '3.0.0': [idMatches(ruleOfV3), idDiffers],
  '4.0': [
    idMatches(ruleOfV3),
    idDiffers,
    { name: 'is compared as JSON if its body is encoded', response: encoded(RIGHT), result: { verdict: 'kept' } },
    { name: 'is not kept if a value in an encoded body differs', response: encoded(WRONG), result: broken },
  ],
}

describe.each(Object.keys(ofOneVersion))('a pact of version %s', (version) => {
  testCases(version, [...ofEveryVersion, ...(ofOneVersion[version] ?? [])])
})
