import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contractCases, describeConsumer, type Runner } from 'lightsail-ports-testkit/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../support/run.ts'
import { PROMISES, RIGHT_CONSUMER, WRONG_CONSUMERS } from './wrong-consumers.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-pacts-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Runs the tests of a consumer in a runner of our own: those that `pick` returns, in its order. */
async function runWith(pick: (names: readonly string[]) => readonly string[], call = RIGHT_CONSUMER) {
  const tests = new Map<string, () => Promise<void>>()
  const afters: (() => Promise<void>)[] = []
  const runner: Runner = {
    describe: (_name, define) => define(),
    it: (name, body) => tests.set(name, body),
    afterAll: (body) => afters.push(body),
  }
  describeConsumer({ name: 'consumer', call, handles: PROMISES, pactDir: folder }, runner)
  const failed: string[] = []
  for (const name of pick([...tests.keys()]))
    await tests
      .get(name)?.()
      .catch(() => failed.push(name))
  for (const after of afters) await after()
  return failed
}
const pact = () => readFile(join(folder, 'consumer-lightsail.json'), 'utf8')

test('every case is a test, and the pact is the same in any order and in parts', async () => {
  expect(await runWith((names) => names)).toEqual([])
  const whole = await pact()
  expect(JSON.parse(whole).interactions).toHaveLength(contractCases.length)
  await rm(join(folder, 'consumer-lightsail.json'))
  await runWith((names) => names.toReversed())
  expect(await pact()).toBe(whole)
  await rm(join(folder, 'consumer-lightsail.json'))
  // Runs of single tests and shards write a part each.
  await runWith((names) => names.slice(0, 7))
  await runWith((names) => names.slice(7))
  expect(await pact()).toBe(whole)
})

test('runs that write the same pact at the same time lose nothing', async () => {
  await runWith((names) => names)
  const whole = await pact()
  await rm(join(folder, 'consumer-lightsail.json'))
  await Promise.all([0, 5, 10, 15].map((start) => runWith((names) => names.slice(start, start + 5))))
  expect(await pact()).toBe(whole)
})

test('a case that fails keeps the interactions that the pact has', async () => {
  await runWith((names) => names)
  const whole = await pact()
  const swallows = WRONG_CONSUMERS[0]?.call
  expect(await runWith((names) => names, swallows)).toContain('AccessDeniedException')
  expect(await pact()).toBe(whole)
})

test('an interaction of a case that no longer exists is removed', async () => {
  await runWith((names) => names)
  const whole = await pact()
  const old = JSON.parse(whole)
  for (const description of ['(a case of old)', `(${contractCases[0]?.name}), request 2`]) {
    old.interactions.push({ ...old.interactions[0], description: `PutInstancePublicPorts ${description}` })
  }
  await writeFile(join(folder, 'consumer-lightsail.json'), JSON.stringify(old))
  await runWith((names) => names.slice(0, 1))
  expect(await pact()).toBe(whole)
})

test('a missing test runner is an error that says what to do', () => {
  expect(() => describeConsumer({ name: 'x', call: RIGHT_CONSUMER, handles: PROMISES }, {})).toThrow(
    "pass node:test's { describe, it, after }, or use checkConsumer()",
  )
})

test('the cases run in node:test', async () => {
  const path = (name: string) => JSON.stringify(new URL(name, import.meta.url).href)
  const program = `
    import { after, describe, it } from 'node:test'
    import { describeConsumer, rejects, resolves } from ${path('../../../contracts/pact/index.ts')}
    import { syncFirewall } from ${path('../../../examples/firewall-sync/firewall-sync.ts')}
    const fails = rejects('FirewallError')
    describeConsumer({
      name: 'consumer',
      call: ({ client, instanceName, portInfos }) => syncFirewall(client, instanceName, portInfos),
      handles: {
        AccessDeniedException: fails, AccountSetupInProgressException: resolves(), InvalidInputException: fails,
        NotFoundException: resolves(), OperationFailureException: fails, RegionSetupInProgressException: resolves(),
        ServiceException: fails, UnauthenticatedException: fails,
      },
      pactDir: ${JSON.stringify(folder)},
    }, { describe, it, after })
  `
  const file = join(folder, 'consumer.test.mjs')
  await writeFile(file, program)
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env
  const { code, stdout } = await run(process.execPath, ['--test', file], env)
  expect(code, stdout).toBe(0)
  expect(stdout).toContain(`pass ${contractCases.length}`)
  expect(JSON.parse(await pact()).consumer.name).toBe('consumer')
})

test('cases run side by side if the runner can, unless the consumer forbids it', () => {
  const started = (concurrency: number | undefined) => {
    const names = { alone: 0, concurrent: 0 }
    const it = Object.assign(() => (names.alone += 1), { concurrent: () => (names.concurrent += 1) })
    const runner: Runner = { describe: (_name, define) => define(), it, afterAll: () => {} }
    const options = { name: 'consumer', call: RIGHT_CONSUMER, handles: PROMISES }
    describeConsumer(concurrency === undefined ? options : { ...options, concurrency }, runner)
    return names
  }
  expect(started(undefined)).toEqual({ alone: 0, concurrent: contractCases.length })
  expect(started(1)).toEqual({ alone: contractCases.length, concurrent: 0 })
})
