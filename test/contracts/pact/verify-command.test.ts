import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { lightsailPorts } from '../../support/command-line.ts'
import { lightsailPortsProcess } from '../../support/run.ts'
import { brokerWith, pactOf, pactWith } from './broker/published-pacts.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-pacts-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

/** Runs `lightsail-ports verify`, and finds the last line that it printed. */
async function verify(...args: string[]) {
  const finished = await lightsailPorts('verify', ...args)
  return { ...finished, last: `${finished.stdout}${finished.stderr}`.trimEnd().split('\n').at(-1) }
}

const write = async (name: string, content: string) => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const writePact = (pact: object) => write('pact.json', JSON.stringify(pact))
const caseFile = (name: string) => fileURLToPath(new URL(`./cases/${name}.json`, import.meta.url))

const OWN_WORDS = `
"an instance": { instances: [web-1] }
"instance (\\\\S+) exists": { instances: [{ name: "\${1}" }] }
`
const REPAIRED = 'a repaired copy of the pact was verified as JSON'

describe('verify --pact', () => {
  test.each<[string, number, readonly string[]]>([
    ['v3-no-state-get-regions', 0, ['The provider keeps its contracts.']],
    ['v3-two-states', 0, ['The provider keeps its contracts.', REPAIRED]],
    ['two-states', 0, ['The provider keeps its contracts.']],
    ['state-throttle-then-instance', 1, ['"a service that throttles" and "an instance": ', 'expected 200 but was 400']],
    ['v3-two-different', 0, ['The provider keeps its contracts.']],
    ['param-typo-ports', 1, ['c: put, given "an instance": ', 'it has no parameter "port". Did you mean ports?']],
    ['pending-fails', 0, ['pending: c: put, given "nope": ', 'there is no such state', 'kept, but for 1 pending']],
    ['v2-state-no-params', 1, ['its parameter name is missing', '--states FILE', '"an instance": { instances: [']],
    ['v3-own-words', 1, ['there is no such state', '"instance web-1 exists": { instances: [{ name: web-1 }] }']],
    ['pactv3-consumer-passes-verify-fails', 1, ['("pact:matcher:type")', 'Write a V4 pact', 'pact-js', 'jsonBody']],
  ])('%s ends with %i', async (name, exitCode, texts) => {
    const { code, stdout, stderr } = await verify('--pact', caseFile(name))
    for (const text of texts) expect(stdout + stderr).toContain(text)
    expect(code).toBe(exitCode)
  })

  test.each(['v2-state-no-params', 'v3-own-words'])(
    '%s is kept with own words for its states, as JSON',
    async (name) => {
      const states = await write('states.yaml', OWN_WORDS)
      const { code, stdout, last } = await verify('--pact', caseFile(name), '--states', states)
      expect([code, last]).toEqual([0, 'The provider keeps its contracts.'])
      expect(stdout).toContain(REPAIRED)
    },
  )

  test('talks to no broker, whatever the environment says', async () => {
    vi.stubEnv('PACT_BROKER_BASE_URL', 'http://127.0.0.1:9')
    vi.stubEnv('PACT_BROKER_PUBLISH_VERIFICATION_RESULTS', 'true')
    vi.stubEnv('PACT_BROKER_TOKEN', '')
    const { code, last } = await verify('--pact', caseFile('two-states'))
    expect([code, last]).toEqual([0, 'The provider keeps its contracts.'])
  })

  test('takes another name of the provider', async () => {
    const path = await writePact({ ...pactOf('NotFoundException'), provider: { name: 'AWS Lightsail' } })
    expect((await verify('--pact', path)).stderr).toContain('give --provider "AWS Lightsail"')
    expect((await verify('--pact', path, '--provider', 'AWS Lightsail')).code).toBe(0)
  })

  test.each([
    ['PACT_DESCRIPTION', 'nothing like that'],
    ['PACT_PROVIDER_STATE', 'no such state'],
    ['PACT_PROVIDER_NO_STATE', 'true'],
  ])('with a %s that selects nothing is an error', async (name, value) => {
    vi.stubEnv(name, value)
    const { code, stderr } = await verify('--pact', await writePact(pactOf('NotFoundException')))
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(`${name} selects no interaction. Nothing was verified.`),
    ])
  })

  test('prints one line for each pact and 20 lines at most if all is kept', async () => {
    const args = []
    for (let number = 1; number <= 30; number++) {
      args.push(
        await write(
          `${number}.json`,
          JSON.stringify({ ...pactOf('NotFoundException'), consumer: { name: `c${number}` } }),
        ),
      )
    }
    const { code, stdout, stderr } = await verify('--pact', ...args)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').length).toBeLessThanOrEqual(20)
    expect(stdout).toContain('c1: 1 of 1 interaction kept\n')
    expect(stdout).toContain('and 18 more pacts')
  })

  test('tells of many repaired pacts once', async () => {
    const pact = JSON.parse(await readFile(caseFile('v3-two-states'), 'utf8'))
    const files = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      write(`${name}.json`, JSON.stringify({ ...pact, consumer: { name } })),
    )
    const { code, stdout } = await verify('--pact', ...(await Promise.all(files)))
    expect(code).toBe(0)
    expect(stdout.split('\n').filter((line) => line.includes(REPAIRED))).toEqual([
      expect.stringMatching(/^a, b, c and 2 more: /),
    ])
  })

  test('tells a problem of many interactions once', async () => {
    const pact = pactOf(
      'a success: one rule',
      'a success: ping',
      'a success: no rules',
      'a success: an alias',
      'NotFoundException',
    )
    for (const one of pact.interactions) one.providerStates = [{ name: 'nope' }]
    const { code, stderr, last } = await verify('--pact', await writePact(pact))
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    expect(stderr).toContain('and 2 more: Failed to arrange')
    expect([code, last]).toEqual([1, 'The provider does not keep 5 of 5 interactions.'])
  })

  test('prints no control characters of a pact', async () => {
    const path = await writePact(
      pactWith((one) =>
        Object.assign(one, { description: 'a\u001B[31m\n::error::b', providerStates: [{ name: '\u0007x' }] }),
      ),
    )
    const { stderr } = await verify('--pact', path)
    expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    expect(stderr).not.toMatch(/^::/m)
  })

  test('prints what Pact prints with --verbose, without warnings of Node', async () => {
    const { code, stdout, stderr } = await lightsailPortsProcess(
      'verify',
      '--pact',
      caseFile('two-states'),
      '--verbose',
    )
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('has status code')
    const quiet = await lightsailPortsProcess('verify', '--pact', caseFile('two-states'))
    expect(quiet).toMatchObject({
      stdout: 'c: 1 of 1 interaction kept\nThe provider keeps its contracts.\n',
      stderr: '',
    })
  })

  test('writes the results as JSON and as JUnit XML', async () => {
    const junit = join(folder, 'results.xml')
    const pact = pactOf('a success: one rule', 'NotFoundException', 'a success: ping')
    for (const [index, one] of pact.interactions.entries()) {
      if (index < 2) one.response.status = 299
      if (index === 1) one.pending = true
    }
    const { code, stdout } = await verify('--pact', await writePact(pact), '--json', '--junit', junit)
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      provider: 'lightsail',
      passed: false,
      pacts: [
        { consumer: 'put-ports', interactions: [{ verdict: 'broken' }, { verdict: 'pending' }, { verdict: 'kept' }] },
      ],
    })
    const xml = await readFile(junit, 'utf8')
    expect(xml).toContain('<testsuite name="put-ports" tests="3" failures="1" errors="0" skipped="1">')
    expect(xml).toContain('<skipped message="pending: expected 299 but was 200"/>')
  })
})

describe('verify --broker-base-url', () => {
  test('takes flags for everything, and the token from the environment', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'), {
      authorization: 'Bearer from-the-environment',
    })
    vi.stubEnv('PACT_BROKER_TOKEN', 'from-the-environment')
    const flags = [
      ['--consumer-version-selector', '{"branch":"next"}'],
      ['--consumer-version-selector', '{"mainBranch":true}'],
      ['--no-pending'],
      ['--include-wip-pacts-since', '2026-01-31'],
      ['--publish'],
      ['--provider-version', '1.2.3'],
      ['--provider-branch', 'main'],
      ['--build-url', 'http://ci.example/7'],
      ['--broker-timeout', '20000'],
    ]
    const { code, stdout, stderr } = await verify('--broker-base-url', broker.url, ...flags.flat())
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('; published as ')
    expect(stdout).not.toContain('from-the-environment')
    const selection = broker.received.find(
      ({ method, path }) => method === 'POST' && path.endsWith('/for-verification'),
    )
    expect(JSON.parse(selection?.body ?? '')).toEqual({
      consumerVersionSelectors: [{ branch: 'next' }, { mainBranch: true }],
      includePendingStatus: false,
      includeWipPactsSince: '2026-01-31',
      providerVersionBranch: 'main',
    })
    expect(broker.state.results[0]?.body).toMatchObject({
      buildUrl: 'http://ci.example/7',
      providerApplicationVersion: '1.2.3',
    })
  })

  test('is the default if PACT_BROKER_BASE_URL is set, with a user from flags', async () => {
    await using broker = await brokerWith(pactOf('a success: one rule'), { authorization: `Basic ${btoa('me:pass')}` })
    vi.stubEnv('PACT_BROKER_BASE_URL', broker.url)
    const { code, last } = await verify(
      '--broker-username',
      'me',
      '--broker-password',
      'pass',
      '--provider-branch',
      'main',
    )
    expect([code, last]).toEqual([0, 'The provider keeps its contracts.'])
  })

  test('says at the end that a pact is pending', async () => {
    await using broker = await brokerWith(pactWith(({ response }) => Object.assign(response, { status: 201 })))
    const { code, stdout, last } = await verify('--broker-base-url', broker.url, '--provider-branch', 'main')
    expect([code, last]).toEqual([0, 'The contracts are kept, but for 1 pending, which does not fail the run.'])
    expect(stdout).toContain(
      'pending: put-ports: PutInstancePublicPorts (a success: one rule), given "an instance": expected 201',
    )
  })
})

describe('verify refuses with exit code 2', () => {
  test.each([
    [[], 'There is nothing to verify. Name pacts with --pact, or a broker with --broker-base-url.'],
    [['--pact', 'x', '--publish'], 'give --broker-base-url and --provider-version'],
    [['--pact', 'x', '--publish', '--provider-version', '1'], 'give --broker-base-url and --provider-version'],
    [['--broker-base-url', 'http://x', '--publish'], 'give --broker-base-url and --provider-version'],
    ...['null', '{', '[]', '[{}]', '"yes"', '7', 'true'].map((json) => [
      ['--broker-base-url', 'http://x', '--consumer-version-selector', json],
      'Use JSON such as {"mainBranch":true}.',
    ]),
    [['--pact', 'x', '--broker-timeout', '0'], 'Use a whole number of milliseconds from 1.'],
    [['--pact', 'x', '--states', '/no/such/file'], 'Failed to read the states: ENOENT'],
  ] as [string[], string][])('%j', async (args, problem) => {
    const { code, stderr } = await lightsailPorts('verify', ...args)
    expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1])
    expect(stderr).toContain(problem)
  })

  test('states that are not a map of worlds, and an empty PACT_BROKER_BASE_URL', async () => {
    const states = await write('states.yaml', '- a\n- b\n')
    expect(await verify('--pact', caseFile('two-states'), '--states', states)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('they are not an object of patterns and worlds'),
    })
    vi.stubEnv('PACT_BROKER_BASE_URL', ' ')
    expect(await verify()).toMatchObject({ code: 2, stderr: expect.stringContaining('PACT_BROKER_BASE_URL is empty') })
  })
})
