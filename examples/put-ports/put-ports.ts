import {
  type LightsailClient,
  type PortInfo,
  PutInstancePublicPortsCommand,
  type PutInstancePublicPortsCommandOutput,
} from '@aws-sdk/client-lightsail'

/** Replaces all rules of an instance. Every error of the service goes to the caller. */
export function putPorts(
  client: LightsailClient,
  instanceName: string,
  portInfos: PortInfo[],
): Promise<PutInstancePublicPortsCommandOutput> {
  return client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))
}
