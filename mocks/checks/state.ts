import { LightsailError } from '../errors/index.ts'
import type { Instance, InstanceState } from '../world/instance.ts'

/** Refuses a call for an instance in a wrong state. @throws {LightsailError} OperationFailureException */
export function checkState(
  { state }: Instance,
  states: readonly InstanceState[],
  purpose = 'change the ports of an instance',
): void {
  if (states.includes(state)) return
  throw new LightsailError('OperationFailureException', {
    // The wording of the sibling operations, such as AttachDisk.
    message: `You can only ${purpose} when the target instance is ${states.join(' or ')}. The current state of your instance is: ${state}`,
    tip: `Wait until the instance is ${states.join(' or ')}, and try again.`,
  })
}
