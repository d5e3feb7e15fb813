import { LightsailError } from '../errors/index.ts'
import type { World } from '../world/world.ts'

/**
 * Refuses every call while the account is being set up.
 *
 * @throws {LightsailError} AccountSetupInProgressException while the account is being set up
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PutInstancePublicPorts.html
 */
export function checkAccount(world: World): void {
  if (world.isSettingUp(world.account)) throw new LightsailError('AccountSetupInProgressException')
}

/**
 * Refuses every call to a Region that is being set up.
 *
 * @throws {LightsailError} RegionSetupInProgressException while the Region that was called is being set up
 * @see https://docs.aws.amazon.com/lightsail/latest/userguide/understanding-regions-and-availability-zones-in-amazon-lightsail.html
 */
export function checkRegion(world: World, region: string): void {
  if (!world.isSettingUp(world.regions.get(region))) return
  throw new LightsailError('RegionSetupInProgressException', { message: `The Region ${region} is still being set up.` })
}
