import { setTimeout } from 'node:timers/promises'
import {
  GetInstancePortStatesCommand,
  LightsailClient,
  type LightsailClientConfig,
  OpenInstancePublicPortsCommand,
  type PortInfo,
} from '@aws-sdk/client-lightsail'
import { ConfiguredRetryStrategy } from '@smithy/core/retry'
import type { CertifiedCall } from 'lightsail-ports-testkit/certify'
import type { ConsumerOptions } from 'lightsail-ports-testkit/contracts'

/** Makes a client with a time-out. The SDK's default client waits for ever. */
export function impatient(
  { endpoint, region, credentials }: CertifiedCall,
  maxAttempts: number,
  more: LightsailClientConfig = {},
): LightsailClient {
  const requestHandler = { requestTimeout: 2000, throwOnRequestTimeout: true }
  return new LightsailClient({ endpoint, region, credentials, maxAttempts, requestHandler, ...more })
}

/** Waits that stand out from the pauses of a busy machine. The SDK's own are random, and may be as short as those. */
const LONG_WAITS = new ConfiguredRetryStrategy(3, (attempt) => 400 * (attempt - 1))

/** Turns a consumer of the contracts' tests, which tries again by itself, into one for the certificate. */
export function withOwnTries(call: ConsumerOptions['call']): (given: CertifiedCall) => unknown {
  return (given) => call({ ...given, client: impatient(given, 1) })
}

/** Tells whether a consumer of the contracts' tests reports that the job is done. */
export const isDone = (value: unknown): boolean =>
  (value as { readonly status?: unknown } | undefined)?.status === 'done'

/** A right consumer: it adds rules, and checks the result by reading. */
export async function carefulConsumer(given: CertifiedCall): Promise<void> {
  const client = impatient(given, 3, { retryStrategy: LONG_WAITS })
  const { instanceName, portInfos } = given
  for (const portInfo of await missingOf(client, instanceName, portInfos)) {
    await client.send(new OpenInstancePublicPortsCommand({ instanceName, portInfo })).catch((error) => {
      // The change was carried out, and its reply cannot be read.
      if (error.$metadata?.httpStatusCode !== 200) throw error
    })
  }
  for (let look = 1; (await missingOf(client, instanceName, portInfos)).length > 0; look++) {
    if (look === 50) throw new Error(`The ports of ${instanceName} do not open`)
    await setTimeout(50)
  }
}

async function missingOf(client: LightsailClient, instanceName: string, portInfos: PortInfo[]): Promise<PortInfo[]> {
  const { portStates } = await client.send(new GetInstancePortStatesCommand({ instanceName }))
  if (portStates === undefined) throw new Error('What is open is not known')
  const isOpen = ({ protocol, fromPort, toPort }: PortInfo) =>
    portStates.some(
      (state) =>
        state.protocol === protocol &&
        state.fromPort === fromPort &&
        state.toPort === toPort &&
        // Without an address list the job means everybody. An IPv6-only instance has no IPv4 rule.
        state.ipv6Cidrs?.includes('::/0'),
    )
  return portInfos.filter((portInfo) => !isOpen(portInfo))
}
