import {
  GetInstancePortStatesCommand,
  type LightsailClient,
  type PortInfo,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'

/** The result of a sync. */
export interface Synced {
  readonly status: 'done' | 'missing' | 'try-later'
}

/** The firewall cannot be changed, and trying again will not help. */
export class FirewallError extends Error {
  override readonly name = 'FirewallError'
}

const ANSWERS: ReadonlyMap<string, Synced> = new Map([
  ['NotFoundException', { status: 'missing' }],
  ['AccountSetupInProgressException', { status: 'try-later' }],
  ['RegionSetupInProgressException', { status: 'try-later' }],
])

/** Opens ports on an instance, and leaves all others as they are. Trying again is left to the client. */
export async function syncFirewall(
  client: LightsailClient,
  instanceName: string,
  portInfos: readonly PortInfo[],
): Promise<Synced> {
  try {
    return await addPorts(client, instanceName, portInfos)
  } catch (error) {
    if (error instanceof FirewallError) throw error
    // Errors are told apart by their names: there may be several copies of the SDK, and statuses differ.
    const name = error instanceof Error ? error.name : ''
    const answer = ANSWERS.get(name)
    if (answer !== undefined) return answer
    throw new FirewallError(`Failed to open the ports of ${instanceName}: ${name}`, { cause: error })
  }
}

/** A Put replaces every rule: what is open is read first, and put back together with what is new. */
async function addPorts(
  client: LightsailClient,
  instanceName: string,
  portInfos: readonly PortInfo[],
): Promise<Synced> {
  const { portStates } = await client.send(new GetInstancePortStatesCommand({ instanceName }))
  // A reply without port states says nothing. Taking it for "no port is open" would close every port.
  if (portStates === undefined) throw new FirewallError(`The open ports of ${instanceName} are not known`)
  const all = [...portStates.map(({ state: _state, ...rule }) => rule), ...portInfos]
  const { operation } = await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: all }))
  if (operation?.status !== 'Succeeded') throw new FirewallError(`The operation is ${operation?.status}`)
  return { status: 'done' }
}
