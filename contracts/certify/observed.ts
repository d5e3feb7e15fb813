import type { InstancePortState } from '../../mocks/server/index.ts'
import { isCovered, type Opening, openings, openingsOf, portsProblem } from '../consumers/ports.ts'
import type { Exchange } from './exchange.ts'
import { isChange, isRead, JOB } from './job.ts'
import type { Ended } from './programs/certified.ts'
import type { Situation } from './situations/situation.ts'
import type { Moment } from './watch-exchanges.ts'

/** All that is known of what a consumer did in a situation. */
export interface Observed {
  readonly situation: Situation
  readonly ended: Ended
  /** Milliseconds. */
  readonly duration: number
  readonly exchanges: readonly Exchange[]
  /** What was open at the start, and after each request. */
  readonly moments: readonly Moment[]
  /** What was open when it ended, and when all that was under way was over; `undefined` without an instance. */
  readonly settled: readonly InstancePortState[] | undefined
  readonly after: readonly InstancePortState[] | undefined
  /** Which of its requests had a secret where none belongs: `the body of its request 2`. */
  readonly toldSecret: string | undefined
  /** What was open on the instance that is none of its business: before, and when all was over. */
  readonly bystander: readonly [readonly InstancePortState[], readonly InstancePortState[]]
  /** Whether its instance has IPv6 only. */
  readonly ipAddressType: 'dualstack' | 'ipv4' | 'ipv6'
}

/** What was open at the start. */
export function portsBefore({ moments }: Observed): readonly InstancePortState[] {
  return moments[0]?.ports ?? []
}

/** What the job opens on its instance. */
export function jobOpenings({ ipAddressType }: Observed): readonly Opening[] {
  return openingsOf(JOB.portInfos, ipAddressType)
}

/** What is wrong with ports as the outcome of the job; `undefined`: they are right. */
export function jobProblem(observed: Observed, ports: readonly InstancePortState[] = []): string | undefined {
  const { others } = observed.situation
  const before = portsBefore(observed)
  const problem = portsProblem(
    jobOpenings(observed),
    [...before, ...(others === undefined ? [] : ports.filter(isOfOthers))],
    ports,
  )
  if (problem !== undefined) return ports.length === 0 ? 'all ports were closed: it wiped them' : problem
  const twice = duplicates(openings(ports)).filter((opening) => !isCovered(opening, openings(before)))
  return twice.length > 0 ? `${twice.length} of its rules are there twice` : undefined
}

function isOfOthers({ fromPort }: InstancePortState): boolean {
  return fromPort === 8443
}

/** What is open by two rules at once. */
function duplicates(open: readonly Opening[]): readonly Opening[] {
  return open.filter((opening, index) =>
    isCovered(
      opening,
      open.filter((_, other) => other !== index),
    ),
  )
}

/** Whether the ports are as they were. */
export function areUnchanged(observed: Observed, ports: readonly InstancePortState[] = []): boolean {
  return JSON.stringify(ports) === JSON.stringify(portsBefore(observed))
}

/** Its requests that the situation is about: those that change ports, or those that read. */
function requestsOf({ exchanges, situation }: Observed): readonly Exchange[] {
  const isMeant = situation.ofReads === true ? isRead : isChange
  return exchanges.filter(({ operation }) => isMeant(operation))
}

/** The tries of the request that it tried most often: what asks for the same is a try of the same. */
export function triesOf(observed: Observed): readonly Exchange[] {
  const byInput = Map.groupBy(requestsOf(observed), ({ operation, input }) => `${operation} ${JSON.stringify(input)}`)
  return [...byInput.values()].reduce<readonly Exchange[]>(
    (most, tries) => (tries.length > most.length ? tries : most),
    [],
  )
}

/** Milliseconds between the end of each try and the next one. */
export function waitsOf(tries: readonly Exchange[]): readonly number[] {
  return tries.slice(1).map(({ at }, index) => Math.max(0, at - (tries[index]?.endedAt ?? at)))
}
