import { structure } from '../model/shape.ts'
import { uuidOf } from '../runtime/ids.ts'
import { locationOf } from '../world/resource.ts'
import { onAccount } from './operation.ts'
import { recordOperation } from './record-operation.ts'

/**
 * Records that the VPC of Lightsail was peered with the default VPC. Nothing else changes.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PeerVpc.html
 */
export const peerVpc = onAccount({
  name: 'PeerVpc',
  input: structure({}),
  run(context) {
    const { world, region } = context
    const vpc = (of: string) => `vpc-${uuidOf(`${world.accountId}/${region}/${of}`).replaceAll('-', '').slice(0, 17)}`
    const operation = recordOperation(context, {
      operationType: 'PeeredVpc',
      operationDetails: vpc('default'),
      resourceName: vpc('lightsail'),
      resourceType: 'PeeredVpc',
      location: locationOf({ region }),
    })
    return { operation }
  },
})
