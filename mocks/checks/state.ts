import { LightsailError } from '../errors/index.ts'
import type { Instance, InstanceState } from '../world/instance.ts'

/** Refuses a call for an instance in a wrong state. @throws {LightsailError} OperationFailureException */
export function checkState(
  { name, state }: Instance,
  states: readonly InstanceState[],
  purpose: string | undefined,
): void {
  if (states.includes(state)) return
  if (purpose !== undefined) {
    throw new LightsailError('OperationFailureException', {
      message: `You can only ${purpose} when the target instance is ${states.join(' or ')}. The current state of your instance is: ${state}`,
    })
  }
  throw new LightsailError('OperationFailureException', {
    message: `The ports of the Instance ${name} cannot be changed while it is ${state}.`,
    tip: 'Wait until the instance is running or stopped, and try again.',
  })
}
