import { clipped, LightsailError } from '../errors/index.ts'
import type { Instance } from '../world/instance.ts'
import type { World } from '../world/world.ts'

/**
 * @throws {LightsailError} NotFoundException: instances live in one Region, and only that one finds them
 * @see https://docs.aws.amazon.com/lightsail/latest/userguide/understanding-regions-and-availability-zones-in-amazon-lightsail.html
 */
export function findInstance(world: World, region: string, name: string): Instance {
  const instance = world.instance(region, name)
  if (instance !== undefined) return instance
  const elsewhere = regionsWith(world, name)
  throw new LightsailError('NotFoundException', {
    // "does not exist" is what real programs look for in this text.
    message: `The Instance does not exist: ${clipped(name)}`,
    ...(elsewhere.length > 0 && {
      tip: `Instances live in one Region. ${region} was called; ${clipped(name)} is in ${elsewhere.join(', ')}.`,
    }),
  })
}

function regionsWith(world: World, name: string): string[] {
  return [...world.regionNames()].filter((region) => world.instance(region, name) !== undefined)
}
