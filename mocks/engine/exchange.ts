import type { Rules } from '../behaviours.ts'
import type { Verdict } from '../checks/authentication.ts'
import type { FaultPlan } from '../faults/fault-plan.ts'
import type { AccessDecision } from '../iam/evaluate.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { operationInTarget } from '../protocol/aws-json.ts'
import { accessKeyOf, credentialOf } from '../sigv4/credential.ts'
import { regionOf } from '../sigv4/region.ts'
import type { Instance } from '../world/instance.ts'
import type { Principal } from '../world/principal.ts'
import type { World } from '../world/world.ts'
import type { Attempt, Attempts } from './attempts.ts'
import type { RulesChange } from './calls.ts'
import type { WireRequest } from './wire.ts'

/** The state of one request on its way through the checks. */
export interface Exchange {
  readonly request: WireRequest
  readonly region: string
  /** The operation that the request names, simulated or not. */
  readonly target: string | undefined
  /** The principal that the credential scope names. */
  readonly principal: Principal | undefined
  /** The result of verifying the signature, if `auth` is `verify`. */
  readonly verdict: Verdict | undefined
  /** The decision of the principal's policies, once they were evaluated. */
  authorization: AccessDecision | undefined
  /** Its place in an invocation of an SDK. */
  readonly attempt: Attempt
  /** The choices of the world's rules. */
  readonly rules: Rules
  /** The fault that happens to it. */
  plan: FaultPlan | undefined
  operation: AnyOperation | undefined
  /** The body as text, once it is known to be JSON. */
  text: string | undefined
  input: object
  checked: unknown
  instance: Instance | undefined
  /** The check that looks at it now: the one that refused it, once it is refused. */
  check: string
  /** The rules of its instance before and after it, if it changed them. */
  change: RulesChange | undefined
  readonly problems: string[]
  readonly unknownMembers: string[]
  readonly complain: (at: string, problem: string) => void
}

/** Starts an exchange with everything that a request says outside its body. */
export function openExchange(
  request: WireRequest,
  world: World,
  verdict: Verdict | undefined,
  attempts: Attempts,
): Exchange {
  const problems: string[] = []
  const target = operationInTarget(request.headers['x-amz-target'])
  return {
    request,
    region: regionOf(request) ?? world.defaultRegion,
    principal: world.principals.size === 0 ? undefined : principalOf(request, world, verdict),
    verdict,
    rules: world.rules,
    authorization: undefined,
    target,
    attempt: attempts.read(request, target),
    plan: undefined,
    operation: undefined,
    text: undefined,
    input: {},
    checked: undefined,
    instance: undefined,
    check: '',
    change: undefined,
    problems,
    unknownMembers: [],
    complain: (at, problem) => problems.push(`${at}: ${problem}`),
  }
}

function principalOf(request: WireRequest, world: World, verdict: Verdict | undefined): Principal | undefined {
  // A verified signature decides whose request it is.
  const credential = isPrincipal(verdict) ? verdict.accessKeyId : credentialOf(request)
  return credential === undefined ? undefined : world.principals.get(accessKeyOf(credential))
}

function isPrincipal(verdict: Verdict | undefined): verdict is Principal {
  return verdict !== undefined && 'accessKeyId' in verdict
}
