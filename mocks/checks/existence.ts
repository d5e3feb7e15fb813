import { clipped, LightsailError } from '../errors/index.ts'
import type { Instance } from '../world/instance.ts'
import type { ResourceName } from '../world/resource.ts'
import type { World } from '../world/world.ts'

/**
 * Refuses a call for an instance that does not exist in the Region that was called.
 *
 * @throws {LightsailError} NotFoundException; its tip names the Regions that have an instance of that name
 * @see https://docs.aws.amazon.com/lightsail/latest/userguide/understanding-regions-and-availability-zones-in-amazon-lightsail.html
 */
export function checkExistence(world: World, region: string, name: string, instance: Instance | undefined): void {
  if (instance !== undefined) return
  const elsewhere = world.instancesNamed(name).map((one) => one.region)
  throw new LightsailError('NotFoundException', {
    // Real programs look for "does not exist" in this text.
    message: `The Instance does not exist: ${clipped(name)}`,
    ...(elsewhere.length > 0 && {
      tip: `Instances live in one Region. ${region} was called; ${clipped(name)} is in ${elsewhere.join(', ')}.`,
    }),
  })
}

/**
 * Refuses a call for a resource that does not exist in the Region that was called.
 *
 * @throws {LightsailError} NotFoundException
 */
export function checkResource(world: World, region: string, { type, name }: ResourceName): void {
  if (world.resource(region, { type, name }) !== undefined) return
  throw new LightsailError('NotFoundException', {
    message: `The ${type ?? 'resource'} does not exist: ${clipped(name)}`,
  })
}
