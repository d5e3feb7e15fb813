import { inspect } from 'node:util'
import { LightsailClient, type PortInfo } from '@aws-sdk/client-lightsail'
import type { ConsumerCall } from '../consumer.ts'
import { withoutSecrets } from '../output.ts'
import { type Ran, runCall, textOf } from '../run-call.ts'
import type { Certified, Ended } from './certified.ts'
import { JOB } from './job.ts'

/** What a consumer's function is given to be certified. */
export interface CertifiedCall extends Omit<ConsumerCall, 'credentials' | 'client'> {
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
  isSuccess: (value: unknown) => boolean,
): Certified {
  return {
    async run({ endpoint, region, credentials, deadline, signal }) {
      const client = new LightsailClient({ endpoint, region, credentials: { ...credentials } })
      const given: CertifiedCall = {
        ...{ endpoint, region, credentials: { ...credentials }, client },
        instanceName: JOB.instanceName,
        portInfos: structuredClone(JOB.portInfos) as PortInfo[],
      }
      const ran = await Promise.race([runCall({ call, timeout: deadline, quiet: true }, given), aborted(signal)])
      return toEnded(ran, isSuccess, [credentials.secretAccessKey, credentials.sessionToken], deadline)
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

function toEnded(
  { settled, value, error, leftBehind, toldSecret, printed }: Ran,
  isSuccess: (value: unknown) => boolean,
  secrets: readonly string[],
  deadline: number,
): Ended {
  const redact = (text: string) => withoutSecrets(text, secrets)
  const common = { toldSecret, printed, told: redact(`${tell(error)}\n${tell(value)}\n${printed}`) }
  if (settled === 'timed out') {
    const how = `had not ended after ${deadline} ms`
    return { ...common, says: undefined, how, problem: `it ${how}`, sameness: how }
  }
  const isDone = settled === 'resolved' && isSuccess(value)
  return {
    ...common,
    says: isDone ? 'success' : 'failure',
    how: redact(settled === 'resolved' ? `resolved with ${show(value)}` : `rejected with ${showError(error)}`),
    problem:
      leftBehind === undefined
        ? undefined
        : redact(`it went on when it had ended, and nobody waited for: ${leftBehind}`),
    sameness:
      settled === 'resolved'
        ? `${settled} with ${withoutVolatiles(show(value))}`
        : `${settled} with ${namesOf(error).join(', ')}`,
  }
}

const CLIPPED = 200

function show(value: unknown): string {
  const text = inspect(value, {
    depth: 3,
    breakLength: Number.POSITIVE_INFINITY,
    maxStringLength: CLIPPED,
    maxArrayLength: 10,
  })
  return text.length > CLIPPED ? `${text.slice(0, CLIPPED)}…` : text
}

function showError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 2 * CLIPPED) : show(error)
}

/** An error's name may be said by the error itself, by what caused it, or in its text. */
function tell(value: unknown): string {
  return value === undefined ? '' : `${namesOf(value).join(' ')} ${textOf(value)}`
}

/** The names of an error and of what caused it. */
function namesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 5) return depth === 0 && error !== undefined ? [typeof error] : []
  return [error.name, ...namesOf(error.cause, depth + 1)]
}

/** A value without what differs at every run, and without what the service says in its own words. */
function withoutVolatiles(text: string): string {
  return text
    .replaceAll(/(['"`])(?:\\.|(?!\1).)*\s(?:\\.|(?!\1).)*\1/g, "'…'")
    .replaceAll(/[\da-f-]{36}|\d+(?:\.\d+)?/g, '0')
}
