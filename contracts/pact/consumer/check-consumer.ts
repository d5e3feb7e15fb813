import { mapConcurrently } from '../../../mocks/runtime/index.ts'
import { contractCases } from './cases.ts'
import { type CaseResult, checkCase } from './check-case.ts'
import { checkConsumerOptions } from './check-options.ts'
import type { ConsumerOptions } from './consumer.ts'
import { writeCases } from './pact-file.ts'

/** The number of cases that run at the same time by default. */
const DEFAULT_CONCURRENCY = 8

/** The result of all cases. */
export interface ConsumerResult {
  readonly consumer: string
  /** In the order of `contractCases`. */
  readonly cases: readonly CaseResult[]
  readonly passed: boolean
  /** The path of the pact file, or `undefined` if a case failed. */
  readonly pact: string | undefined
}

/**
 * Runs a consumer's real code through all cases, without a test runner: against the simulation, where state is real,
 * and against Pact's mock server. Writes its pact if all cases pass.
 *
 * @throws {TypeError} if the options are invalid, if a promise for a documented error is missing, or if the pact's file
 *   exists and is not a pact
 * @example
 * const { passed, cases } = await checkConsumer({ name: 'firewall-sync', call: syncFirewall, handles })
 */
export async function checkConsumer(consumer: ConsumerOptions): Promise<ConsumerResult> {
  checkConsumerOptions(consumer)
  const { name, concurrency = DEFAULT_CONCURRENCY, pactDir } = consumer
  const checked = await mapConcurrently(contractCases, concurrency, (one) => checkCase(consumer, one))
  const passed = checked.every(({ problems }) => problems.length === 0)
  return {
    consumer: name,
    cases: checked.map(({ name: caseName, problems }) => ({ name: caseName, problems })),
    passed,
    pact: passed ? await writeCases(pactDir, name, checked) : undefined,
  }
}
