import { setTimeout } from 'node:timers/promises'
import {
  GetInstancePortStatesCommand,
  type InstancePortState,
  LightsailClient,
  type LightsailClientConfig,
  OpenInstancePublicPortsCommand,
  type PortInfo,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import type { CertifiedCall } from '../../../../../contracts/certify/index.ts'

/** Makes a client with a time-out, as a right consumer has one. */
export function client(given: CertifiedCall, config: Partial<LightsailClientConfig> = {}): LightsailClient {
  const { endpoint, region, credentials } = given
  const requestHandler = { requestTimeout: 2500, throwOnRequestTimeout: true }
  return new LightsailClient({ endpoint, region, credentials, requestHandler, ...config })
}

/** Throws if the operation in a reply has failed, or is missing. */
export function checkStatus({ operations, operation = operations?.[0] }: Reply): void {
  if (operation === undefined) throw new Error('The reply names no operation')
  if (operation.status === 'Failed') throw new Error(`The operation ${operation.id} is Failed`)
}

interface Operation {
  readonly id?: string | undefined
  readonly status?: string | undefined
}
interface Reply {
  readonly operation?: Operation | undefined
  readonly operations?: readonly Operation[] | undefined
}

/** Opens one rule after the other. */
export async function openEach(lightsail: LightsailClient, { instanceName, portInfos }: CertifiedCall): Promise<void> {
  for (const portInfo of portInfos) {
    checkStatus(await lightsail.send(new OpenInstancePublicPortsCommand({ instanceName, portInfo })))
  }
}

/** Reads the rules. */
export async function read(lightsail: LightsailClient, instanceName: string): Promise<InstancePortState[]> {
  const { portStates } = await lightsail.send(new GetInstancePortStatesCommand({ instanceName }))
  if (portStates === undefined) throw new Error('The reply holds no port states')
  return portStates
}

/** Puts a whole list of rules. */
export async function put(lightsail: LightsailClient, instanceName: string, portInfos: PortInfo[]): Promise<void> {
  checkStatus(await lightsail.send(new PutInstancePublicPortsCommand({ instanceName, portInfos })))
}

/** Removes the member that a Put does not take. */
export function ruleOf({ state: _state, ...rule }: InstancePortState): PortInfo {
  return rule
}

/** Tells whether two rules are for the same protocol and ports. */
export function isSamePorts(left: PortInfo, right: PortInfo): boolean {
  return left.protocol === right.protocol && left.fromPort === right.fromPort && left.toPort === right.toPort
}

/** Puts every rule back that is there, with the rules of the job in place of narrower ones. */
export async function merge(
  given: CertifiedCall,
  keep: (rules: PortInfo[]) => PortInfo[] = (rules) => rules,
  lightsail = client(given),
): Promise<void> {
  const { instanceName, portInfos } = given
  const rules = (await read(lightsail, instanceName)).map(ruleOf)
  const others = rules.filter((rule) => !portInfos.some((portInfo) => isSamePorts(rule, portInfo)))
  await put(lightsail, instanceName, [...keep(others), ...portInfos])
}

/** Tries something again after errors that may go away. */
export async function withTries(
  tries: number,
  wait: number,
  isWorthIt: (error: Error) => boolean,
  run: () => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt === tries || !(error instanceof Error) || !isWorthIt(error)) throw error
      await setTimeout(wait * 2 ** attempt * (0.5 + Math.random()))
    }
  }
}

interface Failed extends Error {
  readonly code?: string
  readonly $metadata?: { readonly httpStatusCode?: number }
}

/** Tells whether another try after an error may help. */
export function isTransient(error: Failed): boolean {
  const status = error.$metadata?.httpStatusCode ?? 0
  const isLost = /ECONN|socket|Timeout|EPIPE|aborted/i.test(
    `${error.name} ${error.message} ${error.code} ${String(error.cause)}`,
  )
  return status >= 500 || isLost || /Throttl|ServiceException/.test(error.name)
}

interface Range {
  readonly fromPort?: number | undefined
  readonly toPort?: number | undefined
}

/** Tells whether the range of one rule holds the first port of another, whatever their protocols and sources. */
export function isCoveredBy(portInfo: Range, state: Range): boolean {
  const port = portInfo.fromPort ?? 0
  return (state.fromPort ?? 0) <= port && port <= (state.toPort ?? 0)
}
