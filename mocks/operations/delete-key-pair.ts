import { structure, text } from '../model/shape.ts'
import { resourceName } from '../model/shapes.ts'
import { DEFAULT_KEY_PAIR, fingerprintOf, type KeyPair } from '../world/key-pairs.ts'
import { locationOf } from '../world/resource.ts'
import { invalidInput } from './invalid-input.ts'
import { onResources } from './on-resources.ts'
import { recordOperation } from './record-operation.ts'

/**
 * Deletes a key pair. The default one of a Region is deleted only by a call that names its fingerprint.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_DeleteKeyPair.html
 */
export const deleteKeyPair = onResources({
  name: 'DeleteKeyPair',
  input: structure({ keyPairName: resourceName, expectedFingerprint: text }, ['keyPairName']),
  named: { keyPairName: 'KeyPair' },
  authorizedOn: 'resources',
  async run(context, { keyPairName = '', expectedFingerprint }) {
    const { world, region } = context
    const keyPair = world.keyPairs.get(region, keyPairName) as KeyPair
    const isNeeded = keyPairName === DEFAULT_KEY_PAIR || expectedFingerprint !== undefined
    if (isNeeded && (await fingerprintOf(keyPair)) !== expectedFingerprint) {
      throw invalidInput(['expectedFingerprint: it is not the fingerprint of the key pair'])
    }
    const operation = recordOperation(context, {
      operationType: 'DeleteKeyPair',
      resourceName: keyPairName,
      resourceType: 'KeyPair',
      location: locationOf(keyPair),
      effect() {
        if (world.keyPairs.get(region, keyPairName) !== keyPair) return false
        world.keyPairs.delete(keyPair)
        return true
      },
    })
    return { operation }
  },
})
