import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OpenInstancePublicPortsCommand, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { errorCatalogue } from 'lightsail-ports-testkit'
import {
  type CheckName,
  type ConsumerOptions,
  type ConsumerResult,
  checkConsumer,
  contractCases,
  rejects,
  resolves,
  retries,
} from 'lightsail-ports-testkit/contracts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PROMISES, RIGHT_CONSUMER, WRONG_CONSUMERS } from './wrong-consumers.ts'

let pactDir: string
beforeEach(async () => {
  pactDir = await mkdtemp(join(tmpdir(), 'lightsail-pacts-'))
})
afterEach(() => rm(pactDir, { recursive: true }))

const check = (call: ConsumerOptions['call'], more: Partial<ConsumerOptions> = {}) =>
  checkConsumer({ name: 'consumer', call, handles: PROMISES, pactDir, ...more })
const caught = ({ cases }: ConsumerResult): CheckName[] =>
  [...new Set(cases.flatMap(({ problems }) => problems.map((one) => one.check)))].toSorted()

test('every documented error has a case, and no case has another one', () => {
  const documented = errorCatalogue.filter(({ documentedForPut }) => documentedForPut).map(({ name }) => name)
  const covered = new Set(contractCases.map(({ error }) => error))
  expect(documented.filter((name) => !covered.has(name as never))).toEqual([])
  expect(
    [...covered].filter((name) => name !== undefined && name !== 'ThrottlingException' && !documented.includes(name)),
  ).toEqual([])
  expect(new Set(contractCases.map(({ name }) => name)).size).toBe(contractCases.length)
})

describe('a right consumer', () => {
  test('passes every case, and has a contract', async () => {
    const result = await check(RIGHT_CONSUMER)
    expect(result.cases.filter(({ problems }) => problems.length > 0)).toEqual([])
    expect(result).toMatchObject({ consumer: 'consumer', passed: true, pact: join(pactDir, 'consumer-lightsail.json') })
    const pact = JSON.parse(await readFile(result.pact ?? '', 'utf8'))
    expect(pact.interactions).toHaveLength(contractCases.length)
    expect(pact.metadata.pactSpecification.version).toBe('4.0')
  })

  test('has the same contract at every run, without a credential, a date or a user agent', async () => {
    const texts = []
    for (let times = 0; times < 2; times++) {
      const { pact } = await check(RIGHT_CONSUMER)
      texts.push(await readFile(pact ?? '', 'utf8'))
      await rm(pact ?? '')
    }
    expect(texts[0]).toBe(texts[1])
    expect(texts[0]).not.toMatch(/"authorization"|user-agent|x-amz-date|AKIA|AWS4|secret|"date"/i)
    expect(texts[0]).toContain('application/x-amz-json-1.1')
  })

  test('may take an endpoint, and no client', async () => {
    const { LightsailClient } = await import('@aws-sdk/client-lightsail')
    const result = await check((call) => {
      const { endpoint, region, credentials } = call
      return RIGHT_CONSUMER({ ...call, client: new LightsailClient({ endpoint, region, credentials, maxAttempts: 1 }) })
    })
    expect(caught(result)).toEqual([])
  })
})

describe('a consumer that', () => {
  test.each(WRONG_CONSUMERS)('$mistake is caught', async ({ call, caughtBy }) => {
    const printed = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    const result = await check(call)
    expect(result).toMatchObject({ passed: false, pact: undefined })
    expect(caught(result)).toEqual(caughtBy.toSorted())
    printed.mockRestore()
  })

  test('never settles is caught at the deadline', async () => {
    const result = await check(() => new Promise(() => {}), { timeout: 20 })
    expect(caught(result)).toEqual(['ports', 'sends-a-request', 'settles'])
  })

  test('sends nothing is caught', async () => {
    expect(caught(await check(() => ({ status: 'done' })))).toContain('sends-a-request')
  })

  test('throws what is no error is caught', async () => {
    const result = await check(async (call) => {
      await call.client.send(new PutInstancePublicPortsCommand(call)).catch(({ name }) => {
        throw name
      })
      return { status: 'done' }
    })
    expect(JSON.stringify(result)).toContain("it rejected with 'AccessDeniedException', which is no Error")
  })

  test('puts twice is caught', async () => {
    const result = await check(async (call) => {
      await RIGHT_CONSUMER(call)
      return RIGHT_CONSUMER(call)
    })
    expect(caught(result)).toContain('sends-it-once')
  })

  test('calls something else is caught, unless it says that it needs it', async () => {
    const opens: ConsumerOptions['call'] = async (call) => {
      const { client, instanceName, portInfos } = call
      const [portInfo] = portInfos
      const done = await RIGHT_CONSUMER(call)
      if (portInfo !== undefined)
        await client.send(new OpenInstancePublicPortsCommand({ instanceName, portInfo })).catch(() => {})
      return done
    }
    expect(caught(await check(opens))).toContain('calls-nothing-else')
    expect(caught(await check(opens, { operations: ['OpenInstancePublicPorts'] }))).toEqual([])
  })
})

describe('promises', () => {
  test('that are missing, or of no error, are refused by name', async () => {
    const { NotFoundException: _none, ...without } = PROMISES
    // @ts-expect-error: leaving one out does not compile
    const options: ConsumerOptions = { name: 'consumer', call: RIGHT_CONSUMER, handles: without }
    await expect(checkConsumer(options)).rejects.toThrow('handles does not say what it does on NotFoundException.')
    await expect(check(RIGHT_CONSUMER, { handles: { ...PROMISES, NotFound: rejects() } as never })).rejects.toThrow(
      'handles has NotFound. Use AccessDeniedException',
    )
    await expect(check(RIGHT_CONSUMER, { name: 'no/name' })).rejects.toThrow('its name is "no/name"')
    await expect(check('call' as never)).rejects.toThrow('call is not a function')
  })

  test.each<[string, ConsumerOptions['handles']['AccessDeniedException'], boolean]>([
    ['a name', rejects('AccessDeniedException'), true],
    ['another name', rejects('NotFoundException'), false],
    ['a pattern of the text', rejects(/not authorized|other words/), true],
    ['another pattern', rejects(/nope/), false],
    ['a class', rejects(Error), true],
    ['another class', rejects(RangeError), false],
    ['members', rejects({ $fault: 'client', message: /./ }), true],
    ['other members', rejects({ $fault: 'server' }), false],
    ['all of it', rejects('AccessDeniedException', Error, { $fault: 'client' }), true],
    ['that it resolves', resolves(), false],
    ['how often', retries(1), true],
    ['how often, and with what', retries(1, rejects('NotFoundException')), false],
    ['another number', retries(2), false],
    ['a function that does not throw', () => {}, true],
    ['a function that says no', () => false, false],
    [
      'a function that throws',
      ({ error }) => {
        throw error
      },
      false,
    ],
  ])('can be %s', async (_what, AccessDeniedException, isKept) => {
    const { cases } = await check(RIGHT_CONSUMER, { handles: { ...PROMISES, AccessDeniedException } })
    expect(cases.find(({ name }) => name === 'AccessDeniedException')?.problems.length === 0).toBe(isKept)
  })

  test('of what it resolves with are kept by what has at least that', async () => {
    const kept = async (success: ConsumerOptions['handles']['success']) =>
      (await check(RIGHT_CONSUMER, { handles: { ...PROMISES, ...(success !== undefined && { success }) } })).passed
    expect(await kept(resolves((value: unknown) => JSON.stringify(value) === '{"status":"done"}'))).toBe(true)
    expect(await kept(resolves(() => false))).toBe(false)
    expect(await kept(resolves({ status: 'done', more: 1 }))).toBe(false)
    expect(await kept(rejects())).toBe(false)
  })
})

test('a pact that is none is left alone', async () => {
  const path = join(pactDir, 'consumer-lightsail.json')
  await writeFile(path, 'half a pac')
  await expect(check(RIGHT_CONSUMER)).rejects.toThrow(`${path}: what is there is no pact. Remove it`)
  expect(await readFile(path, 'utf8')).toBe('half a pac')
})
