import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { GetRegionsCommand, LightsailClient, OpenInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { type Card, type CertifyOptions, certifyConsumer, textReport } from 'lightsail-ports-testkit/certify'
import { describe, expect, test } from 'vitest'
import { judgementRules } from '../../../contracts/certify/judgements/index.ts'
import { situations as allSituations } from '../../../contracts/certify/situations/index.ts'
import { lightsailPortsProcess, run } from '../../support/run.ts'
import { RIGHT_CONSUMER, WRONG_CONSUMERS } from '../pact/wrong-consumers.ts'
import { carefulConsumer, isDone, withOwnTries } from './consumers.ts'
import { MORE_WRONG_CONSUMERS } from './wrong-consumers.ts'

/** Lists the judgements with one of some verdicts, as `SITUATION/JUDGEMENT`. */
function found({ situations }: Card, ...verdicts: string[]): string[] {
  return situations.flatMap(({ name, judgements }) =>
    judgements.filter(({ verdict }) => verdicts.includes(verdict)).map((one) => `${name}/${one.name}`),
  )
}

const judgementsOf = (paths: readonly string[]): string[] =>
  [...new Set(paths.map((path) => path.slice(path.indexOf('/') + 1)))].toSorted()

/** The judgements that the consumers of the contracts' tests fail. All of them put only the ports of the job. */
const CAUGHT_BY: Readonly<Record<string, readonly string[]>> = {
  'swallows the error': ['reports-failure'],
  'reads operations instead of operation': ['reports-success'],
  'decides by the HTTP status': ['same-by-either-status'],
  'decides by the code': [],
  'decides by the text': ['same-by-either-status'],
  'tries again when access is denied': ['retries-nothing-else'],
  'treats a set-up as fatal and closes the ports': ['no-other-operation'],
  'ignores that the instance is missing': ['reports-failure'],
  // A contract would refuse this way of reporting. The certificate does not know it.
  'treats a missing instance as a failure': [],
  'never tries again': ['retries-what-helps'],
  // It reports the error in another way than it promised, which only a contract can see.
  'compares with the class of another copy of the SDK': [],
  'reports success after an OperationFailure': ['reports-failure'],
  'prints its credentials': ['no-secret'],
}

/** The situations in which the mistakes of the contracts' consumers show. */
const SITUATIONS = [
  'fresh-instance',
  'access-denied',
  'account-setup-in-progress',
  'account-setup-in-progress-by-the-model',
  'not-found',
  'not-found-by-the-model',
  'operation-failure',
  'service-error-once',
]

const own = (call: (typeof WRONG_CONSUMERS)[number]['call']): CertifyOptions => ({
  call: withOwnTries(call),
  isSuccess: isDone,
  accepts: ['lock-out', 'closes-nothing-else'],
})

describe('a right consumer', () => {
  test('passes everything without a warning', async () => {
    const card = await certifyConsumer({ call: carefulConsumer })
    expect(found(card, 'fail', 'warn'), textReport(card)).toEqual([])
    expect(card).toMatchObject({ consumer: 'carefulConsumer', failed: 0, warned: 0 })
    expect(card.situations).toHaveLength(allSituations.length)
    expect(card.passed).toBeGreaterThan(500)
  })

  test('that puts its own rules is warned of the limits of a Put', async () => {
    const card = await certifyConsumer(own(RIGHT_CONSUMER))
    expect(found(card, 'fail'), textReport(card)).toEqual([])
    expect(found(card, 'warn')).toEqual([
      'account-setup-in-progress/keeps-error-name',
      'account-setup-in-progress-by-the-model/keeps-error-name',
      'region-setup-in-progress/keeps-error-name',
      'region-setup-in-progress-by-the-model/keeps-error-name',
      'throttled-with-retry-after/backs-off',
      'succeeds-slowly/reports-success',
    ])
  })
})

describe('a consumer that', () => {
  test.concurrent.for(WRONG_CONSUMERS)('$mistake fails the right judgements', async ({ mistake, call }) => {
    const card = await certifyConsumer({ ...own(call), situations: SITUATIONS })
    expect(judgementsOf(found(card, 'fail')), textReport(card)).toEqual(CAUGHT_BY[mistake])
  })

  test.concurrent.for(MORE_WRONG_CONSUMERS)(
    '$mistake fails exactly the right judgements',
    async ({ call, situations, deadline, caughtBy }) => {
      const card = await certifyConsumer({ call, situations, deadline })
      const wanting = found(card, 'fail', 'warn')
      expect(judgementsOf(wanting), textReport(card)).toEqual(caughtBy.toSorted())
      // The mistake shows in every situation that is named.
      if (!caughtBy.includes('same-by-either-status')) {
        expect(new Set(wanting.map((path) => path.split('/')[0]))).toEqual(new Set(situations))
      }
    },
  )

  test('shows every judgement to fail', () => {
    const caught = [...Object.values(CAUGHT_BY), ...MORE_WRONG_CONSUMERS.map(({ caughtBy }) => caughtBy)].flat()
    expect(judgementRules.map(({ name }) => name).filter((name) => !caught.includes(name))).toEqual([])
  })
})

test('a consumer that leaves its requests behind gets its card, also if they fail afterwards', async () => {
  const folder = new URL(`../../../node_modules/.left-behind-${process.pid}/`, import.meta.url)
  await mkdir(folder, { recursive: true })
  const file = fileURLToPath(new URL('consumer.mjs', folder))
  await writeFile(
    file,
    `import { OpenInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
    export default ({ client, instanceName, portInfos }) => {
      portInfos.forEach((portInfo) => client.send(new OpenInstancePublicPortsCommand({ instanceName, portInfo })))
    }`,
  )
  const situations = ['fresh-instance', 'slow-reply', 'access-denied', 'invalid-input', 'never-answers']
  const { code, stdout, stderr } = await lightsailPortsProcess(
    ...['certify', '--module', file, '--json', '--concurrency', '1', '--deadline', '2000'],
    ...situations.flatMap((name) => ['--situation', name]),
  ).finally(() => rm(folder, { recursive: true }))
  expect(code, stderr).toBe(1)
  expect(found(JSON.parse(stdout), 'fail')).toContain('slow-reply/terminates')
})

test('an error of the program itself ends it as always, also after a certificate', async () => {
  const module = new URL('../../../contracts/certify/index.ts', import.meta.url).href
  const code = `
    import { certifyConsumer } from '${module}'
    await certifyConsumer({ call: () => {}, situations: ['fresh-instance'] })
    setTimeout(() => console.log('it goes on'), 5000)
    Promise.reject(new Error('a mistake of its own'))`
  const ended = await run(process.execPath, ['--input-type=module', '--eval', code])
  expect(ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('a mistake of its own') })
})

describe('an accepted judgement', () => {
  const naive = MORE_WRONG_CONSUMERS[0]?.call
  const locksOut = (accepts: readonly string[]) =>
    certifyConsumer({ call: naive, situations: ['fresh-instance', 'ports-already-right'], accepts })

  test('counts as passed, and the card says that it was accepted', async () => {
    const card = await locksOut(['lock-out'])
    expect(card.failed).toBe(0)
    expect(card.situations[0]?.judgements).toContainEqual({
      name: 'lock-out',
      verdict: 'pass',
      accepted: true,
      reason:
        'its PutInstancePublicPorts (request 1) closed 22/tcp, which was open to everybody (0.0.0.0/0, ::/0). A Put replaces every rule: put back what GetInstancePortStates says, use OpenInstancePublicPorts, or accept lock-out',
    })
  })

  test('may be accepted in one situation alone', async () => {
    expect(found(await locksOut(['fresh-instance/lock-out']), 'fail')).toEqual(['ports-already-right/lock-out'])
  })

  test('is not needed for an operation that the consumer may call', async () => {
    const call: CertifyOptions['call'] = async (given) => {
      await carefulConsumer(given)
      await given.client.send(new GetRegionsCommand())
      // The operation is not simulated. Calling it is enough.
      await fetch(given.endpoint, { method: 'POST', headers: { 'X-Amz-Target': 'Lightsail_20161128.TagResource' } })
    }
    const situations = ['fresh-instance']
    expect(found(await certifyConsumer({ call, situations }), 'fail')).toEqual(['fresh-instance/no-other-operation'])
    expect(found(await certifyConsumer({ call, situations, operations: ['TagResource'] }), 'fail')).toEqual([])
  })
})

test('a consumer that has done a part of its job and reports a failure passes', async () => {
  const call: CertifyOptions['call'] = async ({ client, instanceName, portInfos }) => {
    for (const portInfo of portInfos) {
      await client.send(new OpenInstancePublicPortsCommand({ instanceName, portInfo }))
    }
  }
  const card = await certifyConsumer({ call, situations: ['malformed-reply', 'commit-then-drop'] })
  expect(found(card, 'fail', 'warn'), textReport(card)).toEqual([])
})

describe('the value of a consumer', () => {
  const situations = ['not-found', 'not-found-by-the-model', 'access-denied']
  const answering = (failed: (error: Error & { code?: string }) => unknown, isSuccess: unknown) =>
    certifyConsumer({
      situations,
      call: async (given) => carefulConsumer(given).then(() => ({ ok: true }), failed),
      isSuccess: isSuccess as () => boolean,
    })

  test.each<[string, (error: Error & { code?: string }) => unknown]>([
    ['name and text', (error) => ({ ok: false, error: error.name, message: error.message })],
    ['the error', (error) => ({ ok: false, error })],
    ['name and code', (error) => ({ ok: false, name: error.name, code: error.code })],
    ['an id of its own', (error) => ({ ok: false, error: error.name, id: crypto.randomUUID(), at: Date.now() })],
  ])('may hold %s', async (_what, failed) => {
    const card = await answering(failed, ({ ok }: { ok: boolean }) => ok)
    expect(found(card, 'fail'), textReport(card)).toEqual([])
  })

  test('differs if one word of it differs', async () => {
    const card = await answering(
      (error) => ({ ok: false, status: error.message.includes('does not exist') ? 'missing' : 'failed' }),
      ({ ok }: { ok: boolean }) => ok,
    )
    expect(found(card, 'fail')).toContain('not-found-by-the-model/same-by-either-status')
  })

  test('is a failure if isSuccess throws or returns no boolean; isSuccess may be asynchronous', async () => {
    const outcome = async (isSuccess: unknown) => (await answering(() => undefined, isSuccess)).situations[0]?.outcome
    expect(await outcome(({ ok }: { ok: boolean }) => ok)).toMatch(
      /^resolved with undefined, with which isSuccess fails: TypeError: Cannot destructure/,
    )
    expect(await outcome(() => 'yes')).toBe(
      "resolved with undefined, of which isSuccess says 'yes', and neither true nor false",
    )
    const slow = await answering(
      (error) => ({ ok: false, error: error.name }),
      async ({ ok }: { ok: boolean }) => ok,
    )
    expect(found(slow, 'fail')).toEqual([])
  })

  const hostile = new Error('x')
  Object.defineProperty(hostile, 'message', {
    get() {
      throw new Error('no')
    },
  })
  const unseen = new Proxy(
    {},
    {
      getPrototypeOf() {
        throw new Error('no')
      },
    },
  )
  test.each<[string, unknown]>([
    ['an error whose text cannot be read', hostile],
    ['a proxy that refuses', unseen],
    ['a symbol', Symbol('x')],
    ['null', null],
    ['nothing', undefined],
    ['an object without a prototype', Object.create(null)],
    ['an error whose name is a symbol', Object.assign(new Error('x'), { name: Symbol('x') })],
    ['an error that is its own cause', Object.assign(new Error('x'), { cause: hostile })],
  ])('or its error may be %s', async (_what, thrown) => {
    const call: CertifyOptions['call'] = async (given) => {
      await carefulConsumer(given)
      Promise.reject(thrown)
      throw thrown
    }
    for (const one of [call, async (given: Parameters<typeof call>[0]) => carefulConsumer(given).then(() => thrown)]) {
      const card = await certifyConsumer({ call: one, situations: ['fresh-instance'] })
      expect(card.situations[0]?.outcome).toMatch(/^(?:rejected|resolved) with /)
      expect(textReport(card)).toContain('fresh-instance')
    }
  })
})

describe('a run', () => {
  test('ends after the first situation if no request arrives', async () => {
    const card = await certifyConsumer({ call: () => {} })
    expect(card.situations.map(({ name }) => name)).toEqual(['fresh-instance'])
    expect(found(card, 'fail')).toContain('fresh-instance/sends-a-request')
  })

  test('reports its progress, and ends when its signal aborts', async () => {
    const told: number[] = []
    const ended = new AbortController()
    const { write } = process.stdout
    const running = certifyConsumer({
      call: MORE_WRONG_CONSUMERS[1]?.call,
      situations: SITUATIONS,
      concurrency: 2,
      signal: ended.signal,
      onProgress({ done, of }) {
        told.push(done)
        expect(of).toBe(SITUATIONS.length)
        if (done === 3) ended.abort(new Error('enough'))
      },
    })
    await expect(running).rejects.toThrow('enough')
    expect(told.slice(0, 3)).toEqual([1, 2, 3])
    // Nothing of it still runs: the output of this process is its own again.
    expect(process.stdout.write).toBe(write)
  })

  test('ends with the error of its progress listener, and starts nothing more', async () => {
    let told = 0
    const onProgress = () => {
      told += 1
      if (told === 3) throw new Error('no more room')
    }
    const running = certifyConsumer({ call: carefulConsumer, situations: SITUATIONS, concurrency: 2, onProgress })
    await expect(running).rejects.toThrow('no more room')
    expect(told).toBe(3)
  })

  test('keeps the output of consumers apart that run side by side', async () => {
    const call: CertifyOptions['call'] = async (given) => {
      await carefulConsumer(given).catch(() => {})
      const [name] = await given.client
        .send(new GetRegionsCommand())
        .then(() => ['none'])
        .catch((error) => [error.name])
      setTimeout(() => Promise.reject(new Error(`late of ${name}`)), 1)
      await new Promise((resolve) => setTimeout(resolve, 30))
      process.stdout.write(`printed of ${name}\n`)
    }
    const card = await certifyConsumer({ call, situations: SITUATIONS })
    const broken = card.situations.filter(({ name }) => name.startsWith('account-setup'))
    for (const { printed, judgements } of broken) {
      expect(printed).toBe('printed of AccountSetupInProgressException\n')
      expect(judgements[0]?.reason).toContain('late of AccountSetupInProgressException')
    }
    expect(card.situations.find(({ name }) => name === 'fresh-instance')?.printed).toBe('printed of none\n')
  })

  test('cannot be steered by the consumer', async () => {
    const statuses: number[] = []
    const call: CertifyOptions['call'] = async (given) => {
      for (const path of ['/_mock/world', '/_mock/instances/web-1', '/_mock/faults']) {
        statuses.push((await fetch(given.endpoint + path, { method: 'DELETE' })).status)
      }
      await carefulConsumer(given)
    }
    expect(found(await certifyConsumer({ call, situations: ['throttled-once'] }), 'fail')).toEqual([])
    expect(statuses.every((status) => status >= 400)).toBe(true)
  })

  test('gives back what prints as soon as it ends: somebody else may take it next', async () => {
    const printing = () => [process.stdout.write, process.stderr.write, process.exit]
    const before = printing()
    await certifyConsumer({ call: carefulConsumer, situations: ['fresh-instance'] })
    expect(printing()).toEqual(before)
  })

  test('leaves the exit code of the process alone', async () => {
    const call: CertifyOptions['call'] = async (given) => {
      await carefulConsumer(given)
      process.exitCode = 3
    }
    await certifyConsumer({ call, situations: ['fresh-instance'] })
    expect(process.exitCode).not.toBe(3)
  })

  test.each(['expired-and-refreshable', 'token-expires'])(
    'gives fresh keys in %s, which are accepted',
    async (name) => {
      const call: CertifyOptions['call'] = async (given) => {
        try {
          await carefulConsumer(given)
        } catch {
          const credentials = await given.refreshCredentials()
          const { endpoint, region } = given
          await carefulConsumer({
            ...given,
            credentials,
            client: new LightsailClient({ endpoint, region, credentials }),
          })
        }
      }
      const { situations } = await certifyConsumer({ call, situations: [name] })
      const [{ exchanges = [] } = {}] = situations
      const statuses = exchanges.map(({ status }) => status)
      const refused = statuses.findLastIndex((status) => status >= 400)
      expect(refused).toBeGreaterThanOrEqual(0)
      expect(statuses.slice(refused + 1)).toContain(200)
    },
  )

  test('lets the first change through where the Region is being set up after it', async () => {
    const { situations } = await certifyConsumer({ call: carefulConsumer, situations: ['region-closes'] })
    const changes = situations[0]?.exchanges?.filter(({ operation }) => operation === 'OpenInstancePublicPorts') ?? []
    expect(changes.map(({ error }) => error).slice(0, 2)).toEqual([undefined, 'RegionSetupInProgressException'])
  })

  test('opens a port of ICMPv6 that was open to one IPv6 address', async () => {
    const portInfos: CertifyOptions['portInfos'] = [{ protocol: 'icmpv6', fromPort: -1, toPort: -1 }]
    const situations = ['job-port-from-one-address']
    const card = await certifyConsumer({ call: carefulConsumer, portInfos, situations })
    expect(card.failed).toBe(0)
    expect(card.situations[0]?.exchanges?.map(({ ports }) => ports)).toContainEqual([
      '22/tcp from 203.0.113.7/32',
      '-1:-1/icmpv6 from ::/0',
    ])
  })

  test('keeps requests and replies without credentials', async () => {
    const { situations } = await certifyConsumer({ call: carefulConsumer, situations: ['commit-then-drop'] })
    const [{ exchanges = [] } = {}] = situations
    expect(exchanges.map(({ operation, ending, status, attempt }) => [operation, ending, status, attempt])).toEqual([
      ['GetInstancePortStates', 'answered', 200, 1],
      ['OpenInstancePublicPorts', 'dropped', 0, 1],
      ['OpenInstancePublicPorts', 'answered', 200, 2],
      ['OpenInstancePublicPorts', 'answered', 200, 1],
      ['GetInstancePortStates', 'answered', 200, 1],
    ])
    expect(exchanges[1]).toMatchObject({
      input: { instanceName: 'web-1', portInfo: { fromPort: 80 } },
      ports: ['22/tcp from 203.0.113.7/32', '80/tcp from 0.0.0.0/0', '80/tcp from ::/0'],
    })
    for (const [index, { at, endedAt }] of exchanges.entries()) {
      expect(endedAt).toBeGreaterThanOrEqual(at)
      expect(at).toBeGreaterThanOrEqual(exchanges[index - 1]?.endedAt ?? 0)
    }
    expect(JSON.stringify(situations)).not.toMatch(/AKIA|no-consumer-may-tell/)
  })

  test.each<[string, CertifyOptions, RegExp]>([
    ['neither call nor exec', {}, /give either call, a function, or exec, a command/],
    ['both call and exec', { call: () => {}, exec: 'true' }, /give either call/],
    ['a call that is not a function', { call: 'sync' as never }, /call is not a function/],
    ['an empty command', { exec: ' ' }, /exec is not a command/],
    ['an empty name', { call: () => {}, name: '' }, /its name is not a text/],
    ['a deadline of 0', { call: () => {}, deadline: 0 }, /its deadline is 0/],
    ['a concurrency of a half', { call: () => {}, concurrency: 0.5 }, /concurrency is 0.5/],
    ['an unknown situation', { call: () => {}, situations: ['sunshine'] }, /no situation sunshine. Use fresh-/],
    ['an empty list of situations', { call: () => {}, situations: [] }, /no situations are named/],
    ['an unknown judgement', { call: () => {}, accepts: ['lockout'] }, /no judgement lockout to accept. Use term/],
    ['a judgement of an unknown situation', { call: () => {}, accepts: ['x/lock-out'] }, /no judgement x\/lock-out/],
    ['isSuccess that is not a function', { call: () => {}, isSuccess: true as never }, /isSuccess is not a function/],
  ])('refuses %s', async (_what, options, problem) => {
    await expect(certifyConsumer(options)).rejects.toThrow(problem)
    await expect(certifyConsumer(options)).rejects.toMatchObject({ name: 'CertifyError' })
  })
})
