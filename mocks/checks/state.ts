import { LightsailError } from '../errors/index.ts'
import type { Instance, InstanceState } from '../world/instance.ts'

/**
 * Refuses a call for an instance in a wrong state.
 *
 * @param purpose completes "You can only …", the wording of sibling operations such as AttachDisk
 * @throws {LightsailError} OperationFailureException
 */
export function checkState({ state }: Instance, states: readonly InstanceState[], purpose: string): void {
  if (states.includes(state)) return
  const allowed = states.join(' or ')
  throw new LightsailError('OperationFailureException', {
    message: `You can only ${purpose} when the target instance is ${allowed}. The current state of your instance is: ${state}`,
    tip: `Wait until the instance is ${allowed}, and try again.`,
  })
}
