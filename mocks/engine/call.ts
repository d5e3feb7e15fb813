import type { AccessDecision } from '../iam/evaluate.ts'
import { parseBody } from '../protocol/body.ts'
import { isDeeperThan, MAX_INPUT_DEPTH } from '../protocol/depth.ts'
import { redactBody } from '../secrets/redact-body.ts'
import type { PortRule } from '../world/port-rule.ts'
import { type InstancePortState, toPortState } from '../world/port-state.ts'

/** One request that the service received. No header of it is kept, so it holds no credential. */
export interface Call {
  /** Counts the calls of a service, from 1. */
  readonly number: number
  /** The time at which it came, by the service's clock, in milliseconds since 1970. */
  readonly at: number
  /** The operation that was asked for, simulated or not; `undefined` where the request names none. */
  readonly operation: string | undefined
  /** The Region that was called. */
  readonly region: string
  /** The instance that the input names; `undefined` if the operation is on no single instance, or was not read. */
  readonly instanceName: string | undefined
  /** The ARN of the principal that its credential scope names, if the world has principals. */
  readonly principal: string | undefined
  /** The decision of that principal's policies; `undefined` if they were not evaluated. */
  readonly authorization: AccessDecision | undefined
  /**
   * The parsed body; `undefined` if it was not JSON, was not read, had more than 64 KiB, or is too old: all bodies together
   * have at most 32 MiB, and more where `maxCalls` is above 10,000.
   */
  readonly input: unknown
  /** The members of the input that the service's model does not have: most likely typos. */
  readonly unknownMembers: readonly string[]
  /**
   * The number of the attempt within one SDK invocation, from 1 (`amz-sdk-request`). SDK v2 for JavaScript does not send it:
   * there it is concluded from the calls before. `undefined` if it is not certain.
   */
  readonly attempt: number | undefined
  /** The id that the attempts of one SDK invocation share (`amz-sdk-invocation-id`). */
  readonly invocationId: string | undefined
  /** The id that the reply carried as `x-amzn-RequestId`. */
  readonly requestId: string
  readonly outcome: Outcome
  /** The ports of its instance before and after it; `undefined` if it changed none. */
  readonly ports: PortsChange | undefined
  /**
   * The body of the reply, before anything cut it on its way; `undefined` if it had more than 64 KiB, or is too old. Private
   * keys and other secrets in it are redacted.
   */
  readonly reply: string | undefined
}

/** The ports that were open before a call and after it, as GetInstancePortStates would read them back. */
export interface PortsChange {
  readonly before: readonly InstancePortState[]
  readonly after: readonly InstancePortState[]
}

/** The end of a call. */
export interface Outcome {
  /** The HTTP status of the reply; 0 if no reply was sent. */
  readonly status: number
  /** The error's name, if it was one. */
  readonly error?: string
  /** The error's text, if it was one. */
  readonly message?: string
  /** The advice that came with it, which the AWS CLI and boto3 do not show. */
  readonly tip?: string
  /** True if a fault made the error, or changed the reply. */
  readonly forced: boolean
  /** The names of the faults that happened to it, if any. */
  readonly fault?: string
  /** The check that refused it, if one did: `authentication`, `input`, `existence` … */
  readonly check?: string
}

/**
 * A call as it is kept: with the text of its body instead of the parsed input. Most inputs are never looked at, and ten
 * thousand parsed ones are a burden to the garbage collector.
 */
export interface KeptCall extends Omit<Call, 'input' | 'ports' | 'reply'> {
  readonly reply: string | undefined
  readonly body: string | undefined
  /** The rules before and after it, if it changed them. The world never changes them in place. */
  readonly rules: RulesChange | undefined
}

/** The rules of an instance before and after a call. */
export interface RulesChange {
  readonly before: readonly PortRule[]
  readonly after: readonly PortRule[]
}

function toPortsChange({ before, after }: RulesChange): PortsChange {
  return { before: before.map(toPortState), after: after.map(toPortState) }
}

/** Makes a call of what is kept of it. */
export function toCall({ body, rules, reply, ...call }: KeptCall): Call {
  const value = body === undefined ? undefined : parseBody(body)?.value
  const { number, at, operation, region, instanceName, principal, authorization, ...rest } = call
  return {
    number,
    at,
    operation,
    region,
    instanceName,
    principal,
    authorization,
    input: isDeeperThan(value, MAX_INPUT_DEPTH) ? undefined : value,
    ...rest,
    ports: rules === undefined ? undefined : toPortsChange(rules),
    // When it is looked at: hardly anybody looks at the replies of all calls.
    get reply() {
      return reply === undefined ? undefined : redactBody(reply)
    },
  }
}

/** The outcome of a call that succeeds without a fault. */
export const SUCCESS: Outcome = Object.freeze({ status: 200, forced: false })
