import { LightsailError } from '../errors/index.ts'
import type { Instance } from '../world/instance.ts'
import type { Operation } from '../world/operation-log.ts'
import { type Complain, openOn, type PortRule } from '../world/port-rule.ts'
import { describeRule } from '../world/port-state.ts'
import type { OperationContext } from './operation.ts'

/** Turns complaints into the error that names them all, each with its path. */
export function invalidInput(problems: readonly string[]): LightsailError {
  const listed = problems.slice(0, PROBLEMS_LISTED)
  if (problems.length > listed.length) listed.push(`and ${problems.length - listed.length} more`)
  return new LightsailError('InvalidInputException', { message: listed.join('; ') })
}

/** A body of one MiB can break half a million rules; the reply stays one that a person can read. */
const PROBLEMS_LISTED = 100

/** A rule of the request, with where it stands there. */
export interface RequestedRule {
  readonly path: string
  readonly rule: PortRule
}

/**
 * The rules as they open on an instance.
 *
 * @throws {LightsailError} InvalidInputException where the instance does not have the IP version that a rule is for
 */
export function openRules(requested: readonly RequestedRule[], instance: Instance): readonly PortRule[] {
  const problems: string[] = []
  const complain: Complain = (at, problem) => problems.push(`${at}: ${problem}`)
  const rules = requested.map(({ path, rule }) => openOn(instance.ipAddressType, rule, path, complain))
  if (problems.length > 0) throw invalidInput(problems)
  return rules
}

/**
 * Replaces the instance's rules and records the operation, which is done at once: it is terminal and has succeeded.
 *
 * @returns the output of Put, Open and Close: one operation, not a list
 */
export function changePorts(
  { world }: OperationContext,
  instance: Instance,
  operationType: string,
  named: readonly RequestedRule[],
  rules: readonly PortRule[],
): { readonly operation: Operation } {
  instance.rules = rules
  const now = world.clock.now() / 1000
  const operation: Operation = {
    id: world.ids.uuid(),
    resourceName: instance.name,
    resourceType: 'Instance',
    createdAt: now,
    location: instance.location,
    isTerminal: true,
    operationDetails: named.map(({ rule }) => describeRule(rule)).join(','),
    operationType,
    status: 'Succeeded',
    statusChangedAt: now,
  }
  world.operations.record(operation)
  return { operation }
}
