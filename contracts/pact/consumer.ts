import type { LightsailClient, PortInfo } from '@aws-sdk/client-lightsail'
import type { DocumentedErrorName } from '../../mocks/server/index.ts'
import { loadClient } from '../consumers/sdk-client.ts'
import { CONSUMER_ACCESS_KEY } from '../consumers/worlds.ts'
import type { ContractCase } from './cases.ts'
import type { Expectation } from './expectations.ts'

/** The Region that contracts are made in. */
const CONTRACT_REGION = 'us-east-1'

/** What a consumer's call is given: it takes what it needs. */
export interface ConsumerCall {
  /** Where Lightsail is. */
  readonly endpoint: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** A client for that endpoint that tries once: so that retries add no requests to the contract. */
  readonly client: LightsailClient
  readonly instanceName: string
  /** The ports to open. */
  readonly portInfos: PortInfo[]
}

/** A consumer, and what it promises to do on each documented error. */
export interface ConsumerOptions {
  /** The consumer's name in the pact: letters, digits, `-`, `_` and `.`. */
  readonly name: string
  /** The consumer's real code: opens the ports, by whatever means. */
  readonly call: (call: ConsumerCall) => unknown
  /** What it promises: for every documented error, and where it wants to for success and throttling. */
  readonly handles: Readonly<Record<DocumentedErrorName, Expectation>> & {
    readonly success?: Expectation
    readonly ThrottlingException?: Expectation
  }
  /**
   * Where its pact is written: the cases that passed; `checkConsumer` writes it only where all did. Default `pacts`, in the
   * working directory.
   */
  readonly pactDir?: string
  /** Milliseconds that a call may take. Default 10,000. */
  readonly timeout?: number
  /** Other operations that change something and that the consumer needs. Reading is always allowed. */
  readonly operations?: readonly string[]
}

/** Counts the runs of this process. */
let runs = 0

/** What a call against an endpoint is given. */
export async function consumerCall(endpoint: string, input: ContractCase['input']): Promise<ConsumerCall> {
  runs += 1
  // Of each run its own: what is told late is not laid at the door of another.
  const secretAccessKey = `a-secret-that-no-consumer-may-tell-${String(runs).padStart(9, '0')}`
  const credentials = { accessKeyId: CONSUMER_ACCESS_KEY, secretAccessKey }
  const makeClient = await loadClient()
  return {
    endpoint,
    region: CONTRACT_REGION,
    credentials,
    client: makeClient({ endpoint, region: CONTRACT_REGION, credentials: { ...credentials }, maxAttempts: 1 }),
    instanceName: input.instanceName,
    // One of the cases has a protocol that the types do not let pass.
    portInfos: structuredClone(input.portInfos) as PortInfo[],
  }
}
