import { pageOnly } from '../model/shapes.ts'
import { numberedFrom } from '../world/named-store.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'
import { snapshotOutput } from './snapshot-output.ts'

/** The size of a page (assumed). */
const PAGE_SIZE = 100

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetInstanceSnapshots.html */
export const getInstanceSnapshots = onAccount({
  name: 'GetInstanceSnapshots',
  input: pageOnly,
  run({ world, region }, { pageToken }) {
    const listed = (from: number) => numberedFrom(world.instanceSnapshots, region, from)
    const { items, ...next } = page('GetInstanceSnapshots', listed, PAGE_SIZE, pageToken)
    return { instanceSnapshots: items.map((snapshot) => snapshotOutput(world, snapshot)), ...next }
  },
})
