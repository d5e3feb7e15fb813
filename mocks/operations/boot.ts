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
      const now = world.clock.now()
      instance.state = 'running'
      instance.readyAt = { address: now + bootTime.address, ports: now + bootTime.ports }
    }
    return true
  }
}
