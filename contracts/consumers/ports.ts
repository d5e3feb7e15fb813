import { createService, type InstancePortState, type PortInfo } from '../../mocks/server/index.ts'
import { areasOf, type Opening, subtractAreas } from './areas.ts'
import { comparePorts, describeChanges, describeSources, isGain, nameRule, openingsTouching } from './port-changes.ts'

export type { Opening } from './areas.ts'

/** Lists everything that is open: each protocol and range of ports, for each source. */
export function openings(states: readonly InstancePortState[]): Opening[] {
  return states.flatMap(({ protocol, fromPort, toPort, cidrs, ipv6Cidrs, cidrListAliases }) =>
    [...cidrs, ...ipv6Cidrs, ...cidrListAliases].map((address) => ({ protocol, from: fromPort, to: toPort, address })),
  )
}

/** Tells whether others together let through all that an opening lets through. */
export function isCovered(opening: Opening, others: readonly Opening[]): boolean {
  return subtractAreas(areasOf(opening), others.flatMap(areasOf)).length === 0
}

/** Tells whether exactly the same is open, whatever the rules that say so. */
export function isSameAccess(left: readonly Opening[], right: readonly Opening[]): boolean {
  const [one, other] = [left.flatMap(areasOf), right.flatMap(areasOf)]
  return subtractAreas(one, other).length === 0 && subtractAreas(other, one).length === 0
}

/** Writes an opening as `443/tcp from 0.0.0.0/0`. */
export function showOpening(opening: Opening): string {
  return `${nameRule(opening)} from ${opening.address}`
}

type IpAddressType = 'dualstack' | 'ipv4' | 'ipv6'

/** Asked once: a card asks for the same job hundreds of times. */
const known = new WeakMap<readonly PortInfo[], Map<IpAddressType, readonly Opening[]>>()

/** Lists what a job opens, as the service reads it back. */
export function openingsOf(
  portInfos: readonly PortInfo[],
  ipAddressType: IpAddressType = 'dualstack',
): readonly Opening[] {
  const byType = known.get(portInfos) ?? new Map<IpAddressType, readonly Opening[]>()
  known.set(portInfos, byType)
  const opened = byType.get(ipAddressType) ?? askService(portInfos, ipAddressType)
  byType.set(ipAddressType, opened)
  return opened
}

function askService(portInfos: readonly PortInfo[], ipAddressType: IpAddressType): readonly Opening[] {
  const service = createService({ instances: [{ name: 'job', ipAddressType, ports: portInfos }] })
  return openings(service.instances.get('job').ports)
}

/**
 * Says what is wrong with the ports after a success: those of the job should be open, and nothing else that was closed
 * before.
 */
export function portsProblem(
  job: readonly Opening[],
  before: readonly InstancePortState[],
  after: readonly InstancePortState[],
): string | undefined {
  const open = openings(after)
  const missing = job.filter((opening) => !isCovered(opening, open))
  if (missing.length > 0) return describeMissing(missing, open)
  const gains = comparePorts(openings(before), open, job).filter(isGain)
  return gains.length === 0 ? undefined : `nobody asked for this: ${describeChanges(gains)}`
}

function describeMissing(missing: readonly Opening[], open: readonly Opening[]): string {
  const byRule = Map.groupBy(missing, nameRule)
  return [...byRule]
    .map(([rule, wanted]) => {
      const there = openingsTouching(wanted, open)
      const is = there.length === 0 ? 'is not' : `is open to ${describeSources(there)} only`
      return `${rule} should be open to ${describeSources(wanted)}, and ${is}`
    })
    .join('; ')
}
