import { LightsailError } from '../errors/index.ts'
import { hardwareOf } from '../model/bundles.ts'
import type { World } from '../world/world.ts'

const STATIC_IPS = 5
const VCPUS = 20

/**
 * Refuses another static IP address in a Region that has as many as an account may have.
 *
 * @throws {LightsailError} InvalidInputException
 */
export function refuseTooManyStaticIps({ rules, staticIps }: World, region: string): void {
  if (rules['static-ip-limit'] === 'none' || staticIps.countOf(region) < STATIC_IPS) return
  throw limitReached('static IPs')
}

/**
 * Refuses instances that would have more vCPUs than an account may have in a Region. A deleted instance has none.
 *
 * @throws {LightsailError} InvalidInputException
 */
export function refuseTooManyInstances(world: World, region: string, bundleId: string, count: number): void {
  if (world.rules['instance-limit'] === 'none') return
  let vcpus = hardwareOf(bundleId).cpuCount * count
  for (const instance of world.instances(region)) vcpus += hardwareOf(instance.bundleId).cpuCount
  if (vcpus > VCPUS) throw limitReached('instances')
}

function limitReached(what: string): LightsailError {
  return new LightsailError('InvalidInputException', {
    message: `Sorry, you've reached the maximum number of ${what} for your account.`,
  })
}
