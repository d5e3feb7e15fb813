import { boolean, structure, text } from '../model/shape.ts'
import { numberedFrom } from '../world/named-store.ts'
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
  run({ world, region }, { pageToken }) {
    const listed = (from: number) => numberedFrom(world.instancesByNumber, region, from)
    const { items, ...next } = page('GetInstances', listed, PAGE_SIZE, pageToken)
    return { instances: items.map((instance) => instanceOutput(world, instance)), ...next }
  },
})
