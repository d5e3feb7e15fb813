import {
  GetInstancePortStatesCommand,
  type LightsailClient,
  type PortInfo,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'

/** What a sync came to. */
export interface Synced {
  readonly status: 'done' | 'missing' | 'try-later'
}

/** The firewall cannot be changed, and trying again will not help. */
export class FirewallError extends Error {
  override readonly name = 'FirewallError'
}

const TRIES = 3
const MAY_HELP = ['ServiceException', 'ThrottlingException']
const ANSWERS: ReadonlyMap<string, Synced> = new Map([
  ['NotFoundException', { status: 'missing' }],
  ['AccountSetupInProgressException', { status: 'try-later' }],
  ['RegionSetupInProgressException', { status: 'try-later' }],
])

/** Opens ports on an instance, and leaves all others as they are. */
export async function syncFirewall(
  client: LightsailClient,
  instanceName: string,
  portInfos: readonly PortInfo[],
): Promise<Synced> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await addPorts(client, instanceName, portInfos)
    } catch (error) {
      // Errors are told apart by their names: there may be several copies of the SDK, and statuses differ.
      const name = error instanceof Error ? error.name : ''
      const answer = ANSWERS.get(name)
      if (answer !== undefined) return answer
      if (!MAY_HELP.includes(name) || attempt === TRIES) {
        throw new FirewallError(`The ports of ${instanceName} are as they were`, { cause: error })
      }
    }
  }
}

/** A Put replaces every rule: what is open is read first, and put back together with what is new. */
async function addPorts(
  client: LightsailClient,
  instanceName: string,
  portInfos: readonly PortInfo[],
): Promise<Synced> {
  const { portStates = [] } = await client.send(new GetInstancePortStatesCommand({ instanceName }))
  const all = [...portStates.map(({ state: _state, ...rule }) => rule), ...portInfos]
  const { operation } = await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: all }))
  if (operation?.status !== 'Succeeded') throw new FirewallError(`The operation is ${operation?.status}`)
  return { status: 'done' }
}
