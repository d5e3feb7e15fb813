import type { Instance } from '../world/instance.ts'
import type { OperationContext } from './operation.ts'

/**
 * Makes the effect of booting: an instance that is still in the state `from` is then running.
 *
 * @returns false if the instance has gone meanwhile
 */
export function finishBoot(
  { world, bootTime }: OperationContext,
  instance: Instance,
  from: 'pending' | 'starting',
): () => boolean {
  return () => {
    if (world.instance(instance.region, instance.name) !== instance) return false
    if (instance.state === from) {
      instance.state = 'running'
      instance.runningSince = world.clock.now()
      instance.addressDelay = bootTime.address
      instance.portsDelay = Math.max(instance.portsDelay, bootTime.ports)
    }
    return true
  }
}
