import { pageOnly } from '../model/shapes.ts'
import { DEFAULT_KEY_PAIR } from '../world/key-pairs.ts'
import type { NamedResource } from '../world/resource.ts'
import type { World } from '../world/world.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/** The size of a page (assumed). */
const PAGE_SIZE = 100

/**
 * Lists the names that are in use in the Region, whatever has them.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetActiveNames.html
 */
export const getActiveNames = onAccount({
  name: 'GetActiveNames',
  input: pageOnly,
  run({ world, region }, { pageToken }) {
    const { items, ...next } = page('GetActiveNames', (from) => namesFrom(world, region, from), PAGE_SIZE, pageToken)
    return { activeNames: items, ...next }
  },
})

function namesFrom(world: World, region: string, from: number): [sequence: number, name: string][] {
  const resources: Pick<NamedResource, 'name' | 'sequence'>[] = [
    ...world.instances(region),
    ...world.staticIps.of(region),
    ...world.keyPairs.of(region),
    ...world.instanceSnapshots.of(region),
  ]
  return resources
    .filter(({ name, sequence }) => sequence >= from && name !== DEFAULT_KEY_PAIR)
    .sort((left, right) => left.sequence - right.sequence)
    .map(({ name, sequence }) => [sequence, name])
}
