import { structure, text } from '../model/shape.ts'
import { resourceName } from '../model/shapes.ts'
import { readPublicKey, sha1Fingerprint } from '../runtime/key-material.ts'
import { addKeyPair } from './add-key-pair.ts'
import { refuseNamesInUse } from './names-in-use.ts'
import { onAccount } from './operation.ts'

/**
 * Imports a public key: a line of `authorized_keys`, or Base64 of one.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_ImportKeyPair.html
 */
export const importKeyPair = onAccount({
  name: 'ImportKeyPair',
  input: structure({ keyPairName: resourceName, publicKeyBase64: text }, ['keyPairName', 'publicKeyBase64']),
  check({ keyPairName: name = '', publicKeyBase64 }, complain) {
    const key = readPublicKey(publicKeyBase64 ?? '')
    if (publicKeyBase64 !== undefined && key === undefined) {
      complain('publicKeyBase64', 'it is not an RSA or Ed25519 public key in OpenSSH form')
    }
    return { name, key: key ?? new Uint8Array() }
  },
  async run(context, { name, key }) {
    refuseNamesInUse(context, [name])
    const fingerprint = await sha1Fingerprint(key)
    const { operation } = addKeyPair(context, 'ImportKeyPair', { name, tags: {}, fingerprint })
    return { operation }
  },
})
