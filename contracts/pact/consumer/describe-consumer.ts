import { DEFAULT_TIMEOUT } from '../../consumers/run-call.ts'
import { contractCases } from './cases.ts'
import { type CheckedCase, checkCase } from './check-case.ts'
import { checkConsumerOptions } from './check-options.ts'
import type { ConsumerOptions } from './consumer.ts'
import { writeCases } from './pact-file.ts'

type It = (name: string, run: () => Promise<void>, timeout?: number) => unknown

/** The functions of a test runner. `after` is the name of `afterAll` in node:test. */
export interface Runner {
  readonly describe: (name: string, define: () => void) => unknown
  /** Cases run side by side if there is an `it.concurrent`, as vitest and Jest have it. */
  readonly it: It & { readonly concurrent?: It }
  readonly afterAll?: (run: () => Promise<void>) => unknown
  readonly after?: (run: () => Promise<void>) => unknown
}

/**
 * Finds the functions of the test runner that runs this. Jest has them as globals. vitest has no globals unless they are
 * asked for, but it keeps its module where code without imports finds it: an `import()` would come too late, and a
 * top-level `await` could not be loaded with `require()`.
 */
function runnerOfProcess(): Partial<Runner> {
  const { __vitest_index__: vitest } = globalThis as { readonly __vitest_index__?: Partial<Runner> }
  return vitest ?? (globalThis as Partial<Runner>)
}

/**
 * Describes the promises of a consumer as tests, one for each case of the contract. Each test runs the consumer's real code
 * against the simulation, where state is real, and against Pact's mock server. The pact is written after the last test.
 *
 * @param runner the `describe`, `it` and `after` of node:test, or of any other runner; vitest and Jest are found by
 *   themselves
 * @throws {TypeError} if the options are invalid, if a promise for a documented error is missing, or if there is no test
 *   runner
 * @example
 * describeConsumer({
 *   name: 'firewall-sync',
 *   call: ({ client, instanceName, portInfos }) => syncFirewall(client, instanceName, portInfos),
 *   handles: {
 *     NotFoundException: resolves({ status: 'missing' }),
 *     ServiceException: retries(3),
 *     // … every documented error, or it does not compile
 *   },
 * })
 */
export function describeConsumer(consumer: ConsumerOptions, runner: Partial<Runner> = runnerOfProcess()): void {
  checkConsumerOptions(consumer)
  const { describe, it, afterAll = runner.after } = runner
  if (describe === undefined || it === undefined || afterAll === undefined) {
    throw new TypeError(
      "Failed to describe the consumer: there is no test runner. Run it in vitest or Jest, pass node:test's { describe, it, after }, or use checkConsumer().",
    )
  }
  const test: It = consumer.concurrency === 1 ? it : (it.concurrent ?? it)
  describe(`${consumer.name} and lightsail`, () => {
    const checked: CheckedCase[] = []
    // A case has up to three calls. The time limit of the runner must be longer than the three deadlines together.
    const limit = 3 * (consumer.timeout ?? DEFAULT_TIMEOUT) + 5000
    for (const one of contractCases) {
      test(
        one.name,
        async () => {
          const result = await checkCase(consumer, one)
          if (result.problems.length === 0) checked.push(result)
          else throw new Error(result.problems.map(({ check, problem }) => `${check}: ${problem}`).join('\n'))
        },
        limit,
      )
    }
    // Cases that failed or did not run keep the interactions that the pact has.
    afterAll(async () => {
      if (checked.length > 0) await writeCases(consumer.pactDir, consumer.name, checked)
    })
  })
}
