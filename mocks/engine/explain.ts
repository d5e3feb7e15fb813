import type { Behaviour } from '../behaviours.ts'
import { errorReply, LightsailError } from '../errors/index.ts'
import type { AccessDecision } from '../iam/evaluate.ts'
import { changesPorts, PORT_OPERATIONS, type PortOperation } from '../model/port-operations.ts'
import { OPERATIONS } from '../operations/index.ts'
import { AWS_JSON, targetOf } from '../protocol/aws-json.ts'
import { createIds } from '../runtime/ids.ts'
import { diffPorts, findLockOut, type LockOut, type RuleDifference } from '../world/port-difference.ts'
import { toPortState } from '../world/port-state.ts'
import { World } from '../world/world.ts'
import { Attempts } from './attempts.ts'
import type { PortsChange } from './calls.ts'
import { behavioursOf } from './check-behaviours.ts'
import { type Exchange, openExchange } from './exchange.ts'
import { type EngineParts, STEPS } from './steps.ts'

/** Says which call is explained. */
export interface ExplainOptions {
  /** Default `PutInstancePublicPorts`. */
  readonly operation?: PortOperation | undefined
  /** The Region that is called. Default: that of the service. */
  readonly region?: string | undefined
  /** The access key id of the principal who calls. Default: somebody who may do everything. */
  readonly accessKeyId?: string | undefined
}

/** Says what a call would do, and what it would be refused for. */
export interface Explanation {
  readonly operation: string
  readonly region: string
  /** The instance that the input names. */
  readonly instanceName: string | undefined
  /** True if the service would carry the call out. */
  readonly accepted: boolean
  /** The error that the call would end with. */
  readonly refusal: Refusal | undefined
  /** The statement of a policy that decides, where a principal calls. */
  readonly authorization: AccessDecision | undefined
  /** Members of the input that the service's model does not have: most likely typos. */
  readonly unknownMembers: readonly string[]
  /** The ports before and after the call. Where it is refused, after is before; `undefined` without the instance. */
  readonly ports: PortsChange | undefined
  /** The rules that would be opened, closed, or opened to others. */
  readonly differences: readonly RuleDifference[]
  /** The sources that would be locked out of port 22. */
  readonly lockOut: LockOut | undefined
}

/** Says why a call would be refused. */
export interface Refusal {
  readonly status: number
  readonly error: string
  readonly message: string
  readonly tip: string | undefined
  /** The check that would refuse it: `input`, `existence` … */
  readonly check: string
  /** The rules of the simulation that stand behind the check, and how they are known. */
  readonly behaviours: readonly Behaviour[]
}

/** Checks that have nothing to do with what is asked for. */
const LEFT_OUT = ['forcedFault', 'throttling']
/** Checks that ask who calls. */
const OF_CALLER = ['authentication', 'authorization']

/** Explains a call without making it: the world, the faults, the throttling and the journal stay as they are. */
export function explainCall(parts: EngineParts, input: unknown, options: ExplainOptions): Explanation {
  const exchange = openCall(parts, input, options)
  const refusal = check(exchange, parts, options.accessKeyId === undefined)
  const { instance, region, authorization, unknownMembers } = exchange
  const before = instance?.rules.map(toPortState)
  const after = refusal === undefined ? portsAfter(exchange, parts) : before
  return {
    operation: exchange.target ?? '',
    region,
    instanceName: instanceNameIn(exchange),
    accepted: refusal === undefined,
    refusal,
    authorization,
    unknownMembers,
    ports: before === undefined || after === undefined ? undefined : { before, after },
    differences: diffPorts(before ?? [], after ?? []),
    lockOut: findLockOut(before ?? [], after ?? []),
  }
}

function openCall({ world }: EngineParts, input: unknown, options: ExplainOptions): Exchange {
  const { operation = 'PutInstancePublicPorts', region = world.defaultRegion, accessKeyId = 'explained' } = options
  if (!changesPorts(operation)) {
    throw new TypeError(
      `Failed to explain the call: the operation is ${JSON.stringify(options.operation)}. Use one of ${PORT_OPERATIONS.join(', ')}.`,
    )
  }
  const headers = {
    'content-type': AWS_JSON,
    'x-amz-target': targetOf(operation),
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260131/${region}/lightsail/aws4_request`,
  }
  // A text is the body as it stands; all else is written as JSON.
  const body = typeof input === 'string' ? input : (JSON.stringify(input) ?? '')
  return openExchange({ method: 'POST', path: '/', headers, body }, world, undefined, new Attempts())
}

/** Lets the checks look at the call, and returns the error of the first that refuses it. */
function check(exchange: Exchange, parts: EngineParts, isAnybody: boolean): Refusal | undefined {
  const left = isAnybody ? [...LEFT_OUT, ...OF_CALLER] : LEFT_OUT
  try {
    for (const step of STEPS) {
      if (left.includes(step.name)) continue
      exchange.check = step.name
      step.run(exchange, { ...parts, auth: 'presence' })
    }
  } catch (thrown) {
    if (thrown instanceof LightsailError) return describeRefusal(thrown, exchange.check, parts)
    throw thrown
  }
  return undefined
}

function describeRefusal(error: LightsailError, check: string, { statusCodes }: EngineParts): Refusal {
  const { status } = errorReply(error.name, error.details, statusCodes)
  const { name, message, details } = error
  return {
    status,
    error: name,
    message,
    tip: details.tip,
    check,
    behaviours: behavioursOf({ status, error: name, message, forced: false, check }),
  }
}

/** Carries the call out on a copy of the instance, in an empty world that is thrown away. */
function portsAfter({ operation, region, checked, instance }: Exchange, { world, bootTime }: EngineParts) {
  if (operation === undefined || instance === undefined) return undefined
  const copy = { ...instance }
  const scratch = new World(world.clock, createIds(0), region)
  scratch.rules = world.rules
  operation.run({ world: scratch, region, bootTime }, checked, copy)
  return copy.rules.map(toPortState)
}

function instanceNameIn({ operation, input, target }: Exchange): string | undefined {
  const name = (operation ?? OPERATIONS.get(target ?? ''))?.instanceName?.(input)
  return typeof name === 'string' && name !== '' ? name : undefined
}
