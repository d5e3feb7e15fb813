import { staticIpOnly } from '../model/shapes.ts'
import type { StaticIp } from '../world/static-ips.ts'
import { onResources } from './on-resources.ts'
import { staticIpOutput } from './static-ip-output.ts'

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetStaticIp.html */
export const getStaticIp = onResources({
  name: 'GetStaticIp',
  input: staticIpOnly,
  named: { staticIpName: 'StaticIp' },
  authorizedOn: '*',
  run({ world, region }, { staticIpName = '' }) {
    return { staticIp: staticIpOutput(world, world.staticIps.get(region, staticIpName) as StaticIp) }
  },
})
