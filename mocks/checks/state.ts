import { LightsailError } from '../errors/index.ts'
import type { Instance, InstanceState } from '../world/instance.ts'

/**
 * Refuses a call for an instance in a wrong state, or a change of ports that the instance does not take yet.
 *
 * @param purpose completes "You can only …"; without it the call changes ports
 * @throws {LightsailError} OperationFailureException
 */
export function checkState(instance: Instance, states: readonly InstanceState[], now: number, purpose?: string): void {
  const { state } = instance
  if (!states.includes(state)) {
    throw new LightsailError('OperationFailureException', {
      // The wording of the sibling operations, such as AttachDisk.
      message: `You can only ${purpose ?? 'change the ports of an instance'} when the target instance is ${states.join(' or ')}. The current state of your instance is: ${state}`,
      tip: `Wait until the instance is ${states.join(' or ')}, and try again.`,
    })
  }
  if (purpose !== undefined || state !== 'running' || now >= instance.runningSince + instance.portsDelay) return
  throw new LightsailError('OperationFailureException', {
    message: 'The instance is not ready to change its ports yet. Please try again later.',
    tip: 'The instance has just started. Wait a moment, and try again.',
  })
}
