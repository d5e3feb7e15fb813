import { LightsailError } from '../errors/index.ts'
import type { Instance, InstanceState } from '../world/instance.ts'

/**
 * Refuses a call for an instance in a wrong state, or one that does not take ports yet.
 *
 * @throws {LightsailError} OperationFailureException
 */
export function checkState(instance: Instance, states: readonly InstanceState[], now: number): void {
  const { state } = instance
  if (!states.includes(state)) {
    throw new LightsailError('OperationFailureException', {
      // The wording of the sibling operations, such as AttachDisk.
      message: `You can only change the ports of an instance when the target instance is ${states.join(' or ')}. The current state of your instance is: ${state}`,
      tip: 'Wait until the instance is running or stopped, and try again.',
    })
  }
  if (state !== 'running' || now >= instance.runningSince + instance.portsDelay) return
  throw new LightsailError('OperationFailureException', {
    message: 'The instance is not ready to change its ports yet. Please try again later.',
    tip: 'The instance has just started. Wait a moment, and try again.',
  })
}
