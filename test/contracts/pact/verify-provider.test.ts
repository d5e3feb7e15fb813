import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLightsail } from 'lightsail-ports-testkit'
import { PROVIDER_STATES, VerificationError, verifyProvider, worldOfState } from 'lightsail-ports-testkit/contracts'
import { serve } from 'lightsail-ports-testkit/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lightsailPorts } from '../../support/command-line.ts'

const OURS = new URL('../../../examples/firewall-sync/pacts/firewall-sync-lightsail.json', import.meta.url).pathname

interface Interaction {
  description: string
  providerStates: { name: string; params?: Record<string, unknown> }[]
  response: { status: number; body?: unknown }
}
interface Pact {
  provider: { name: string }
  interactions: Interaction[]
  metadata: object
}

let folder: string
let ours: Pact
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-pacts-'))
  ours = JSON.parse(await readFile(OURS, 'utf8'))
})
afterEach(() => rm(folder, { recursive: true }))

async function file(content: unknown, name = 'pact.json'): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** Our pact with one interaction alone, changed. */
async function with1(change: (one: Interaction) => void): Promise<string> {
  const one = ours.interactions.find(
    ({ description }) => description === 'PutInstancePublicPorts (a success: one rule)',
  )
  if (one === undefined) throw new Error('The pact has no such interaction')
  change(one)
  return file({ ...ours, interactions: [one] })
}

const failing = (...pacts: string[]): Promise<Error> =>
  verifyProvider({ pacts }).then(
    () => new Error('It passed'),
    (error) => error,
  )

test('our own contract is kept by the simulation, and by a served one', async () => {
  await verifyProvider({ pacts: [OURS] })
  await using server = await serve(createLightsail())
  await verifyProvider({ pacts: [OURS], providerBaseUrl: server.url })
})

describe('a provider that does not keep a contract', () => {
  test('fails the run, by what differs', async () => {
    const error = await failing(await with1(({ response }) => Object.assign(response, { status: 201 })))
    expect(error).toBeInstanceOf(VerificationError)
    expect(error.message).toContain('PutInstancePublicPorts (a success: one rule): expected 201 but was 200')
    expect(error.message.split('\n')).toHaveLength(1)
  })

  test('and cannot be arranged, fails it, too', async () => {
    const other = createServer((_request, response) => response.writeHead(404).end())
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const providerBaseUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    const error = await verifyProvider({ pacts: [OURS], providerBaseUrl }).catch((thrown) => thrown)
    expect(error.message).toContain('answers 404 to PUT /_mock/world')
    expect(error.message.split('\n')).toHaveLength(1)
    other.close()
  })

  test('and is not there, or says nothing, is told of at once', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const failed = (providerBaseUrl: string) =>
      verifyProvider({ pacts: [OURS], providerBaseUrl, timeout: 50 }).catch(({ message }) => message)
    expect(await failed(`http://127.0.0.1:${port}`)).toContain('it does not answer within 50 ms')
    silent.closeAllConnections()
    await new Promise((resolve) => silent.close(resolve))
    expect(await failed(`http://127.0.0.1:${port}`)).toMatch(/it cannot be reached \(.*ECONNREFUSED/)
    for (const url of ['nonsense', 'localhost:4566', '']) expect(await failed(url)).toContain('is no URL of a provider')
    const { code, stderr } = await lightsailPorts(
      'verify',
      '--pact',
      OURS,
      '--provider-base-url',
      `http://127.0.0.1:${port}`,
    )
    expect([code, stderr.trimEnd().split('\n').length]).toEqual([1, 1])
  })
})

describe('a provider state', () => {
  test('that is none fails the run by name, with the nearest', async () => {
    const error = await failing(
      await with1(({ providerStates: [state] }) => Object.assign(state ?? {}, { name: 'the service fails' })),
    )
    expect(error.message).toContain('the provider state "the service fails": there is none of that name.')
    expect(error.message).toContain('The nearest are "a service that fails"')
    expect(() => worldOfState('constructor')).toThrow('there is none of that name')
  })

  test('whose handler throws fails the run', async () => {
    const error = await failing(
      await with1(({ providerStates: [state] }) => Object.assign(state ?? {}, { params: { name: 7 } })),
    )
    expect(error.message).toContain('its parameter name is no text')
    const wrong = await failing(
      await with1(({ providerStates: [state] }) =>
        Object.assign(state ?? {}, { params: { name: 'web-1', state: 'gone' } }),
      ),
    )
    expect(wrong.message).toContain('instances[0].state')
  })

  test('is a world that can be loaded, each of them', () => {
    for (const name of Object.keys(PROVIDER_STATES)) {
      const lightsail = createLightsail(worldOfState(name, { name: 'web-1' }))
      expect(lightsail.instances.has('web-1')).toBe(name !== 'no instance')
    }
  })
})

describe('a pact', () => {
  test.each([
    ['that is half a file', '{"provider":', 'it is not JSON.'],
    ['that is null', 'null', 'it is no pact: it names no provider.'],
    [
      'of another provider',
      { provider: { name: 'ec2' }, interactions: [{}] },
      'it is one with the provider "ec2", and not with lightsail.',
    ],
    ['without interactions', { provider: { name: 'lightsail' }, interactions: [] }, 'it has no interactions.'],
  ])('%s is refused', async (_what, content, problem) => {
    const path = await file(content)
    expect((await failing(path)).message).toBe(`Failed to verify the pact ${path}: ${problem}`)
  })

  test('that is not there, and a folder of none, are refused', async () => {
    expect((await failing('/no/such/pact.json')).message).toContain('there is no file or folder /no/such/pact.json')
    expect((await failing(folder)).message).toContain('there are no pacts in the folder')
    expect((await failing()).message).toContain('Name files or folders of them, or a broker.')
  })

  test.each(['2.0.0', '3.0.0'])('of version %s is verified, too', async (version) => {
    const request = {
      method: 'POST',
      path: '/',
      headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'Lightsail_20161128.GetInstanceState' },
      body: { instanceName: 'web-1' },
    }
    const state =
      version === '2.0.0'
        ? { providerState: 'an account in set-up' }
        : { providerStates: [{ name: 'an instance', params: { name: 'web-1' } }] }
    const pact = (status: number) => ({
      consumer: { name: 'old' },
      provider: { name: 'lightsail' },
      interactions: [{ description: 'old', ...state, request, response: { status } }],
      metadata: { pactSpecification: { version } },
    })
    if (version === '2.0.0') {
      // States had no parameters then, and all of ours need the name of an instance.
      expect((await failing(await file(pact(400)))).message).toContain('its parameter name is no text')
      return
    }
    await verifyProvider({ pacts: [await file(pact(200))] })
    expect((await failing(await file(pact(400)))).message).toContain('expected 400 but was 200')
  })
})

/** A small stub of a broker: what the verifier asks of one, as HAL. None can be installed from npm. */
async function startBroker(pact: unknown) {
  const asked: { method: string; path: string; authorization: string | undefined; body: unknown }[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const { method = '', url: path = '' } = request
    asked.push({
      method,
      path,
      authorization: request.headers.authorization,
      body: body === '' ? undefined : JSON.parse(body),
    })
    const { port } = server.address() as AddressInfo
    const href = (to: string) => ({ href: `http://127.0.0.1:${port}${to}` })
    const answers: Record<string, object> = {
      'GET /': { _links: { 'pb:provider-pacts-for-verification': { ...href('/for-verification'), templated: false } } },
      'GET /for-verification': { _links: { self: href('/for-verification') } },
      'POST /for-verification': {
        _embedded: {
          pacts: [
            {
              shortDescription: 'latest',
              verificationProperties: { notices: [] },
              _links: { self: { ...href('/pact'), name: 'a pact' } },
            },
          ],
        },
        _links: { self: href('/for-verification') },
      },
      'GET /pact': {
        ...(pact as object),
        _links: {
          self: href('/pact'),
          'pb:publish-verification-results': href('/results'),
          'pb:provider': { ...href('/provider'), name: 'lightsail' },
        },
      },
      'GET /provider': {
        _links: {
          self: href('/provider'),
          'pb:version-tag': href('/tag'),
          'pb:branch-version': { ...href('/branches/{branch}/versions/{version}'), templated: true },
        },
      },
      'POST /results': { _links: {} },
    }
    const answer = answers[`${method} ${path}`] ?? (method === 'PUT' ? {} : undefined)
    response.writeHead(answer === undefined ? 404 : 200, { 'Content-Type': 'application/hal+json' })
    response.end(JSON.stringify(answer ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, asked, [Symbol.asyncDispose]: async () => void server.close() }
}

async function text(request: IncomingMessage): Promise<string> {
  return (await request.toArray()).join('')
}

test("a broker's pacts are found by selectors, verified, and told of what came of it", async () => {
  await using broker = await startBroker(ours)
  await verifyProvider({
    broker: {
      ...{ url: broker.url, token: 'a-token', publishVerificationResult: true, includeWipPactsSince: '2026-01-31' },
      consumerVersionSelectors: [{ mainBranch: true }],
    },
    providerVersion: '1.2.3',
    providerVersionBranch: 'main',
  })
  const selection = broker.asked.find(({ method, path }) => method === 'POST' && path === '/for-verification')
  expect(selection?.authorization).toBe('Bearer a-token')
  expect(selection?.body).toMatchObject({
    consumerVersionSelectors: [{ mainBranch: true }],
    includePendingStatus: true,
    includeWipPactsSince: '2026-01-31',
  })
  const result = broker.asked.find(({ path }) => path === '/results')
  expect(result?.body).toMatchObject({ success: true, providerApplicationVersion: '1.2.3' })
  expect(broker.asked.filter(({ method }) => method === 'PUT').map(({ path }) => path)).toContain(
    '/branches/main/versions/1.2.3',
  )
})

test("of a broker's pacts those of main branches and of what is deployed are verified, unless told otherwise", async () => {
  await using broker = await startBroker(ours)
  await verifyProvider({ broker: { url: broker.url } })
  const selection = broker.asked.find(({ method, path }) => method === 'POST' && path === '/for-verification')
  expect(selection?.body).toMatchObject({
    consumerVersionSelectors: [{ mainBranch: true }, { deployedOrReleased: true }],
    includePendingStatus: true,
  })
})

test('a broker may want a name and a password', async () => {
  await using broker = await startBroker(ours)
  await verifyProvider({ broker: { url: broker.url, username: 'me', password: 'pass' } })
  expect(broker.asked[0]?.authorization).toBe(`Basic ${btoa('me:pass')}`)
})

test('of a folder the pacts are verified, and nothing else', async () => {
  await file('no pact', 'README.md')
  await file(ours)
  await verifyProvider({ pacts: [folder] })
})

test('a broker is refused by what is wrong with it, and never with a password', async () => {
  const failed = (broker: object) => verifyProvider({ broker: broker as never }).catch(({ message }) => message)
  expect(await failed({ url: '' })).toContain('is no URL of a broker')
  const message = await failed({ url: 'http://user:hidden@127.0.0.1' })
  expect(message).toContain('has credentials in it')
  expect(message).not.toContain('hidden')
  expect(await failed({ url: 'http://127.0.0.1', publishVerificationResult: true })).toContain('Give providerVersion')
})

describe('lightsail-ports verify', () => {
  test('ends with 0 where all is kept, and with 1 where it is not, by what differs', async () => {
    const kept = await lightsailPorts('verify', '--pact', OURS)
    expect([kept.code, kept.stdout.trimEnd().split('\n').at(-1)]).toEqual([0, 'The provider keeps its contracts.'])
    const broken = await lightsailPorts(
      'verify',
      '--pact',
      await with1(({ response }) => Object.assign(response, { status: 201 })),
    )
    expect(broken.code).toBe(1)
    expect(broken.stderr).toContain('expected 201 but was 200')
    expect(broken.stderr).not.toMatch(/^ +at /m)
  })

  test('takes a provider that runs somewhere else', async () => {
    const other = createServer((_request, response) => response.writeHead(404).end())
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    const { code, stderr } = await lightsailPorts('verify', '--pact', OURS, '--provider-base-url', url)
    expect([code, stderr]).toEqual([1, expect.stringContaining(`${url} answers 404 to PUT /_mock/world`)])
    other.close()
  })

  test.each([
    [['verify'], 'There is nothing to verify. Name pacts with --pact, or a broker with --broker-base-url.'],
    [['verify', '--pact', 'x', '--publish'], 'give --broker-base-url and --provider-version'],
    [
      ['verify', '--pact', 'x', '--publish', '--provider-version', '1'],
      'give --broker-base-url and --provider-version',
    ],
    [['verify', '--broker-base-url', 'http://x', '--publish'], 'give --broker-base-url and --provider-version'],
    [
      ['verify', '--broker-base-url', 'http://x', '--consumer-version-selector', 'null'],
      'Use JSON such as {"mainBranch":true}.',
    ],
    [
      ['verify', '--broker-base-url', 'http://x', '--consumer-version-selector', '{'],
      'Use JSON such as {"mainBranch":true}.',
    ],
  ])('%j is one clear line and exit code 2', async (args, problem) => {
    const { code, stderr } = await lightsailPorts(...args)
    expect(code).toBe(2)
    expect(stderr).toContain(problem)
  })

  test('takes a token from the environment, and flags for all of a broker', async () => {
    await using broker = await startBroker(ours)
    process.env['PACT_BROKER_TOKEN'] = 'from-the-environment'
    const flags = [
      '--consumer-version-selector',
      '{"branch":"next"}',
      '--consumer-version-selector',
      '{"mainBranch":true}',
      '--no-pending',
      '--include-wip-pacts-since',
      '2026-01-31',
      '--publish',
      '--provider-version',
      '1.2.3',
      '--provider-branch',
      'main',
    ]
    const { code, stderr } = await lightsailPorts('verify', '--broker-base-url', broker.url, ...flags)
    delete process.env['PACT_BROKER_TOKEN']
    expect([code, stderr.includes('from-the-environment')]).toEqual([0, false])
    const selection = broker.asked.find(({ method, path }) => method === 'POST' && path === '/for-verification')
    expect(selection?.authorization).toBe('Bearer from-the-environment')
    expect(selection?.body).toMatchObject({
      consumerVersionSelectors: [{ branch: 'next' }, { mainBranch: true }],
      includePendingStatus: false,
    })
    expect(broker.asked.find(({ path }) => path === '/results')?.body).toMatchObject({
      providerApplicationVersion: '1.2.3',
    })
    expect(broker.asked.map(({ path }) => path)).toContain('/branches/main/versions/1.2.3')
  })
})
