import { structure } from '../model/shape.ts'
import { resourceName, tagList } from '../model/shapes.ts'
import { createKeyMaterial } from '../runtime/key-material.ts'
import { addKeyPair } from './add-key-pair.ts'
import { newKeyPairOutput } from './key-pair-output.ts'
import { refuseNamesInUse } from './names-in-use.ts'
import { onAccount } from './operation.ts'
import { readTags } from './tags.ts'

/**
 * Creates a key pair with the platform's crypto. Only this reply has its private half.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_CreateKeyPair.html
 */
export const createKeyPair = onAccount({
  name: 'CreateKeyPair',
  input: structure({ keyPairName: resourceName, tags: tagList }, ['keyPairName']),
  check: ({ keyPairName: name = '', tags }, complain) => ({ name, tags: readTags(tags, complain) }),
  async run(context, { name, tags }) {
    refuseNamesInUse(context, [name])
    const { publicKey, privateKey, fingerprint } = await createKeyMaterial()
    const { keyPair, operation } = addKeyPair(context, 'CreateKeyPair', { name, tags, fingerprint })
    return {
      keyPair: newKeyPairOutput(context.world, keyPair),
      publicKeyBase64: publicKey,
      privateKeyBase64: privateKey,
      operation,
    }
  },
})
