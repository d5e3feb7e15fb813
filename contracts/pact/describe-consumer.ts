import { DEFAULT_TIMEOUT } from '../consumers/run-call.ts'
import { contractCases } from './cases.ts'
import { type CheckedCase, checkCase, checkOptions, writeInteractions } from './check-consumer.ts'
import type { ConsumerOptions } from './consumer.ts'

/** What a test runner has to offer. `after` is how node:test calls `afterAll`. */
export interface Runner {
  readonly describe: (name: string, define: () => void) => unknown
  readonly it: (name: string, run: () => Promise<void>, timeout?: number) => unknown
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
 * Describes what a consumer promises, as tests: one for each case of the contract. Each runs the consumer's real code
 * against the simulation, where state is real, and against Pact's mock server; afterwards its pact is written.
 *
 * @param runner the `describe`, `it` and `after` of node:test, or of any other runner; vitest's and Jest's are found
 * @throws {TypeError} for a consumer that is none, or that does not say what it does on a documented error; and where there
 *   is no test runner
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
  checkOptions(consumer)
  const { describe, it, afterAll = runner.after } = runner
  if (describe === undefined || it === undefined || afterAll === undefined) {
    throw new TypeError(
      "Failed to describe the consumer: there is no test runner. Run it in vitest or Jest, give node:test's { describe, it, after }, or use checkConsumer().",
    )
  }
  describe(`${consumer.name} and lightsail`, () => {
    const checked: CheckedCase[] = []
    // A case has up to three calls: the runner's own limit is not to be the first to say that one takes too long.
    const limit = 3 * (consumer.timeout ?? DEFAULT_TIMEOUT) + 5000
    for (const one of contractCases) {
      it(
        one.name,
        async () => {
          const result = await checkCase(consumer, one)
          if (result.problems.length === 0) checked.push(result)
          else throw new Error(result.problems.map(({ check, problem }) => `${check}: ${problem}`).join('\n'))
        },
        limit,
      )
    }
    // Cases that failed, or were not run, keep the contract that they have.
    afterAll(async () => {
      if (checked.length > 0) await writeInteractions(consumer, checked)
    })
  })
}
