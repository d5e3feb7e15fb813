import type { LightsailClient, PortInfo } from '@aws-sdk/client-lightsail'
import { KnownSecrets } from '../../../mocks/secrets/index.ts'
import { type Ran, runCall, textOf } from '../../consumers/run-call.ts'
import { loadClient } from '../../consumers/sdk-client.ts'
import { JOB } from '../job.ts'
import { namesOf, sameness, show, showError } from '../outcome-text.ts'
import type { Certified, Ended } from './certified.ts'

/** What a consumer's function is given to be certified. */
export interface CertifiedCall {
  /** The URL of the simulated Lightsail. */
  readonly endpoint: string
  readonly region: string
  readonly instanceName: string
  /** The ports to open. */
  readonly portInfos: PortInfo[]
  readonly credentials: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken: string
  }
  /** A client with the SDK's defaults: it tries three times, and waits for a reply for ever. */
  readonly client: LightsailClient
}

/** A consumer that is a function of JavaScript. */
export function certifiedFunction(
  call: (given: CertifiedCall) => unknown,
  isSuccess: (value: unknown) => unknown,
): Certified {
  return {
    async run({ endpoint, region, credentials, deadline, signal }) {
      const makeClient = await loadClient()
      const client = makeClient({ endpoint, region, credentials: { ...credentials } })
      const given: CertifiedCall = {
        ...{ endpoint, region, credentials: { ...credentials }, client },
        instanceName: JOB.instanceName,
        portInfos: structuredClone(JOB.portInfos) as PortInfo[],
      }
      const ran = await Promise.race([runCall({ call, timeout: deadline, quiet: true }, given), aborted(signal)])
      return await toEnded(
        ran,
        isSuccess,
        new KnownSecrets([credentials.secretAccessKey, credentials.sessionToken]),
        deadline,
      )
    },
  }
}

/** Code of this process cannot be stopped, but it need not be waited for. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    if (signal.aborted) reject(signal.reason)
  })
}

async function toEnded(
  { settled, value, error, leftBehind, toldSecret, printed, printedNames }: Ran,
  isSuccess: (value: unknown) => unknown,
  secrets: KnownSecrets,
  deadline: number,
): Promise<Ended> {
  const redact = (text: string) => secrets.redact(text)
  const told = redact([tell(error), tell(value), ...printedNames, printed].join('\n'))
  const common = { toldSecret, printed, told }
  if (settled === 'timed out') {
    const how = `had not ended after ${deadline} ms`
    return { ...common, says: undefined, how, problem: `it ${how}`, sameness: how }
  }
  const problem = leftBehind && redact(`it went on when it had ended, and nobody waited for: ${leftBehind}`)
  if (settled === 'rejected') {
    const how = redact(`rejected with ${showError(error)}`)
    const same = redact(`rejected with ${namesOf(error).join(', ')}`)
    return { ...common, says: 'failure', how, problem, sameness: same }
  }
  const { isDone, doubt } = await judged(value, isSuccess)
  return {
    ...{ ...common, says: isDone ? 'success' : 'failure', problem },
    how: redact(`resolved with ${show(value)}${doubt}`),
    sameness: redact(`resolved with ${sameness(value)}`),
  }
}

/** What a consumer's own judgement says of a value; one that fails says that it is no success. */
async function judged(
  value: unknown,
  isSuccess: (value: unknown) => unknown,
): Promise<{ readonly isDone: boolean; readonly doubt: string }> {
  try {
    const answer = await isSuccess(value)
    if (typeof answer === 'boolean') return { isDone: answer, doubt: '' }
    return { isDone: false, doubt: `, of which isSuccess says ${show(answer)}, and neither true nor false` }
  } catch (error) {
    return { isDone: false, doubt: `, with which isSuccess fails: ${showError(error)}` }
  }
}

/** An error's name may be said by the error itself, by what caused it, or in its text. */
function tell(value: unknown): string {
  return value === undefined ? '' : `${namesOf(value).join(' ')} ${textOf(value)}`
}
