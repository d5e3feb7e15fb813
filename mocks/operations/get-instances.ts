import { boolean, structure, text } from '../model/shape.ts'
import type { Instance } from '../world/instance.ts'
import type { World } from '../world/world.ts'
import { instanceOutput } from './instance-output.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/** The number of instances on a page (assumed). */
const PAGE_SIZE = 100

/**
 * Health is not simulated: `includeHealthStatus` changes nothing.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetInstances.html
 */
export const getInstances = onAccount({
  name: 'GetInstances',
  input: structure({ pageToken: text, includeHealthStatus: boolean }),
  changes: false,
  run({ world, region }, { pageToken }) {
    const { items, ...next } = page('GetInstances', (from) => numbered(world, region, from), PAGE_SIZE, pageToken)
    return { instances: items.map((instance) => instanceOutput(world, instance)), ...next }
  },
})

function* numbered(world: World, region: string, from: number): Generator<[number, Instance]> {
  for (const instance of world.instances(region)) if (instance.sequence >= from) yield [instance.sequence, instance]
}
