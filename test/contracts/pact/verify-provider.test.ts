import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
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

test('the simulation keeps our own contract, and so does a server', async () => {
  await verifyProvider({ pacts: [OURS] })
  await using server = await serve(createLightsail())
  await verifyProvider({ pacts: [OURS], providerBaseUrl: server.url })
})

describe('a provider', () => {
  test('that does not keep a contract fails the run with the difference', async () => {
    const error = await failing(await with1(({ response }) => Object.assign(response, { status: 201 })))
    expect(error).toBeInstanceOf(VerificationError)
    expect(error.message).toContain(
      'firewall-sync: PutInstancePublicPorts (a success: one rule), given "an instance": expected 201 but was 200\nThe provider does not keep 1 of 1 interaction.',
    )
  })

  test('that cannot be arranged fails the run, with the reason once', async () => {
    const other = createServer((_request, response) => response.writeHead(404).end())
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const providerBaseUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    const error = await verifyProvider({ pacts: [OURS], providerBaseUrl }).catch((thrown) => thrown)
    expect(error.message).toContain('answers 404 to PUT /_mock/world')
    expect(error.message.split('\n')).toHaveLength(2)
    other.close()
  })

  test('that is missing or silent is an error before the first interaction', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const failed = (providerBaseUrl: string, timeout?: number) =>
      verifyProvider({ pacts: [OURS], providerBaseUrl, timeout }).catch(({ message }) => message)
    expect(await failed(`http://127.0.0.1:${port}`, 50)).toContain('it does not answer within 50 ms')
    silent.closeAllConnections()
    await new Promise((resolve) => silent.close(resolve))
    expect(await failed(`http://127.0.0.1:${port}`)).toMatch(/it cannot be reached \(.*ECONNREFUSED/)
    for (const url of ['nonsense', 'localhost:4566', ''])
      expect(await failed(url)).toContain('is not the URL of a provider')
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
  test('that is unknown fails the run, with the nearest names', async () => {
    const error = await failing(
      await with1(({ providerStates: [state] }) => Object.assign(state ?? {}, { name: 'the service fails' })),
    )
    expect(error.message).toContain('the provider state "the service fails": there is no such state.')
    expect(error.message).toContain('The nearest are "a service that fails"')
    expect(() => worldOfState('constructor')).toThrow('there is no such state')
  })

  test('with invalid parameters fails the run', async () => {
    const error = await failing(
      await with1(({ providerStates: [state] }) => Object.assign(state ?? {}, { params: { name: 7 } })),
    )
    expect(error.message).toContain('its parameter name is not a text')
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
    ['that is null', 'null', 'it is not a pact: it names no provider.'],
    [
      'of another provider',
      { provider: { name: 'ec2' }, interactions: [{}] },
      'its provider is "ec2", not lightsail. If that is its name for Lightsail, give --provider "ec2".',
    ],
    ['without interactions', { provider: { name: 'lightsail' }, interactions: [] }, 'it has no interactions.'],
  ])('%s is refused', async (_what, content, problem) => {
    const path = await file(content)
    expect((await failing(path)).message).toBe(`Failed to verify the pact ${path}: ${problem}`)
  })

  test('that is missing is refused, and so is a folder without pacts', async () => {
    expect((await failing('/no/such/pact.json')).message).toContain('there is no file or folder /no/such/pact.json')
    expect((await failing(folder)).message).toContain('there are no pacts in the folder')
    expect((await failing()).message).toContain('Name files or folders of them, or a broker.')
  })

  test.each(['2.0.0', '3.0.0'])('of version %s is verified', async (version) => {
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
      // This version has no parameters, and the built-in states need the name of an instance.
      expect((await failing(await file(pact(400)))).message).toContain('its parameter name is missing')
      return
    }
    await verifyProvider({ pacts: [await file(pact(200))] })
    expect((await failing(await file(pact(400)))).message).toContain('expected 400 but was 200')
  })
})

test('the pacts of a folder are verified, and no other files', async () => {
  await file('no pact', 'README.md')
  await file(ours)
  await verifyProvider({ pacts: [folder] })
})

describe('lightsail-ports verify', () => {
  test('ends with 0 if every interaction is kept, and with 1 and the difference if one is not', async () => {
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

  test('verifies a provider that runs somewhere else', async () => {
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
})
