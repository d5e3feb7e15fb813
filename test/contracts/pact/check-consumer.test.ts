import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import {
  GetInstancePortStatesCommand,
  GetOperationsCommand,
  OpenInstancePublicPortsCommand,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import { errorCatalogue } from 'lightsail-ports-testkit'
import {
  type CheckName,
  type ConsumerCall,
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

  test.each<[string, ConsumerOptions['call']]>([
    ['a Map', async ({ credentials }) => void process.stderr.write(`${inspect(new Map([['k', credentials]]))}`)],
    ['bytes', async ({ credentials }) => void process.stderr.write(Buffer.from(credentials.secretAccessKey))],
    ['a circle', async ({ credentials }) => ({ ...circle(), credentials })],
    [
      'a cause',
      async ({ credentials }) => {
        throw new Error('failed', { cause: new Error('inside', { cause: credentials }) })
      },
    ],
    ['several errors', async ({ credentials }) => Promise.reject(new AggregateError([credentials], 'failed'))],
  ])('tells its secret in %s is caught', async (_what, tell) => {
    const printed = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    const result = await check(tell)
    printed.mockRestore()
    expect(caught(result)).toContain('no-secret')
  })

  test('sends its secret is caught', async () => {
    const result = await check(async (call) => {
      const { client, credentials } = call
      await client.send(new GetInstancePortStatesCommand({ instanceName: credentials.secretAccessKey })).catch(() => {})
      return RIGHT_CONSUMER(call)
    })
    expect(caught(result)).toEqual(['no-secret'])
  })

  test('hangs on a text that it does not know is caught', async () => {
    const call: ConsumerOptions['call'] = async (given) => {
      const done = RIGHT_CONSUMER(given) as Promise<unknown>
      return done.catch((error: Error) =>
        error.message === 'In other words.' ? new Promise(() => {}) : Promise.reject(error),
      )
    }
    expect(caught(await check(call, { timeout: 200 }))).toEqual(['settles'])
  })

  test('throws what cannot be looked at is caught, and breaks nothing', async () => {
    const cyclic = Object.assign(new Error('round'), { cause: {} })
    cyclic.cause = cyclic
    const getter = Object.defineProperty(new Error('get'), 'message', {
      get() {
        throw new RangeError('no')
      },
    })
    for (const thrown of [cyclic, getter, null, 'text', Object.freeze(new Error('frozen'))]) {
      expect(caught(await check(() => Promise.reject(thrown)))).toContain('promise')
    }
  })

  test('two at once leave the console as it was', async () => {
    const members = () => [...Object.values(console), process.stdout.write]
    const before = members()
    await Promise.all([check(RIGHT_CONSUMER), check(RIGHT_CONSUMER, { name: 'other' })])
    expect(members()).toEqual(before)
  })

  test('never succeeds is caught, though it promised nothing of it', async () => {
    const { success: _none, ...handles } = PROMISES
    const call: ConsumerOptions['call'] = async (given) => {
      await RIGHT_CONSUMER(given)
      throw new TypeError('after all')
    }
    const { cases } = await check(call, { handles: handles as ConsumerOptions['handles'] })
    expect(cases[0]?.problems).toMatchObject([{ check: 'promise' }])
  })

  test('puts twice is caught', async () => {
    const result = await check(async (call) => {
      await RIGHT_CONSUMER(call)
      return RIGHT_CONSUMER(call)
    })
    expect(caught(result)).toContain('sends-it-once')
  })

  test('does not do against the mock server of Pact what it does against the simulation is caught', async () => {
    // Only the simulation has request ids.
    const caughtInPact = async (then: () => unknown) => {
      const { cases } = await check(
        async ({ client, instanceName, portInfos }) => {
          const { $metadata } = await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))
          return $metadata.requestId === undefined ? then() : { status: 'done' }
        },
        { timeout: 1000 },
      )
      return cases.find(({ name }) => name === 'a success: ping')?.problems.map((one) => one.check)
    }
    expect(await caughtInPact(() => ({ status: 'done' }))).toEqual([])
    expect(await caughtInPact(() => ({ status: 'other' }))).toEqual(['pact'])
    expect(await caughtInPact(() => new Promise(() => {}))).toEqual(['settles'])
  })

  test('tries again what may succeed is right, whether it promises a number of tries or not', async () => {
    const { ServiceException: _retries, ...others } = PROMISES
    const handles = { ...others, ServiceException: rejects('ServiceException') }
    expect(caught(await check(RIGHT_CONSUMER, { handles }))).toEqual([])
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

describe('the ports of a success are', () => {
  const putting =
    (change: (portInfos: ConsumerCall['portInfos']) => ConsumerCall['portInfos']): ConsumerOptions['call'] =>
    (call) =>
      RIGHT_CONSUMER({ ...call, portInfos: change(call.portInfos) })

  test.each<[string, ConsumerOptions['call'], CheckName[]]>([
    [
      'wrong where they are open to the whole world',
      putting((infos) => infos.map(({ cidrs: _four, ipv6Cidrs: _six, cidrListAliases: _alias, ...info }) => info)),
      ['ports'],
    ],
    [
      'wrong where more is open',
      putting((infos) => [...infos, { protocol: 'tcp', fromPort: 5432, toPort: 5432 }]),
      ['ports'],
    ],
    ['wrong where a wider range is', putting((infos) => infos.map((info) => ({ ...info, toPort: 65_535 }))), ['ports']],
    ['wrong where one is missing', putting((infos) => infos.slice(1)), ['ports']],
    ['right where a range comes in parts', putting((infos) => infos.flatMap(split)), []],
    ['right where what was open stays', keeping, []],
  ])('%s', async (_what, call, checks) => {
    const only = (error: unknown) => {
      throw error
    }
    const { cases } = await check(call, { handles: { ...PROMISES, success: () => {} } }).catch(only)
    const caughtBy = cases
      .filter(({ name }) => name.startsWith('a success'))
      .flatMap(({ problems }) => problems.map((one) => one.check))
    expect([...new Set(caughtBy)]).toEqual(checks)
  })
})

/** A range as two. */
function split(info: ConsumerCall['portInfos'][number]): ConsumerCall['portInfos'] {
  const { protocol, fromPort = 0, toPort = 0 } = info
  if (protocol !== 'udp') return [info]
  return [
    { ...info, toPort: fromPort + 1 },
    { ...info, fromPort: fromPort + 2, toPort },
  ]
}

async function keeping(call: ConsumerCall): Promise<unknown> {
  const { portStates = [] } = await call.client.send(new GetInstancePortStatesCommand(call))
  return RIGHT_CONSUMER({ ...call, portInfos: [...portStates, ...call.portInfos] })
}

describe('a consumer that reads afterwards', () => {
  test('and sees the change passes; its contract is of what it asked before', async () => {
    const result = await check(
      async (call) => {
        const done = await RIGHT_CONSUMER(call)
        const { portStates = [] } = await call.client.send(new GetInstancePortStatesCommand(call))
        const { operations = [] } = await call.client.send(new GetOperationsCommand({}))
        if (portStates.length === 0 && call.portInfos.length > 0) throw new Error('The ports are not open')
        return operations.length === 1 ? done : { status: 'unknown' }
      },
      {
        handles: {
          ...PROMISES,
          NotFoundException: rejects('NotFoundException'),
          AccountSetupInProgressException: rejects(),
          RegionSetupInProgressException: rejects(),
        },
      },
    )
    expect(result.cases.filter(({ problems }) => problems.length > 0)).toEqual([])
    const { interactions } = JSON.parse(await readFile(result.pact ?? '', 'utf8'))
    const success = interactions.filter(({ description }: { description: string }) => description.includes('one rule'))
    expect(success).toHaveLength(1)
  })

  test('until it is so passes, though the mock server knows one answer to a request only', async () => {
    const result = await check(
      async (call) => {
        const isOpen = async () => {
          const { portStates = [] } = await call.client.send(new GetInstancePortStatesCommand(call))
          return portStates.length === call.portInfos.length
        }
        if (call.portInfos.length !== 1 && (await isOpen())) return { status: 'done' }
        const done = await RIGHT_CONSUMER(call)
        await isOpen()
        return done
      },
      {
        handles: {
          ...PROMISES,
          NotFoundException: () => {},
          AccountSetupInProgressException: () => {},
          RegionSetupInProgressException: () => {},
        },
      },
    )
    expect(caught(result)).toEqual([])
  })

  test('sees for itself what is wrong passes', async () => {
    const result = await check((call) => {
      const [info] = call.portInfos
      const isWrong =
        /^-/.test(call.instanceName) || ((info?.fromPort ?? 0) > (info?.toPort ?? 0) && info?.protocol === 'tcp')
      if (isWrong) throw Object.assign(new Error('wrong'), { name: 'InvalidInputException' })
      if (call.portInfos.length === 0) return { status: 'done' }
      return RIGHT_CONSUMER(call)
    })
    expect(caught(result)).toEqual([])
  })
})

describe('promises', () => {
  test('that say nothing are refused where they are made', () => {
    for (const attempts of [0, -1, 1.5, Number.NaN, '3' as never]) {
      expect(() => retries(attempts)).toThrow(/is no number of requests\. Use a whole number from 1\./)
    }
    for (const spec of [undefined, null, 3, true] as never[]) {
      expect(() => rejects('NotFoundException', spec)).toThrow(/says nothing of an error\. Use its name/)
    }
  })

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
    for (const handle of [resolves, rejects, retries]) {
      const handles = { ...PROMISES, NotFoundException: handle as never }
      await expect(check(RIGHT_CONSUMER, { handles })).rejects.toThrow('what it does on NotFoundException')
    }
    for (const timeout of [0, -1, Number.POSITIVE_INFINITY, 2 ** 31, '5s']) {
      await expect(check(RIGHT_CONSUMER, { timeout: timeout as number })).rejects.toThrow('its timeout is')
    }
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
    ['a name, and another class', rejects('AccessDeniedException', RangeError), false],
    ['how often, and a function', retries(1, () => false), false],
    ['a function in it', rejects((error: Error) => error.name === 'AccessDeniedException'), true],
    ['a function in it that says no', rejects(async () => false), false],
    ['a pattern that goes on where it was', rejects(/./g), true],
    ['a function that gives a promise', () => rejects('NotFoundException'), false],
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

  test('of lists are kept by lists of the same length, of others by what has at least their members', async () => {
    const given = { list: [1, { a: 1, b: 2 }], status: 'done' }
    const kept = async (spec: object) => {
      const call: ConsumerOptions['call'] = async (it) => {
        await RIGHT_CONSUMER(it)
        return given
      }
      const { cases } = await check(call, { handles: { ...PROMISES, success: resolves(spec) } })
      return cases[0]?.problems.length === 0
    }
    expect(await kept({ list: [1, { a: 1 }] })).toBe(true)
    expect(await kept({ list: [1] })).toBe(false)
    expect(await kept({ list: [1, { c: 1 }] })).toBe(false)
  })

  test('of how often are broken by who does not fail in the end', async () => {
    const swallows = WRONG_CONSUMERS[0]?.call ?? RIGHT_CONSUMER
    const { cases } = await check(swallows, { handles: { ...PROMISES, AccessDeniedException: retries(1) } })
    expect(cases.find(({ name }) => name === 'AccessDeniedException')?.problems).toMatchObject([{ check: 'promise' }])
  })

  test('of what it resolves with are kept by what has at least that', async () => {
    const kept = async (success: ConsumerOptions['handles']['success']) =>
      (await check(RIGHT_CONSUMER, { handles: { ...PROMISES, ...(success !== undefined && { success }) } })).passed
    expect(await kept(resolves((value: unknown) => JSON.stringify(value) === '{"status":"done"}'))).toBe(true)
    expect(await kept(resolves(() => false))).toBe(false)
    expect(await kept(resolves(async () => false))).toBe(false)
    expect(await kept(resolves({ list: [1, { a: 1 }] }))).toBe(false)
    expect(
      await kept(
        resolves(() => {
          throw new Error('no')
        }),
      ),
    ).toBe(false)
    expect(await kept(resolves(new Map([['status', 'done']])))).toBe(false)
    expect(await kept(resolves({ status: /^do/g }))).toBe(true)
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

/** An object that goes in circles. */
function circle(): object {
  const round: Record<string, unknown> = {}
  round['round'] = round
  return round
}
