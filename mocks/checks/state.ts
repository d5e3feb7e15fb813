import { LightsailError } from '../errors/index.ts'
import type { Instance } from '../world/instance.ts'

/**
 * Assumed: CloudFormation's handler waits for these two states before it changes ports.
 *
 * @throws {LightsailError} OperationFailureException unless the instance is running or stopped
 */
export function checkState({ name, state }: Instance): void {
  if (state === 'running' || state === 'stopped') return
  throw new LightsailError('OperationFailureException', {
    message: `The ports of the Instance ${name} cannot be changed while it is ${state}.`,
    tip: 'Wait until the instance is running or stopped, and try again.',
  })
}
