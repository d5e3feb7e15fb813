import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VerificationError, type VerificationReport, verifyProvider } from 'lightsail-ports-testkit/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

type Members = Readonly<Record<string, unknown>>

const AWS_JSON = 'application/x-amz-json-1.1'
const TARGET = 'Lightsail_20161128.PutInstancePublicPorts'
const JOB = { instanceName: 'web-1', portInfos: [{ fromPort: 443, toPort: 443, protocol: 'tcp' }] }
const REPLY = { operation: { operationType: 'PutInstancePublicPorts', status: 'Succeeded' } }
const MATCHED = {
  header: {
    'Content-Type': { combine: 'AND', matchers: [{ match: 'regex', regex: 'application/x-amz-json-1\\.1' }] },
  },
}

/** An interaction of specification 2 or 3: a Put of 443/tcp that succeeds. */
function plain(members: Members = {}): Members {
  const headers = { 'Content-Type': AWS_JSON }
  return {
    request: { method: 'POST', path: '/', headers: { ...headers, 'X-Amz-Target': TARGET }, body: JOB },
    response: { status: 200, headers, body: REPLY },
    ...members,
  }
}

/** The same of specification 4. */
function typed(members: Members = {}): Members {
  const headers = { 'Content-Type': [AWS_JSON] }
  const body = (content: unknown) => ({ content, contentType: 'application/json', encoded: false })
  return {
    type: 'Synchronous/HTTP',
    request: { method: 'POST', path: '/', headers: { ...headers, 'X-Amz-Target': [TARGET] }, body: body(JOB) },
    response: { status: 200, headers, body: body(REPLY), matchingRules: MATCHED },
    ...members,
  }
}

const withStates = (...states: readonly unknown[]) => plain({ providerStates: states })
const instance = (params: unknown) => ({ name: 'an instance', params })

interface Row {
  readonly what: string
  readonly version: string
  readonly interaction: Members
  readonly verdict: 'kept' | 'broken' | 'pending'
  /** A part of the problem. */
  readonly problem?: string
  readonly metadata?: Members
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')
const TWO_TYPES = { 'Content-Type': [AWS_JSON], 'content-type': ['application/json'] }

const ROWS: readonly Row[] = [
  ...[
    [REPLY, 'kept'],
    [{ operation: { status: 'Failed' } }, 'broken'],
  ].map(
    ([reply, verdict]): Row => ({
      what: `V3, whose bodies pact-jvm has written in base64 (${verdict})`,
      version: '3.0.0',
      interaction: plain({
        request: {
          method: 'POST',
          path: '/',
          headers: { 'Content-Type': AWS_JSON, 'X-Amz-Target': TARGET },
          body: base64(JOB),
        },
        response: { status: 200, headers: { 'Content-Type': AWS_JSON }, body: base64(reply) },
      }),
      verdict: verdict as Row['verdict'],
    }),
  ),
  ...[TWO_TYPES, Object.fromEntries(Object.entries(TWO_TYPES).toReversed())].map(
    (headers, index): Row => ({
      what: `V4, with the two content types of pact-jvm, in order ${index}`,
      version: '4.0',
      interaction: typed({
        request: {
          method: 'POST',
          path: '/',
          headers: { ...headers, 'X-Amz-Target': [TARGET] },
          body: { content: JOB, contentType: 'application/json', encoded: false },
        },
        response: {
          status: 200,
          headers,
          body: { content: REPLY, contentType: 'application/json', encoded: false },
          matchingRules: MATCHED,
        },
      }),
      verdict: 'kept',
    }),
  ),
  { what: 'V1, whose state is null', version: '1.0.0', interaction: plain({ provider_state: null }), verdict: 'kept' },
  {
    what: 'V1, whose state needs a parameter',
    version: '1.0.0',
    interaction: plain({ provider_state: 'an instance' }),
    verdict: 'broken',
    problem: 'its parameter name is missing',
  },
  { what: 'V2, whose state is empty', version: '2.0.0', interaction: plain({ providerState: '' }), verdict: 'kept' },
  {
    what: 'V2, whose bodies are texts',
    version: '2.0.0',
    interaction: plain({
      response: { status: 200, headers: { 'Content-Type': AWS_JSON }, body: JSON.stringify(REPLY) },
    }),
    verdict: 'kept',
  },
  {
    what: 'V2, which expects AWS JSON 1.0',
    version: '2.0.0',
    interaction: plain({
      response: { status: 200, headers: { 'Content-Type': 'application/x-amz-json-1.0' }, body: REPLY },
    }),
    verdict: 'broken',
    problem: 'Content-Type',
  },
  { what: 'V3, without states', version: '3.0.0', interaction: plain({ providerStates: [] }), verdict: 'kept' },
  ...['name', 'instanceName', 'instance_name', 'InstanceName'].map(
    (name): Row => ({
      what: `V3, which calls the name ${name}`,
      version: '3.0.0',
      interaction: withStates(instance({ [name]: 'web-1' })),
      verdict: 'kept',
    }),
  ),
  {
    what: 'V3, with every parameter as Python writes it',
    version: '3.0.0',
    interaction: withStates(
      instance({ instance_name: 'web-1', port_infos: [], ip_address_type: 'ipv4', blueprint_id: 'debian_12' }),
    ),
    verdict: 'kept',
  },
  ...(
    [
      ['parameters that are null', null, 'its parameter name is missing'],
      ['a name that is a number', { name: 5 }, 'its parameter name is not a text'],
      ['an unknown parameter', { name: 'web-1', colour: 'red' }, 'it has no parameter "colour"'],
      ['ports that are a text', { name: 'web-1', ports: 'all' }, 'instances[0].ports'],
      ['an unknown state of an instance', { name: 'web-1', state: 'sleeping' }, 'instances[0].state'],
      ['an unknown blueprint', { name: 'web-1', blueprintId: 'nope' }, '"nope" is not a known blueprint'],
      ['tags that are a text', { name: 'web-1', tags: 'a' }, 'instances[0].tags'],
      ['one parameter by two names', { name: 'web-1', instance_name: 'web-2' }, 'its parameter name is given twice'],
    ] as const
  ).map(
    ([what, params, problem]): Row => ({
      what: `V3, with ${what}`,
      version: '3.0.0',
      interaction: withStates(instance(params)),
      verdict: 'broken',
      problem,
    }),
  ),
  {
    what: 'V3, whose states contradict each other',
    version: '3.0.0',
    interaction: withStates(instance({ name: 'web-1' }), { name: 'no instance', params: { name: 'web-1' } }),
    verdict: 'broken',
    problem: 'they contradict each other',
  },
  {
    what: 'V3, of an operation that nobody has',
    version: '3.0.0',
    interaction: plain({ request: { method: 'GET', path: '/instances' } }),
    verdict: 'broken',
  },
  {
    what: 'V3, with matchers of Ruby in the body',
    version: '3.0.0',
    interaction: plain({ response: { status: 200, body: { a: { json_class: 'Pact::SomethingLike' } } } }),
    verdict: 'broken',
    problem: 'holds matchers as plain members',
  },
  {
    what: 'V4, whose request has no content type',
    version: '4.0',
    interaction: typed({
      request: {
        method: 'POST',
        path: '/',
        headers: { 'X-Amz-Target': [TARGET] },
        body: { content: JOB, contentType: AWS_JSON, encoded: false },
      },
    }),
    verdict: 'kept',
  },
  {
    what: 'V4, pending and broken',
    version: '4.0',
    interaction: typed({ pending: true, response: { status: 201 } }),
    verdict: 'pending',
    problem: 'expected 201 but was 200',
  },
  {
    what: 'V4, whose plugin is not used by the interaction',
    version: '4.0',
    interaction: typed({ pluginConfiguration: {} }),
    metadata: { plugins: [{ name: 'protobuf', version: '0.3.0', configuration: {} }] },
    verdict: 'kept',
  },
  {
    what: 'V4, whose plugin is used by the interaction',
    version: '4.0',
    interaction: typed({ pluginConfiguration: { protobuf: { message: 'x' } } }),
    metadata: { plugins: [{ name: 'protobuf', version: '0.3.0', configuration: {} }] },
    verdict: 'broken',
    problem: 'it needs the Pact plugin protobuf',
  },
  {
    what: 'V4, by another transport',
    version: '4.0',
    interaction: typed({ transport: 'grpc' }),
    verdict: 'broken',
    problem: 'its transport is grpc, and Lightsail has HTTP only',
  },
  { what: 'V4, by HTTP', version: '4.0', interaction: typed({ transport: 'http' }), verdict: 'kept' },
  {
    what: 'V4, a message',
    version: '4.0',
    interaction: { type: 'Asynchronous/Messages', contents: { content: 'x' } },
    verdict: 'broken',
    problem: 'it is a message',
  },
  {
    what: 'V4, with a generator',
    version: '4.0',
    interaction: typed({ providerStates: [instance({ name: 'web-1' })], comments: { text: ['x'] }, key: 'a1' }),
    verdict: 'kept',
  },
]

describe('a pact as other languages write it', () => {
  let folder: string
  let report: VerificationReport | undefined
  // One run verifies all: the process of Pact's verifier takes long to start.
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lightsail-pacts-'))
    for (const [index, { what, version, interaction, metadata }] of ROWS.entries()) {
      const pact = {
        consumer: { name: what },
        provider: { name: 'lightsail' },
        interactions: [{ description: what, ...interaction }],
        metadata: { pactSpecification: { version }, ...metadata },
      }
      await writeFile(join(folder, `${String(index).padStart(2, '0')}.json`), JSON.stringify(pact))
    }
    const error = await verifyProvider({ pacts: [folder] }).catch((thrown: VerificationError) => thrown)
    report = error instanceof VerificationError ? error.report : undefined
  })
  afterAll(() => rm(folder, { recursive: true }))

  test.each(ROWS)('$what: $verdict', ({ what, verdict, problem = '' }) => {
    const found = report?.pacts.find(({ consumer }) => consumer === what)?.interactions[0]
    expect(found).toMatchObject({ verdict })
    expect(found?.problems.join('; ')).toContain(problem)
  })

  test('a version that does not exist is refused', async () => {
    const path = join(folder, 'version.json')
    const metadata = { pactSpecification: { version: '5.0' } }
    await writeFile(
      path,
      JSON.stringify({ consumer: { name: 'c' }, provider: { name: 'lightsail' }, interactions: [plain()], metadata }),
    )
    await expect(verifyProvider({ pacts: [path] })).rejects.toThrow(
      "it follows version 5 of Pact's specification, and the versions 1 to 4 can be verified.",
    )
  })
})
