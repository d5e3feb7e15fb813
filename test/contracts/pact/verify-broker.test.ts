import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { VerificationError, type VerifyProviderOptions, verifyProvider } from 'lightsail-ports-testkit/contracts'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { brokerWith, pactOf, pactWith, publishPact, type TestPact } from './broker/published-pacts.ts'
import type { StandIn } from './broker/stand-in.ts'

afterEach(() => vi.unstubAllEnvs())

/** Verifies the pacts of a broker for lightsail p1, branch main, and publishes the results. */
function verifyAndPublish({ url }: StandIn, more: Partial<VerifyProviderOptions> = {}, broker = {}) {
  return verifyProvider({
    broker: { url, enablePending: false, publishVerificationResult: true, ...broker },
    providerVersion: 'p1',
    providerVersionBranch: 'main',
    ...more,
  })
}

const failure = (run: Promise<unknown>): Promise<VerificationError> =>
  run.then(
    () => {
      throw new Error('It passed')
    },
    (error) => error,
  )
const canDeploy = (broker: StandIn) => broker.state.canIDeploy('put-ports', 'c1', 'production')

describe('a verification with a broker', () => {
  test('publishes a success, and the consumer can be deployed', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule', 'NotFoundException'))
    const report = await verifyAndPublish(broker, { buildUrl: 'http://ci.example/1' })
    expect(canDeploy(broker)).toBe(true)
    const [result] = broker.state.results
    expect(result?.body).toMatchObject({
      success: true,
      buildUrl: 'http://ci.example/1',
      providerApplicationVersion: 'p1',
    })
    expect(result?.body['testResults']).toMatchObject([{ success: true }, { success: true }])
    expect(report.pacts).toMatchObject([{ published: expect.stringContaining('/verification-results/101') }])
  })

  test('publishes a failure with its differences, and the consumer cannot be deployed', async () => {
    await using broker = await brokerWith(pactWith(({ response }) => Object.assign(response, { status: 201 })))
    const error = await failure(verifyAndPublish(broker))
    expect(error.message).toContain('expected 201 but was 200')
    expect(canDeploy(broker)).toBe(false)
    expect(broker.state.results[0]?.body['testResults']).toMatchObject([
      { success: false, mismatches: [{ description: 'expected 201 but was 200' }] },
    ])
  })

  test('records the branch before the result', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    await verifyAndPublish(broker)
    const writes = broker.received.filter(
      ({ method, path }) => method === 'PUT' || path.endsWith('/verification-results'),
    )
    expect(writes.map(({ method }) => method)).toEqual(['PUT', 'POST'])
  })

  test('publishes nothing unless it is told to', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    vi.stubEnv('PACT_BROKER_PUBLISH_VERIFICATION_RESULTS', 'true')
    await verifyAndPublish(broker, {}, { publishVerificationResult: false })
    expect(broker.state.results).toEqual([])
  })
})

describe('the broker says no to a contract that was not verified', () => {
  const unverified = async (broker: StandIn, more: Partial<VerifyProviderOptions> = {}) => {
    const error = await failure(verifyAndPublish(broker, more))
    expect(error).toBeInstanceOf(VerificationError)
    expect(canDeploy(broker)).not.toBe(true)
    return error
  }

  test('if a provider state is unknown', async () => {
    const pact = pactOf('a success: one rule', 'a success: ping')
    for (const state of pact.interactions[1]?.providerStates ?? []) state.name = 'the instance is there'
    await using broker = await brokerWith(pact)
    const { message } = await unverified(broker)
    expect(message).toMatch(/^put-ports: PutInstancePublicPorts \(a success: ping\), given "the instance is there": /)
    expect(message).toContain('there is no such state')
    expect(broker.state.results[0]?.body).toMatchObject({
      success: false,
      testResults: [{ success: true }, { success: false }],
    })
  })

  test('if a parameter of a state is misspelled', async () => {
    await using broker = await brokerWith(
      pactWith((one) =>
        Object.assign(one, { providerStates: [{ name: 'an instance', params: { name: 'web-1', port: [] } }] }),
      ),
    )
    expect((await unverified(broker)).message).toContain('it has no parameter "port". Did you mean ports?')
    expect(canDeploy(broker)).toBe(false)
  })

  test('if the provider cannot be arranged', async () => {
    const answer = JSON.stringify({ operation: { status: 'Succeeded' } })
    const server = createServer((request, response) => {
      response.writeHead(request.url?.startsWith('/_mock') === true ? 404 : 200, {
        'Content-Type': 'application/x-amz-json-1.1',
      })
      response.end(answer)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const providerBaseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await using broker = await brokerWith(
      pactWith(({ response }) =>
        Object.assign(response, {
          body: { content: JSON.parse(answer), contentType: 'application/json', encoded: false },
          matchingRules: {
            header: {
              'Content-Type': { combine: 'AND', matchers: [{ match: 'regex', regex: 'application/x-amz-json-1\\.1' }] },
            },
          },
        }),
      ),
    )
    expect((await unverified(broker, { providerBaseUrl })).message).toContain('answers 404 to PUT /_mock/world')
    expect(canDeploy(broker)).toBe(false)
    server.close()
  })

  test('if only the last one of several states would keep it', async () => {
    await using broker = await brokerWith(
      pactWith((one) =>
        Object.assign(one, {
          providerStates: [
            { name: 'a service that throttles', params: { name: 'web-1' } },
            { name: 'an instance', params: { name: 'web-1' } },
          ],
        }),
      ),
    )
    expect((await unverified(broker)).message).toContain('expected 200 but was 400')
    expect(canDeploy(broker)).toBe(false)
  })

  test('if only the world that an earlier interaction left would keep it', async () => {
    const pact = pactOf('NotFoundException')
    // Without a state there is an instance web-1. The interaction before it has none.
    for (const one of [...pact.interactions])
      pact.interactions.push({ ...one, description: 'again', providerStates: [] })
    await using broker = await brokerWith(pact)
    expect((await unverified(broker)).message).toMatch(/^put-ports: again: /)
    expect(canDeploy(broker)).toBe(false)
  })

  test.each(['PACT_DESCRIPTION', 'PACT_PROVIDER_STATE', 'PACT_PROVIDER_NO_STATE'])(
    'if %s selects a part of it',
    async (name) => {
      vi.stubEnv(name, name === 'PACT_PROVIDER_NO_STATE' ? 'true' : 'success')
      await using broker = await brokerWith(pactOf('a success: one rule', 'NotFoundException'))
      expect((await unverified(broker)).message).toContain(`${name} selects a part of the interactions`)
      expect(broker.state.results).toEqual([])
    },
  )

  test.each(['results', 'writes', 'results by a front-end'] as const)('if it forbids %s', async (forbid) => {
    await using broker = await brokerWith(pactOf('a success: one rule'), { forbid })
    const error = await unverified(broker)
    expect(error.message).toMatch(/^the result for put-ports was not published: .* forbids (?:PUT|POST) .*\(403\)/)
    expect(error.message.split('\n').at(-1)).toBe('The results were not published.')
    expect(error.report?.passed).toBe(false)
    expect(broker.state.results).toEqual([])
  })

  test.each([
    [500, 'results'],
    [502, 'results'],
    [503, 'results'],
    [409, 'results'],
    [422, 'results'],
    [500, 'reading results'],
    [404, 'reading results'],
  ] as const)('if it answers %i for %s', async (status, place) => {
    await using broker = await brokerWith(pactOf('a success: one rule'), { lost: { status, for: place } })
    const error = await failure(verifyAndPublish(broker))
    expect(error.message).toMatch(/^the result for put-ports was not published: /)
    expect(error.message.split('\n').at(-1)).toBe('The results were not published.')
    expect(error.report?.passed).toBe(false)
    expect(broker.state.results).toHaveLength(place === 'results' ? 0 : 1)
  })

  test('if one of two results does not get through, and it says which', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    publishPact(broker, { ...pactOf('NotFoundException'), consumer: { name: 'other' } }, 'o1')
    const record = broker.state.record.bind(broker.state)
    vi.spyOn(broker.state, 'record').mockImplementation((consumer, sha, body) => {
      broker.options = { forbid: 'results' }
      return record(consumer, sha, body)
    })
    const error = await failure(verifyAndPublish(broker))
    const [first, second] = error.report?.pacts ?? []
    expect([first?.published, second?.published]).toEqual([expect.any(String), undefined])
    expect(error.message).toContain(`the result for ${second?.consumer} was not published: `)
  })

  test('if the credentials may read only', async () => {
    const [authorization, readOnly] = ['right:right', 'read:only'].map((pair) => `Basic ${btoa(pair)}`)
    await using broker = await brokerWith(pactOf('a success: one rule'), { authorization, readOnly } as object)
    const access = { username: 'read', password: 'only' }
    const error = await failure(verifyAndPublish(broker, {}, access))
    expect(error.message).toContain('refuses the credentials for PUT')
    expect(canDeploy(broker)).toBe(null)
  })

  test('if it answers 201 and records another result', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    const record = broker.state.record.bind(broker.state)
    vi.spyOn(broker.state, 'record').mockImplementation((consumer, sha, body) =>
      record(consumer, sha, { ...body, success: false }),
    )
    const error = await failure(verifyAndPublish(broker))
    expect(error.message).toContain('has another result at')
    expect(canDeploy(broker)).toBe(false)
  })

  test('if it answers 201 and records nothing', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    vi.spyOn(broker.state, 'record').mockImplementation((consumer, sha, body) => ({
      number: 999,
      consumer,
      sha,
      version: 'p1',
      success: true,
      body,
    }))
    const error = await failure(verifyAndPublish(broker))
    expect(error.message).toContain('the result for put-ports was not published')
    expect(canDeploy(broker)).toBe(null)
  })
})

describe('a pending pact', () => {
  const broken = () => pactWith(({ response }) => Object.assign(response, { status: 201 }))

  test('that is not kept passes, publishes a failure, and says so', async () => {
    await using broker = await brokerWith(broken())
    const report = await verifyAndPublish(broker, {}, { enablePending: true })
    expect(report).toMatchObject({ passed: true, pacts: [{ pending: true, interactions: [{ verdict: 'pending' }] }] })
    expect(canDeploy(broker)).toBe(false)
  })

  test('that is not published fails the run all the same', async () => {
    await using broker = await brokerWith(broken(), { forbid: 'results' })
    const error = await failure(verifyAndPublish(broker, {}, { enablePending: true }))
    expect(error.message).toMatch(/^the result for put-ports was not published/)
  })

  test.each<[string, Partial<TestPact>, string]>([
    ['of a version that does not exist', { metadata: { pactSpecification: { version: '7.0' } } }, 'version 7 of Pact'],
    ['without interactions', { interactions: [] }, 'it has no interactions'],
    ['of messages', { messages: [{ description: 'm', contents: {} }] } as object, 'it is a pact of messages'],
  ])('%s does not fail the run, and is published as a failure', async (_what, changed, problem) => {
    const pact = { ...pactOf('a success: one rule'), ...changed }
    await using broker = await brokerWith(pact)
    const report = await verifyAndPublish(broker, {}, { enablePending: true })
    expect(report).toMatchObject({ passed: true, pacts: [{ interactions: [{ verdict: 'pending' }] }] })
    expect(report.pacts[0]?.interactions[0]?.problems.join()).toContain(problem)
    expect(canDeploy(broker)).toBe(false)
    expect((await failure(verifyAndPublish(broker, {}, { enablePending: false }))).message).toContain(problem)
  })

  test('is no longer pending after a success from the branch', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    await verifyAndPublish(broker, {}, { enablePending: true })
    const again = await verifyAndPublish(broker, {}, { enablePending: true })
    expect(again.pacts).toMatchObject([{ pending: false }])
  })
})

describe('pacts are selected', () => {
  test('by main branches and deployments, unless the options say otherwise', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    publishPact(broker, pactOf('NotFoundException'), 'f1', 'feat/x')
    const selected = async (more: object) =>
      (await verifyAndPublish(broker, {}, { publishVerificationResult: false, ...more })).pacts.map(
        ({ interactions }) => interactions[0]?.description,
      )
    expect(await selected({})).toEqual(['PutInstancePublicPorts (a success: one rule)'])
    expect(await selected({ consumerVersionSelectors: [{ branch: 'feat/x' }] })).toEqual([
      'PutInstancePublicPorts (NotFoundException)',
    ])
    expect(await selected({ includeWipPactsSince: '2026-01-31' })).toHaveLength(2)
  })

  test('by their own URL, as webhooks give it, with a result', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    const [publication] = broker.state.publications
    const url = `${broker.url}/pacts/provider/lightsail/consumer/put-ports/pact-version/${publication?.sha}/metadata/Y3ZuPWMxJnc9dHJ1ZQ`
    await verifyProvider({
      pacts: [url],
      publishVerificationResult: true,
      providerVersion: 'p1',
      providerVersionBranch: 'main',
    })
    expect(canDeploy(broker)).toBe(true)
    expect(broker.received.some(({ path }) => path === '/' || path.endsWith('/for-verification'))).toBe(false)
  })

  test.each([
    [
      { consumerVersionSelectors: [{ branch: 'nope' }] },
      'matches {"branch":"nope"}: there is no pact from such a branch',
    ],
    [{ consumerVersionSelectors: [{ deployedOrReleased: true }] }, 'no consumer with a pact is recorded as deployed'],
  ])('or nothing is verified, which is an error: %j', async (more, problem) => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    expect((await failure(verifyAndPublish(broker, {}, more))).message).toContain(problem)
  })

  test('or nothing is deployed and there is no main branch, which is an error that says both', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    broker.state.publications.length = 0
    publishPact(broker, pactOf('a success: one rule'), 'c9', 'feat/x')
    const { message } = await failure(verifyAndPublish(broker))
    expect(message).toContain('no consumer has a pact from its main branch')
    expect(message).toContain('recorded as deployed or released')
  })

  test('of the right provider: another name is an error that lists the known ones', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    const { message } = await failure(verifyAndPublish(broker, { provider: 'Lightsail' }))
    expect(message).toContain('has no pact with the provider "Lightsail". It knows put-ports, lightsail.')
  })
})

describe('a mistake in the options is an error before any request', () => {
  test.each<[object, string]>([
    [{ enablePending: true, branch: undefined }, 'Give providerVersionBranch (--provider-branch)'],
    [{ branch: undefined, includeWipPactsSince: '2026-01-31' }, 'Give providerVersionBranch (--provider-branch)'],
    [{ branch: ' ' }, '(--provider-branch) is empty'],
    [{ version: undefined }, 'Give providerVersion (--provider-version)'],
    [{ version: '' }, '(--provider-version) is empty'],
    [{ includeWipPactsSince: 'yesterday' }, '"yesterday" is not a date'],
    [{ consumerVersionSelectors: [] }, 'consumerVersionSelectors is an empty list'],
    [{ consumerVersionSelectors: [[]] }, 'the selector [] is not an object'],
    [{ consumerVersionSelectors: [null] }, 'the selector null is not an object'],
    [{ consumerVersionSelectors: [{}] }, 'selects nothing'],
    [{ consumerVersionSelectors: [{ consumer: 'put-ports' }] }, 'selects nothing'],
    [{ consumerVersionSelectors: [{ foo: true }] }, 'has "foo", which no broker knows'],
    [{ consumerVersionSelectors: [{ mainBranch: 'yes' }] }, 'has a mainBranch that is not true'],
    [{ consumerVersionSelectors: [{ mainBranch: false }] }, 'has a mainBranch that is not true'],
    [{ consumerVersionSelectors: [{ mainBranch: true, branch: 'main' }] }, 'has both mainBranch and a branch or tag'],
    [{ consumerVersionSelectors: [{ branch: 'main', latest: false }] }, 'has a latest that is not true'],
    [{ consumerVersionSelectors: [{ branch: '' }] }, 'has a branch that is not a text'],
    [{ consumerVersionSelectors: [{ matchingBranch: true }], branch: undefined }, 'needs the branch of the provider'],
    [{ token: '' }, 'the token for the broker is empty'],
    [{ token: 'a', username: 'b' }, 'there is both a token and a user name'],
    [{ timeout: 0 }, 'the time limit for the broker is 0'],
  ])('%j', async (given, problem) => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    const { branch, version, ...more } = { branch: 'main', version: 'p1', ...given } as unknown as Record<string, never>
    const options = { providerVersion: version, providerVersionBranch: branch }
    const error = await failure(verifyAndPublish(broker, options, more))
    expect(error.message).toContain(problem)
    expect(broker.received).toEqual([])
  })

  test.each(['PACT_BROKER_TOKEN', 'PACT_BROKER_USERNAME'])('%s, if it is empty', async (name) => {
    vi.stubEnv(name, '')
    await using broker = await brokerWith(pactOf('a success: one rule'))
    expect((await failure(verifyAndPublish(broker))).message).toContain(`${name} is empty`)
    expect(broker.received).toEqual([])
  })

  test('a URL with credentials in it, without printing them', async () => {
    const { message } = await failure(verifyProvider({ broker: { url: 'http://user:hidden@127.0.0.1' } }))
    expect(message).toContain('has credentials in it')
    expect(message).not.toContain('hidden')
  })
})

describe('credentials', () => {
  test.each([
    [{ PACT_BROKER_TOKEN: 'right' }, {}, 'Bearer right'],
    [{ PACT_BROKER_USERNAME: 'me', PACT_BROKER_PASSWORD: 'pass' }, {}, `Basic ${btoa('me:pass')}`],
    [{ PACT_BROKER_TOKEN: 'wrong' }, { username: 'me', password: 'pass' }, `Basic ${btoa('me:pass')}`],
    [{ PACT_BROKER_USERNAME: 'wrong' }, { token: 'right' }, 'Bearer right'],
  ])('are read from the environment %j and the options %j', async (env, options, authorization) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    await using broker = await brokerWith(pactOf('a success: one rule'), { authorization })
    await verifyAndPublish(broker, {}, options)
    expect(canDeploy(broker)).toBe(true)
    expect(new Set(broker.received.map((one) => one.authorization))).toEqual(new Set([authorization]))
  })

  test('do not go to another host that a link names', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'))
    const url = broker.url.replace('127.0.0.1', 'localhost')
    await verifyAndPublish(broker, {}, { url, token: 'secret' })
    const [first, ...others] = broker.received
    expect(first?.authorization).toBe('Bearer secret')
    expect(others.some(({ authorization }) => authorization !== undefined)).toBe(false)
  })

  test.each([
    ['the host of the broker', '127.0.0.1', 'Bearer secret'],
    ['another host', 'localhost', undefined],
  ])('go with the URL of a pact to %s: %s, %s', async (_what, host, authorization) => {
    vi.stubEnv('PACT_BROKER_TOKEN', 'secret')
    await using broker = await brokerWith(pactOf('a success: one rule'))
    const { sha } = broker.state.publications[0] ?? {}
    const path = `/pacts/provider/lightsail/consumer/put-ports/pact-version/${sha}`
    await verifyProvider({
      pacts: [broker.url.replace('127.0.0.1', host) + path],
      broker: { url: broker.url, enablePending: false },
    })
    const [first] = broker.received.filter((one) => one.path === path)
    expect(first?.authorization).toBe(authorization)
  })
})

describe('a broker that does not answer as one is told by its cause', () => {
  async function failureOf(status: number, body = '', headers: Record<string, string> = {}, options = {}) {
    const server = createServer((_request, response) => response.writeHead(status, headers).end(body))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { message } = await failure(verifyAndPublish({ url } as StandIn, {}, options))
    server.close()
    expect(message.split('\n')).toHaveLength(1)
    return message
  }

  test.each<[string, number, string, Record<string, string>, object, string]>([
    ['no credentials', 401, '', {}, {}, 'needs credentials (401). Set PACT_BROKER_TOKEN'],
    ['wrong credentials', 401, '', {}, { token: 'x' }, 'refuses the credentials for GET / (401)'],
    ['a token where it wants a user', 400, '', {}, { token: 'x' }, 'It may want a user name and a password'],
    ['no right', 403, '', {}, {}, 'forbids GET / (403)'],
    ['a page of HTML', 200, '<html>', { 'Content-Type': 'text/html' }, {}, 'answers HTML (text/html) and not HAL'],
    ['a redirect', 302, '', { Location: 'http://login.example' }, {}, 'redirects to http://login.example (302)'],
    ['503', 503, '', {}, {}, 'is not available: GET / answers 503'],
    ['another service', 200, '{}', {}, {}, 'is not the index of a Pact broker'],
    ['404', 404, '', {}, {}, 'does not exist (404)'],
  ])('%s', async (_name, status, body, headers, options, problem) => {
    expect(await failureOf(status, body, headers, options)).toContain(problem)
  })

  test('an answer that stops in the middle, after the time limit', async () => {
    const server = createServer((_request, response) => response.writeHead(200).write('{"_links":'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { message } = await failure(verifyAndPublish({ url } as StandIn, {}, { timeout: 200 }))
    expect(message).toContain(`the broker at ${url} does not answer within 200 ms`)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  test('silence, after the time limit', async () => {
    const server = createServer(() => {})
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { message } = await failure(verifyAndPublish({ url } as StandIn, {}, { timeout: 50 }))
    expect(message).toContain(`the broker at ${url} does not answer within 50 ms`)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    const gone = await failure(verifyAndPublish({ url } as StandIn))
    expect(gone.message).toContain('cannot be reached (ECONNREFUSED)')
  })
})
