import { LightsailError } from '../errors/index.ts'
import { DEFAULT_KEY_PAIR } from '../world/key-pairs.ts'
import type { OperationContext } from './operation.ts'

/**
 * Refuses names that a resource of any type has already in the Region.
 *
 * @throws {LightsailError} InvalidInputException with the code NameExists
 */
export function refuseNamesInUse({ world, region }: OperationContext, names: readonly string[]): void {
  const used = names.filter((name) => name === DEFAULT_KEY_PAIR || world.typeOf(region, name) !== undefined)
  if (used.length === 0) return
  throw new LightsailError('InvalidInputException', {
    message: `Some names are already in use: ${used.slice(0, 20).join(', ')}`,
    code: 'NameExists',
  })
}
