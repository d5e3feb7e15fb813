import { structure } from '../model/shape.ts'
import { onAccount } from './operation.ts'

/**
 * Downloads the default key pair of the Region, and makes it if there is none.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_DownloadDefaultKeyPair.html
 */
export const downloadDefaultKeyPair = onAccount({
  name: 'DownloadDefaultKeyPair',
  input: structure({}),
  async run({ world, region }) {
    const keyPair = world.defaultKeyPair(region)
    const { publicKey, privateKey } = await keyPair.material()
    return { publicKeyBase64: publicKey, privateKeyBase64: privateKey, createdAt: keyPair.createdAt / 1000 }
  },
})
