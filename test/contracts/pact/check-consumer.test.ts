import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import {
  CloseInstancePublicPortsCommand,
  GetInstancePortStatesCommand,
  GetOperationsCommand,
  OpenInstancePublicPortsCommand,
  PutInstancePublicPortsCommand,
  RebootInstanceCommand,
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
  verifyProvider,
} from 'lightsail-ports-testkit/contracts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkCase } from '../../../contracts/pact/consumer/check-case.ts'
import { budget } from '../../support/budget.ts'
import { caseNamed, PROMISES, RIGHT_CONSUMER, WRONG_CONSUMERS } from './wrong-consumers.ts'

const ALL_REJECT = Object.fromEntries(
  Object.keys(PROMISES).map((name) => [name, rejects()]),
) as unknown as ConsumerOptions['handles']

let pactDir: string
beforeEach(async () => {
  pactDir = await mkdtemp(join(tmpdir(), 'lightsail-pacts-'))
})
afterEach(() => rm(pactDir, { recursive: true }))

const optionsFor = (call: ConsumerOptions['call'], more: Partial<ConsumerOptions> = {}): ConsumerOptions => ({
  name: 'consumer',
  call,
  handles: PROMISES,
  pactDir,
  ...more,
})
const check = (call: ConsumerOptions['call'], more: Partial<ConsumerOptions> = {}) =>
  checkConsumer(optionsFor(call, more))
const caught = ({ cases }: ConsumerResult): CheckName[] =>
  [...new Set(cases.flatMap(({ problems }) => problems.map((one) => one.check)))].toSorted()

test('every documented error has a case, and every case has a documented error or throttling', () => {
  const documented = errorCatalogue.filter(({ documentedForPut }) => documentedForPut).map(({ name }) => name)
  const covered = new Set(contractCases.map(({ error }) => error))
  expect(documented.filter((name) => !covered.has(name as never))).toEqual([])
  expect(
    [...covered].filter((name) => name !== undefined && name !== 'ThrottlingException' && !documented.includes(name)),
  ).toEqual([])
  expect(new Set(contractCases.map(({ name }) => name)).size).toBe(contractCases.length)
})

describe('a right consumer', () => {
  test('passes every case and gets a contract', async () => {
    const result = await check(RIGHT_CONSUMER)
    expect(result.cases.filter(({ problems }) => problems.length > 0)).toEqual([])
    expect(result).toMatchObject({ consumer: 'consumer', passed: true, pact: join(pactDir, 'consumer-lightsail.json') })
    const pact = JSON.parse(await readFile(result.pact ?? '', 'utf8'))
    expect(pact.interactions).toHaveLength(contractCases.length)
    expect(pact.metadata.pactSpecification.version).toBe('4.0')
  })

  test('gets the same contract at every run, without a credential, a date or a user agent', async () => {
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

  test('may use the endpoint instead of the client', async () => {
    const { LightsailClient } = await import('@aws-sdk/client-lightsail')
    const result = await check((call) => {
      const { endpoint, region, credentials } = call
      return RIGHT_CONSUMER({ ...call, client: new LightsailClient({ endpoint, region, credentials, maxAttempts: 1 }) })
    })
    expect(caught(result)).toEqual([])
  })
})

describe('a wrong consumer', () => {
  test.each(WRONG_CONSUMERS)('is caught if it $mistake', async ({ call, caughtBy }) => {
    const printed = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    const result = await check(call)
    expect(result).toMatchObject({ passed: false, pact: undefined })
    expect(caught(result)).toEqual(caughtBy.toSorted())
    printed.mockRestore()
  })

  test('is caught at the deadline if it never settles', async () => {
    const result = await check(() => new Promise(() => {}), { timeout: 20 })
    expect(caught(result)).toEqual(['ports', 'sends-a-request', 'settles'])
  })

  test('is caught if it sends nothing', async () => {
    expect(caught(await check(() => ({ status: 'done' })))).toContain('sends-a-request')
  })

  test('is caught if it throws a value that is not an error', async () => {
    const result = await check(async (call) => {
      await call.client.send(new PutInstancePublicPortsCommand(call)).catch(({ name }) => {
        throw name
      })
      return { status: 'done' }
    })
    expect(JSON.stringify(result)).toContain("it rejected with 'AccessDeniedException', which is not an Error")
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
  ])('is caught if it prints or returns its secret in %s', async (_what, tell) => {
    const printed = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    const result = await check(tell)
    printed.mockRestore()
    expect(caught(result)).toContain('no-secret')
  })

  test('is caught if it sends its secret', async () => {
    const result = await check(async (call) => {
      const { client, credentials } = call
      await client.send(new GetInstancePortStatesCommand({ instanceName: credentials.secretAccessKey })).catch(() => {})
      return RIGHT_CONSUMER(call)
    })
    expect(caught(result)).toEqual(['no-secret'])
  })

  test('is caught if it hangs on an unknown text', async () => {
    const call: ConsumerOptions['call'] = async (given) => {
      const done = RIGHT_CONSUMER(given) as Promise<unknown>
      return done.catch((error: Error) =>
        error.message === 'In other words.' ? new Promise(() => {}) : Promise.reject(error),
      )
    }
    const { problems } = await checkCase(
      optionsFor(call, { timeout: budget(1500) }),
      caseNamed('AccessDeniedException'),
    )
    expect(problems.map((one) => one.check)).toEqual(['settles'])
  })

  test('is caught if it throws a value that cannot be printed', async () => {
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

  test('leaves the console unchanged, and so do two consumers at the same time', async () => {
    const members = () => [...Object.values(console), process.stdout.write]
    const before = members()
    await Promise.all([check(RIGHT_CONSUMER), check(RIGHT_CONSUMER, { name: 'other' })])
    expect(members()).toEqual(before)
  })

  test('is caught if it never succeeds, even without a promise for success', async () => {
    const { success: _none, ...handles } = PROMISES
    const call: ConsumerOptions['call'] = async (given) => {
      await RIGHT_CONSUMER(given)
      throw new TypeError('after all')
    }
    const { cases } = await check(call, { handles: handles as ConsumerOptions['handles'] })
    expect(cases[0]?.problems).toMatchObject([{ check: 'promise' }])
  })

  test('is caught if it puts twice', async () => {
    const result = await check(async (call) => {
      await RIGHT_CONSUMER(call)
      return RIGHT_CONSUMER(call)
    })
    expect(caught(result)).toContain('sends-it-once')
  })

  test('is caught if it behaves differently against the mock server of Pact', async () => {
    // Only the simulation has request ids.
    const caughtInPact = async (then: () => unknown) => {
      const call: ConsumerOptions['call'] = async ({ client, instanceName, portInfos }) => {
        const { $metadata } = await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))
        return $metadata.requestId === undefined ? then() : { status: 'done' }
      }
      const { problems } = await checkCase(optionsFor(call, { timeout: budget(1500) }), caseNamed('a success: ping'))
      return problems.map((one) => one.check)
    }
    expect(await caughtInPact(() => ({ status: 'done' }))).toEqual([])
    expect(await caughtInPact(() => ({ status: 'other' }))).toEqual(['pact'])
    expect(await caughtInPact(() => new Promise(() => {}))).toEqual(['settles'])
  })

  test('is right to retry an error that may go away, with or without a promised number of attempts', async () => {
    const { ServiceException: _retries, ...others } = PROMISES
    const handles = { ...others, ServiceException: rejects('ServiceException') }
    expect(caught(await check(RIGHT_CONSUMER, { handles }))).toEqual([])
  })

  test('is caught if it calls another operation, unless its options name that operation', async () => {
    const reboots: ConsumerOptions['call'] = async (call) => {
      const done = await RIGHT_CONSUMER(call)
      const { client, instanceName } = call
      await client.send(new RebootInstanceCommand({ instanceName })).catch(() => {})
      return done
    }
    const one = caseNamed('a success: ping')
    const { problems } = await checkCase(optionsFor(reboots), one)
    expect(problems).toEqual([{ check: 'calls-nothing-else', problem: 'it called RebootInstance' }])
    expect((await checkCase(optionsFor(reboots, { operations: ['RebootInstance'] }), one)).problems).toEqual([])
  })
})

test('ports that changed in spite of an error are told as rules and sources', async () => {
  const call: ConsumerOptions['call'] = async (given) => {
    const { client, instanceName } = given
    const portInfo = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] } as const
    await client.send(
      new CloseInstancePublicPortsCommand({ instanceName, portInfo: { ...portInfo, cidrs: ['203.0.113.7/32'] } }),
    )
    return RIGHT_CONSUMER(given)
  }
  const { problems } = await checkCase(optionsFor(call), caseNamed('InvalidInputException: the range'))
  expect(problems).toContainEqual({
    check: 'ports',
    problem: 'the ports changed in spite of the error: before 22/tcp from 203.0.113.7/32, after nothing is open',
  })
})

describe('a consumer that opens and closes single ports', () => {
  const answer = (error: Error): unknown => {
    if (error.name === 'NotFoundException') return { status: 'missing' }
    if (error.name.endsWith('SetupInProgressException')) return { status: 'try-later' }
    throw error
  }
  const openAll: ConsumerOptions['call'] = async ({ client, instanceName, portInfos }) => {
    for (const portInfo of portInfos) await client.send(new OpenInstancePublicPortsCommand({ instanceName, portInfo }))
    return { status: 'done' }
  }
  const handles = { ...PROMISES, ServiceException: rejects(), ThrottlingException: rejects() }

  test('passes every case, and its contract is kept', async () => {
    const result = await check(async (call) => (openAll(call) as Promise<unknown>).catch(answer), { handles })
    expect(result.cases.filter(({ problems }) => problems.length > 0)).toEqual([])
    const { interactions } = JSON.parse(await readFile(result.pact ?? '', 'utf8'))
    const descriptions = interactions.map(({ description }: { description: string }) => description)
    expect(descriptions).toContain('OpenInstancePublicPorts (a success: one rule)')
    expect(descriptions).toContain('OpenInstancePublicPorts (AccessDeniedException)')
    await verifyProvider({ pacts: [pactDir] })
  })

  test('may close what it has opened too much', async () => {
    const one = caseNamed('a success: one rule')
    const call: ConsumerOptions['call'] = async (given) => {
      const { client, instanceName } = given
      const portInfo = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] } as const
      await openAll(given)
      await client.send(
        new CloseInstancePublicPortsCommand({ instanceName, portInfo: { ...portInfo, cidrs: ['203.0.113.7/32'] } }),
      )
      return { status: 'done' }
    }
    expect((await checkCase(optionsFor(call, { handles }), one)).problems).toEqual([])
  })

  test('is caught if it opens a port twice, or ignores an error', async () => {
    const twice: ConsumerOptions['call'] = async (call) => {
      await openAll(call)
      return openAll(call)
    }
    const one = await checkCase(optionsFor(twice, { handles }), caseNamed('a success: one rule'))
    expect(one.problems).toEqual([
      { check: 'sends-it-once', problem: 'it sent 2 OpenInstancePublicPorts on success, where one is enough' },
    ])
    const swallows: ConsumerOptions['call'] = async (call) =>
      (openAll(call) as Promise<unknown>).catch(() => ({ status: 'done' }))
    const denied = await checkCase(optionsFor(swallows, { handles }), caseNamed('AccessDeniedException'))
    expect(denied.problems).toMatchObject([{ check: 'promise' }])
  })
})

describe('the ports after a success are', () => {
  const putting =
    (change: (portInfos: ConsumerCall['portInfos']) => ConsumerCall['portInfos']): ConsumerOptions['call'] =>
    (call) =>
      RIGHT_CONSUMER({ ...call, portInfos: change(call.portInfos) })

  test.each<[string, ConsumerOptions['call'], CheckName[]]>([
    [
      'wrong if they are open to the whole world',
      putting((infos) => infos.map(({ cidrs: _four, ipv6Cidrs: _six, cidrListAliases: _alias, ...info }) => info)),
      ['ports'],
    ],
    [
      'wrong if another port is open, too',
      putting((infos) => [...infos, { protocol: 'tcp', fromPort: 5432, toPort: 5432 }]),
      ['ports'],
    ],
    [
      'wrong if a wider range is open',
      putting((infos) => infos.map((info) => ({ ...info, toPort: 65_535 }))),
      ['ports'],
    ],
    ['wrong if one is missing', putting((infos) => infos.slice(1)), ['ports']],
    ['right if a range is opened in parts', putting((infos) => infos.flatMap(split)), []],
    ['right if the ports that were open stay open', keeping, []],
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

describe('a consumer that reads the ports', () => {
  test('after its change passes, and its contract has only the requests before the change', async () => {
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

  test('until they are open passes, although the mock server knows one answer to a request only', async () => {
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

  test('and refuses invalid input by itself passes', async () => {
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

test('a file that is not a pact is not overwritten', async () => {
  const path = join(pactDir, 'consumer-lightsail.json')
  await writeFile(path, 'half a pac')
  await expect(check(RIGHT_CONSUMER)).rejects.toThrow(`${path}: the file is not a pact. Remove it`)
  expect(await readFile(path, 'utf8')).toBe('half a pac')
})

/** An object that goes in circles. */
function circle(): object {
  const round: Record<string, unknown> = {}
  round['round'] = round
  return round
}

describe('cases that run side by side', () => {
  test('give the results and the pact of cases that run one after the other', async () => {
    const [together, alone] = [join(pactDir, 'together'), join(pactDir, 'alone')]
    const swallows = WRONG_CONSUMERS[0]?.call ?? RIGHT_CONSUMER
    for (const call of [RIGHT_CONSUMER, swallows]) {
      const many = await check(call, { concurrency: contractCases.length, pactDir: together })
      const one = await check(call, { concurrency: 1, pactDir: alone })
      expect(many.cases).toEqual(one.cases)
      expect(many.cases.map(({ name }) => name)).toEqual(contractCases.map(({ name }) => name))
    }
    const read = (folder: string) => readFile(join(folder, 'consumer-lightsail.json'), 'utf8')
    expect(await read(together)).toBe(await read(alone))
  })

  test.each([1, 3])('are at most %i at the same time', async (concurrency) => {
    let [running, most] = [0, 0]
    await check(
      async (call) => {
        running += 1
        most = Math.max(most, running)
        try {
          return await RIGHT_CONSUMER(call)
        } finally {
          running -= 1
        }
      },
      { concurrency },
    )
    expect(most).toBe(concurrency)
  })

  test('are blamed each for its own mistakes', async () => {
    const isMistaken = ({ portInfos }: ConsumerCall) => portInfos[0]?.protocol === 'icmp'
    const call: ConsumerOptions['call'] = async (given) => {
      const done = await RIGHT_CONSUMER(given)
      if (isMistaken(given)) {
        process.stderr.write(given.credentials.secretAccessKey)
        void Promise.reject(new Error('nobody waits for this'))
      }
      return done
    }
    const printed = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    const { cases } = await check(call, { concurrency: contractCases.length })
    printed.mockRestore()
    expect(cases.filter(({ problems }) => problems.length > 0)).toMatchObject([
      { name: 'a success: ping', problems: [{ check: 'settles' }, { check: 'no-secret' }] },
    ])
  })
})

test('every case has one open port before the job, which its result is compared with', () => {
  const before = contractCases.map(({ state }) => state.parameters['ports'])
  expect(new Set(before.map((ports) => JSON.stringify(ports)))).toEqual(
    new Set(['[{"protocol":"tcp","fromPort":22,"toPort":22,"cidrs":["203.0.113.7/32"]}]']),
  )
})

test.each(contractCases.filter(({ error }) => error !== undefined && error !== 'InvalidInputException'))(
  'a consumer that keeps its promise for $name without a request is caught',
  async (one) => {
    const { problems } = await checkCase(
      optionsFor(() => Promise.reject(new Error('guessed')), { handles: ALL_REJECT }),
      one,
    )
    expect(problems).toEqual([
      { check: 'sends-a-request', problem: 'it sent nothing to the endpoint that it was given' },
    ])
  },
)
