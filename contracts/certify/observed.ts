import type { InstancePortState } from '../../mocks/server/index.ts'
import { isSameAccess, type Opening, openings, openingsOf, portsProblem, showOpening } from '../consumers/ports.ts'
import type { Exchange } from './exchange.ts'
import type { Job } from './job.ts'
import type { Ended } from './programs/certified.ts'
import type { SignatureClaim } from './signature-claim.ts'
import type { Situation } from './situations/situation.ts'

/** The ports that are open at one moment. */
export interface Moment {
  /** The number of requests up to then. */
  readonly requests: number
  readonly ports: readonly InstancePortState[]
}

/** Everything that is known of what a consumer did in a situation. */
export interface Observed {
  readonly job: Job
  readonly region: string
  /** The access keys that the consumer could get. */
  readonly accessKeyIds: readonly string[]
  readonly situation: Situation
  readonly ended: Ended
  /** Milliseconds. */
  readonly duration: number
  readonly exchanges: readonly Exchange[]
  /** The signatures of the requests, in their order. */
  readonly claims: readonly SignatureClaim[]
  /** The client that the requests came from, as it names itself. */
  readonly client: string | undefined
  /** Milliseconds that timers of this process were late at the worst moment. */
  readonly worstLag: number
  /** The number of the request that was under way when the consumer reported success; of a function only. */
  readonly requestLeft: number | undefined
  /** The open ports at the start, and after each request. */
  readonly moments: readonly Moment[]
  /** The open ports when the consumer ended; `undefined` without an instance. */
  readonly settled: readonly InstancePortState[] | undefined
  /** The open ports when every operation was over; `undefined` without an instance. */
  readonly after: readonly InstancePortState[] | undefined
  /** The place of a secret in a request where none belongs: `the body of its request 2`. */
  readonly secretPlace: string | undefined
  /** The open ports of an instance that the job does not name: before and after. */
  readonly bystander: readonly [readonly InstancePortState[], readonly InstancePortState[]]
  /** The IP versions that the instance of the job has. */
  readonly ipAddressType: 'dualstack' | 'ipv4' | 'ipv6'
}

/** Lists the ports that were open at the start. */
export function portsBefore({ moments }: Observed): readonly InstancePortState[] {
  return moments[0]?.ports ?? []
}

/** Lists what the job opens on its instance. */
export function jobOpenings({ job, ipAddressType }: Observed): readonly Opening[] {
  return openingsOf(job.portInfos, ipAddressType)
}

/** Says what is wrong with ports as the outcome of the job; `undefined` if they are right. */
export function jobProblem(observed: Observed, ports: readonly InstancePortState[] = []): string | undefined {
  const { expects } = observed.situation
  const before = portsBefore(observed)
  const byOthers = expects.kind === 'race' ? ports.filter((state) => isOpenedBy(expects.others, state)) : []
  const problem = portsProblem(jobOpenings(observed), [...before, ...byOthers], ports)
  return problem !== undefined && ports.length === 0 ? 'it closed every port' : problem
}

function isOpenedBy(others: string, state: InstancePortState): boolean {
  return openings([state]).some((opening) => showOpening(opening) === others)
}

/** Tells whether the same is open as at the start. */
export function isUnchanged(observed: Observed, ports: readonly InstancePortState[] = []): boolean {
  return isSameAccess(openings(ports), openings(portsBefore(observed)))
}
