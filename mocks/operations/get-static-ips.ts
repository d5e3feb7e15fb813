import { pageOnly } from '../model/shapes.ts'
import { numberedFrom } from '../world/named-store.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'
import { staticIpOutput } from './static-ip-output.ts'

/** The size of a page (assumed). */
const PAGE_SIZE = 100

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetStaticIps.html */
export const getStaticIps = onAccount({
  name: 'GetStaticIps',
  input: pageOnly,
  run({ world, region }, { pageToken }) {
    const listed = (from: number) => numberedFrom(world.staticIps, region, from)
    const { items, ...next } = page('GetStaticIps', listed, PAGE_SIZE, pageToken)
    return { staticIps: items.map((staticIp) => staticIpOutput(world, staticIp)), ...next }
  },
})
