import { KnownSecrets } from '../../mocks/secrets/index.ts'
import type { Card } from './card.ts'
import { circumstancesOf } from './circumstances.ts'
import { describeJob } from './job.ts'
import { countVerdicts } from './judge-situation.ts'
import { judgeObservations, observeConsumer } from './observe-consumer.ts'
import type { CertifyOptions } from './options.ts'
import { programName } from './programs/program-name.ts'

/**
 * Runs a consumer through everything that may happen to it when it opens ports: every documented error, throttling,
 * lost, late and garbled replies, other writers; and judges what it does. Each situation has a simulated service of its
 * own.
 *
 * @returns the card; `failed` is the number of judgements that failed
 * @throws {CertifyError} if an option is wrong
 * @throws {CommandNotFoundError} if the command cannot be run at all
 * @throws the reason of the signal, if it aborts
 * @example
 * const card = await certifyConsumer({ call: ({ client, portInfos }) => syncFirewall(client, portInfos) })
 * expect(card.failed, textReport(card)).toBe(0)
 * @see textReport
 */
export async function certifyConsumer<T>(options: CertifyOptions<T>): Promise<Card> {
  const observations = await observeConsumer(options)
  const { job, runs, patience, callerSecrets } = observations
  const secrets = new KnownSecrets(callerSecrets)
  const results = judgeObservations(observations, options)
  return {
    consumer: consumerName(options, secrets),
    job: describeJob(job),
    made: circumstancesOf(runs, patience, options.exec, secrets),
    ...countVerdicts(results),
    situations: results,
  }
}

/** Names that say nothing about a function. */
const NO_NAMES = ['', 'call', 'default']

function consumerName(
  { name, call, exec }: Pick<CertifyOptions, 'name' | 'call' | 'exec'>,
  secrets: KnownSecrets,
): string {
  const own = call === undefined || NO_NAMES.includes(call.name) ? 'consumer' : call.name
  return secrets.redact(name ?? (exec === undefined ? own : programName(exec)))
}
