import type { Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import { clipped, LightsailError } from '../errors/index.ts'
import { type Instance, type InstanceState, setRules } from '../world/instance.ts'
import type { Operation } from '../world/operation-log.ts'
import type { PortRule, RequestedRule } from '../world/port-rule.ts'
import { describeRule } from '../world/port-state.ts'
import { resolveRules } from '../world/requested-rules.ts'
import type { World } from '../world/world.ts'
import type { OperationContext } from './operation.ts'
import { recordOperation } from './record-operation.ts'

/** Ports can be changed in these states. Assumed: CloudFormation's handler waits for one of them before it changes ports. */
export const PORTS_CAN_CHANGE: readonly InstanceState[] = ['running', 'stopped']

/** Resolves the rules for an instance, or, if it does not exist, for one with both IP versions. */
export function resolveFor(
  requested: readonly RequestedRule[],
  instance: Instance | undefined,
  complain: Complain,
  rules: Rules,
): readonly RequestedRule[] {
  return resolveRules(requested, instance?.ipAddressType ?? 'dualstack', complain, rules)
}

/**
 * Replaces the instance's rules and records the operation, which is done at once: it is terminal and has succeeded.
 *
 * @param named the rules that its details name
 * @param change returns the new rules when the operation succeeds
 * @returns the output of Put, Open and Close: one operation, not a list
 */
export function changePorts(
  context: OperationContext,
  instance: Instance,
  operationType: string,
  named: readonly PortRule[],
  change: (rules: readonly PortRule[]) => readonly PortRule[],
): { readonly operation: Operation } {
  const { world } = context
  refuseUntilReady(world, instance)
  const operation = recordOperation(context, {
    operationType,
    operationDetails: clipped(named.map(describeRule).join(',')),
    resourceName: instance.name,
    resourceType: 'Instance',
    location: instance.location,
    effect() {
      // Only an operation that takes time can lose its instance.
      if (context.slowly !== undefined && world.instance(instance.region, instance.name) !== instance) return false
      setRules(instance, change(instance.rules))
      return true
    },
  })
  return { operation }
}

/** Refuses to change ports for a while after the instance is running, if that was arranged. */
function refuseUntilReady(world: World, { state, runningSince, portsDelay }: Instance): void {
  if (portsDelay === 0 || state !== 'running' || runningSince + portsDelay <= world.clock.now()) return
  throw new LightsailError('OperationFailureException', {
    message: 'The instance is not ready to change its ports yet. Please try again later.',
    tip: 'The instance has just started. Wait a moment, and try again.',
  })
}
