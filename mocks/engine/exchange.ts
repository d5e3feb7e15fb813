import type { Fault } from '../faults/fault.ts'
import type { AnyOperation } from '../operations/operation.ts'
import type { Instance } from '../world/instance.ts'
import { regionOfHost, regionOfScope } from './endpoint.ts'
import { TARGET_PREFIX, type WireRequest } from './wire.ts'

/** One request's way, and what is known of it so far. */
export interface Exchange {
  readonly request: WireRequest
  readonly region: string
  /** The operation that the request names, simulated or not. */
  readonly target: string | undefined
  fault: Fault | undefined
  /** Nothing is carried out, and no reply ever comes. */
  isLost: boolean
  operation: AnyOperation | undefined
  /** The body as text, once it is known to be JSON. */
  text: string | undefined
  input: object
  checked: unknown
  instance: Instance | undefined
  readonly problems: string[]
  readonly unknownMembers: string[]
  readonly complain: (at: string, problem: string) => void
}

/** What a request says before its body is looked at. */
export function openExchange(request: WireRequest, defaultRegion: string): Exchange {
  const { authorization, host } = request.headers
  const target = request.headers['x-amz-target']
  const problems: string[] = []
  return {
    request,
    region:
      (host === undefined ? undefined : regionOfHost(host)) ??
      (authorization === undefined ? undefined : regionOfScope(authorization)) ??
      defaultRegion,
    target: target?.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length, 128) : undefined,
    fault: undefined,
    isLost: false,
    operation: undefined,
    text: undefined,
    input: {},
    checked: undefined,
    instance: undefined,
    problems,
    unknownMembers: [],
    complain: (at, problem) => problems.push(`${at}: ${problem}`),
  }
}

/** `attempt=2; max=3`, as SDKs number their tries; botocore writes `ttl=…` in front. */
export function readAttempt(header: string | undefined): number | undefined {
  const digits = header === undefined ? undefined : /(?:^|; ?)attempt=(\d{1,6})\b/.exec(header)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
