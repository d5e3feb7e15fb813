import { LightsailClient } from '@aws-sdk/client-lightsail'
import type { CertifiedCall } from 'lightsail-ports-testkit/certify'
import { type Synced, syncFirewall } from './firewall-sync.ts'

/** The SDK tries three times, but waits for each reply for ever unless it has a time-out. */
const requestHandler = { requestTimeout: 2000, throwOnRequestTimeout: true }

export default function call({
  endpoint,
  region,
  credentials,
  instanceName,
  portInfos,
}: CertifiedCall): Promise<Synced> {
  const client = new LightsailClient({ endpoint, region, credentials, requestHandler })
  return syncFirewall(client, instanceName, portInfos)
}

/** Tells from the value that it resolves with whether the job is done. */
export const isSuccess = ({ status }: Synced): boolean => status === 'done'
