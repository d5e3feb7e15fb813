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

/** The firewall cannot be changed, and another attempt will not help. */
export class FirewallError extends Error {
  override readonly name = 'FirewallError'
}

/** The errors that are an answer, and not a failure. */
const ANSWERS: ReadonlyMap<string, Synced> = new Map([
  ['NotFoundException', { status: 'missing' }],
  // SDKs of before May 2026 take the finer code of an error for its name.
  ['DoesNotExist', { status: 'missing' }],
  ['AccountSetupInProgressException', { status: 'try-later' }],
  ['RegionSetupInProgressException', { status: 'try-later' }],
])

/** Opens ports on an instance, and leaves all others unchanged. Retries are left to the client. */
export async function syncFirewall(
  client: LightsailClient,
  instanceName: string,
  portInfos: readonly PortInfo[],
): Promise<Synced> {
  try {
    return await addPorts(client, instanceName, portInfos)
  } catch (error) {
    if (error instanceof FirewallError) throw error
    // The name identifies an error. `instanceof` fails if there are two copies of the SDK, and HTTP statuses differ.
    const name = error instanceof Error ? error.name : ''
    const answer = ANSWERS.get(name)
    if (answer !== undefined) return answer
    throw new FirewallError(`Failed to open the ports of ${instanceName}: ${name}`, { cause: error })
  }
}

/** Reads the open ports, and puts them back together with the new ones: a Put replaces every rule. */
async function addPorts(
  client: LightsailClient,
  instanceName: string,
  portInfos: readonly PortInfo[],
): Promise<Synced> {
  const { portStates } = await client.send(new GetInstancePortStatesCommand({ instanceName }))
  // A reply without `portStates` does not mean that no port is open. Putting only the new ports would close all others.
  if (portStates === undefined) throw new FirewallError(`The open ports of ${instanceName} are not known`)
  // `state` is in the reply only: the request has no such member.
  // A rule for the same ports is replaced: the service refuses 0.0.0.0/0 beside another source.
  const others = portStates.filter((state) => !portInfos.some((portInfo) => isSamePorts(state, portInfo)))
  const all = [...others.map(({ state: _state, ...rule }) => rule), ...portInfos]
  const { operation } = await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: all }))
  if (operation?.status !== 'Succeeded') throw new FirewallError(`The operation is ${operation?.status}`)
  return { status: 'done' }
}

function isSamePorts(left: PortInfo, right: PortInfo): boolean {
  return left.protocol === right.protocol && left.fromPort === right.fromPort && left.toPort === right.toPort
}
