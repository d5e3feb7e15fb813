import { LightsailError } from '../errors/index.ts'
import type { Instance, InstanceState } from '../world/instance.ts'

/** Refuses a call for an instance in a wrong state. @throws {LightsailError} OperationFailureException */
export function checkState({ name, state }: Instance, states: readonly InstanceState[]): void {
  if (states.includes(state)) return
  throw new LightsailError('OperationFailureException', {
    message: `The ports of the Instance ${name} cannot be changed while it is ${state}.`,
    tip: 'Wait until the instance is running or stopped, and try again.',
  })
}
