import type { LightsailClient, PortInfo } from '@aws-sdk/client-lightsail'
import type { KnownSecrets } from '../../../mocks/secrets/index.ts'
import { printedText, type Ran, runCall } from '../../consumers/run-call.ts'
import { loadClient } from '../../consumers/sdk-client.ts'
import { describeError, describeSameness, errorNamesOf, inspectValue, withoutVolatile } from '../outcome-text.ts'
import type { Credentials } from '../situations/situation.ts'
import { type Certified, type Ended, stoppedEnd } from './certified.ts'

/** Everything that a consumer's function is given. */
export interface CertifiedCall {
  /** The URL of the simulated Lightsail. */
  readonly endpoint: string
  readonly region: string
  readonly instanceName: string
  /** The ports to open. */
  readonly portInfos: PortInfo[]
  readonly credentials: GivenKeys
  /** Gives other credentials for those that have expired, or the same where there are no others. */
  readonly refreshCredentials: () => Promise<GivenKeys>
  /** A client with the SDK's defaults: it tries three times, and waits for a reply for ever. */
  readonly client: LightsailClient
}

/** The keys that a function signs with. */
interface GivenKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Only in situations that are about temporary credentials. */
  readonly sessionToken?: string
}

function keysOf({ accessKeyId, secretAccessKey, sessionToken }: Omit<Credentials, 'fresh'>): GivenKeys {
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }
}

/** Makes a consumer of a JavaScript function. */
export function certifiedFunction(
  call: (given: CertifiedCall) => unknown,
  isSuccess: (value: unknown) => unknown,
): Certified {
  return {
    async run({ endpoint, region, credentials, job, stopped, secrets, signal }) {
      const own = keysOf(credentials)
      const makeClient = await loadClient()
      const client = makeClient({ endpoint, region, credentials: { ...own } })
      const given: CertifiedCall = {
        endpoint,
        region,
        credentials: own,
        refreshCredentials: async () => keysOf(credentials.fresh ?? credentials),
        client,
        instanceName: job.instanceName,
        portInfos: structuredClone(job.portInfos) as PortInfo[],
      }
      const until = Promise.race([stopped, whenAborted(signal)])
      const ran = await runCall({ call, until, quiet: true, secrets }, given)
      signal.throwIfAborted()
      return await endOfFunction(ran, isSuccess, secrets, ran.settled === 'timed out' ? await stopped : '')
    },
  }
}

/** Resolves when the signal aborts. Code of this process cannot be stopped, but nobody has to wait for it. */
function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (signal.aborted) resolve()
  })
}

async function endOfFunction(
  { settled, value, error, leftBehind, toldSecret, printed, printedNames }: Ran,
  isSuccess: (value: unknown) => unknown,
  secrets: KnownSecrets,
  stopReason: string,
): Promise<Ended> {
  const redact = (text: string) => secrets.redact(text)
  const allText = redact([textOfOutcome(error), textOfOutcome(value), ...printedNames, printed].join('\n'))
  const common = { secretPlace: toldSecret, printed, allText }
  const fingerprint = withoutVolatile(allText)
  if (settled === 'timed out') {
    return stoppedEnd({ ...common, fingerprint }, redact(stopReason))
  }
  const problem = leftBehind && redact(`it went on after its end, and did not wait for: ${leftBehind}`)
  if (settled === 'rejected') {
    const how = redact(`rejected with ${describeError(error)}`)
    const same = redact(`rejected with ${errorNamesOf(error).join(', ')}`)
    return { ...common, says: 'failure', how, problem, sameness: same, fingerprint }
  }
  const { isDone, doubt } = await askIsSuccess(value, isSuccess)
  return {
    ...common,
    says: isDone ? 'success' : 'failure',
    problem,
    how: redact(`resolved with ${inspectValue(value)}${doubt}`),
    sameness: redact(`resolved with ${describeSameness(value)}`),
    fingerprint,
  }
}

/** Asks the consumer's own isSuccess about a value. If isSuccess fails, the value counts as a failure. */
async function askIsSuccess(
  value: unknown,
  isSuccess: (value: unknown) => unknown,
): Promise<{ readonly isDone: boolean; readonly doubt: string }> {
  try {
    const answer = await isSuccess(value)
    if (typeof answer === 'boolean') return { isDone: answer, doubt: '' }
    return { isDone: false, doubt: `, of which isSuccess says ${inspectValue(answer)}, and neither true nor false` }
  } catch (error) {
    return { isDone: false, doubt: `, with which isSuccess fails: ${describeError(error)}` }
  }
}

/** Writes an outcome with all names: an error may have the name of its cause, or hold it in its text. */
function textOfOutcome(value: unknown): string {
  return value === undefined ? '' : `${errorNamesOf(value).join(' ')} ${printedText(value)}`
}
