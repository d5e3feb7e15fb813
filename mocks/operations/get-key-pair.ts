import { structure } from '../model/shape.ts'
import { resourceName } from '../model/shapes.ts'
import type { KeyPair } from '../world/key-pairs.ts'
import { keyPairOutput } from './key-pair-output.ts'
import { onResources } from './on-resources.ts'

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetKeyPair.html */
export const getKeyPair = onResources({
  name: 'GetKeyPair',
  input: structure({ keyPairName: resourceName }, ['keyPairName']),
  named: { keyPairName: 'KeyPair' },
  authorizedOn: '*',
  async run({ world, region }, { keyPairName = '' }) {
    return { keyPair: await keyPairOutput(world, world.keyPairs.get(region, keyPairName) as KeyPair) }
  },
})
