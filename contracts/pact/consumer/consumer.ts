import type { LightsailClient, PortInfo } from '@aws-sdk/client-lightsail'
import type { DocumentedErrorName } from '../../../mocks/server/index.ts'
import { PACT_ACCESS_KEY } from '../../../mocks/states/index.ts'
import { loadClient } from '../../consumers/sdk-client.ts'
import type { ContractCase } from './cases.ts'
import type { Expectation } from './expectations.ts'

/** The Region that contracts are made in. */
const CONTRACT_REGION = 'us-east-1'

/** The arguments of a consumer's call. The call takes the ones that it needs. */
export interface ConsumerCall {
  /** The URL of Lightsail. */
  readonly endpoint: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** A client for that endpoint. It tries once, so that retries add no requests to the contract. */
  readonly client: LightsailClient
  readonly instanceName: string
  /** The ports to open. */
  readonly portInfos: PortInfo[]
}

/** A consumer, and its promises for each documented error. */
export interface ConsumerOptions {
  /** The consumer's name in the pact: letters, digits, `-`, `_` and `.`. */
  readonly name: string
  /** The consumer's real code: it opens the ports, by any means. */
  readonly call: (call: ConsumerCall) => unknown
  /** Its promises: one for every documented error, and optionally one for success and one for throttling. */
  readonly handles: Readonly<Record<DocumentedErrorName, Expectation>> & {
    readonly success?: Expectation
    readonly ThrottlingException?: Expectation
  }
  /**
   * The folder of its pact. The default is `pacts`, in the working directory. `checkConsumer` writes the pact if all cases
   * pass, `describeConsumer` writes the cases that pass.
   */
  readonly pactDir?: string
  /** The milliseconds that a call may take. The default is 10,000. */
  readonly timeout?: number
  /**
   * The number of cases that run at the same time. The default is 8. Use 1 for code that keeps its state in the process, e.g. in
   * environment variables.
   */
  readonly concurrency?: number
  /**
   * More operations that change something and that the consumer needs. Reading is always allowed, and so are Put, Open and
   * Close of public ports.
   */
  readonly operations?: readonly string[]
}

/** The number of calls that this process has made. */
let calls = 0

/** Builds the arguments of a call against an endpoint. */
export async function consumerCall(endpoint: string, input: ContractCase['input']): Promise<ConsumerCall> {
  calls += 1
  // Each call has a secret of its own: a secret that is printed late is not blamed on another call.
  const secretAccessKey = `a-secret-that-no-consumer-may-tell-${String(calls).padStart(9, '0')}`
  const credentials = { accessKeyId: PACT_ACCESS_KEY, secretAccessKey }
  const makeClient = await loadClient()
  return {
    endpoint,
    region: CONTRACT_REGION,
    credentials,
    client: makeClient({ endpoint, region: CONTRACT_REGION, credentials: { ...credentials }, maxAttempts: 1 }),
    instanceName: input.instanceName,
    // One of the cases has a protocol that the types forbid.
    portInfos: structuredClone(input.portInfos) as PortInfo[],
  }
}
