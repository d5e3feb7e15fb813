import { uncoveredSources } from './address-range.ts'
import { ANY_IPV4, ANY_IPV6 } from './any-address.ts'
import type { InstancePortState } from './port-state.ts'

/** A rule that was opened, closed, or opened to others than before. */
export interface RuleDifference {
  readonly kind: 'opened' | 'closed' | 'changed'
  /** `22/tcp`, `8000-8080/udp`, `all`. */
  readonly name: string
  readonly protocol: InstancePortState['protocol']
  readonly fromPort: number
  readonly toPort: number
  /** The sources that it is open to now, and was not before: blocks and aliases. */
  readonly added: readonly string[]
  /** The sources that it was open to before, and is not now. */
  readonly removed: readonly string[]
}

/**
 * Compares what was open before a call with what is open after it, rule by rule. A rule is known by its protocol and its
 * range; the order of rules and of sources says nothing.
 */
export function diffPorts(
  before: readonly InstancePortState[],
  after: readonly InstancePortState[],
): readonly RuleDifference[] {
  const old = new Map(before.map((state) => [nameOfState(state), state]))
  const now = new Map(after.map((state) => [nameOfState(state), state]))
  const names = new Set([...now.keys(), ...old.keys()])
  return [...names].flatMap((name) => {
    const [from, to] = [old.get(name), now.get(name)]
    const { protocol, fromPort, toPort } = (to ?? from) as InstancePortState
    const [left, right] = [sourcesOf(from), sourcesOf(to)]
    const added = right.filter((source) => !left.includes(source))
    const removed = left.filter((source) => !right.includes(source))
    if (added.length === 0 && removed.length === 0) return []
    const kind = from === undefined ? 'opened' : to === undefined ? 'closed' : 'changed'
    return [{ kind, name, protocol, fromPort, toPort, added, removed }]
  })
}

/** Names a rule as people write it: `22/tcp`, `8000-8080/udp`, `8:-1/icmp` (type and code), `all`. */
export function nameOfState({ protocol, fromPort, toPort }: InstancePortState): string {
  if (protocol === 'icmp' || protocol === 'icmpv6') return `${fromPort}:${toPort}/${protocol}`
  if (protocol === '-1') return fromPort === 0 && toPort === 65_535 ? 'all' : `${fromPort}-${toPort}/all`
  return fromPort === toPort ? `${fromPort}/${protocol}` : `${fromPort}-${toPort}/${protocol}`
}

/** Lists everybody whom a rule lets in: blocks of both IP versions, and aliases. */
export function sourcesOf(state: InstancePortState | undefined): readonly string[] {
  return state === undefined ? [] : [...state.cidrs, ...state.ipv6Cidrs, ...state.cidrListAliases]
}

/** Tells whether sources are everybody, as far as they name an IP version. */
export function isEverybody(sources: readonly string[]): boolean {
  return sources.length > 0 && sources.every((source) => source === ANY_IPV4 || source === ANY_IPV6)
}

/** Lists the sources that reach a TCP port. */
export function sourcesReaching(port: number, states: readonly InstancePortState[]): readonly string[] {
  const lets = states.filter(
    ({ protocol, fromPort, toPort }) => (protocol === 'tcp' || protocol === '-1') && fromPort <= port && port <= toPort,
  )
  return [...new Set(lets.flatMap(sourcesOf))]
}

/** The port of SSH: who closes it is locked out. */
export const SSH_PORT = 22

/** The sources that a change locked out of a port. */
export interface LockOut {
  /** The sources that reached it before, and do not any more. */
  readonly sources: readonly string[]
  /** True if nobody reaches it any more. */
  readonly isTotal: boolean
}

/** Finds who was locked out of port 22 by a change; `undefined` if nobody was. */
export function findLockOut(
  before: readonly InstancePortState[],
  after: readonly InstancePortState[],
): LockOut | undefined {
  const still = sourcesReaching(SSH_PORT, after)
  const sources = uncoveredSources(sourcesReaching(SSH_PORT, before), still)
  return sources.length === 0 ? undefined : { sources, isTotal: still.length === 0 }
}
