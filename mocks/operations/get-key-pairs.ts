import { boolean, structure, text } from '../model/shape.ts'
import { DEFAULT_KEY_PAIR, type KeyPair } from '../world/key-pairs.ts'
import { numberedFrom } from '../world/named-store.ts'
import { keyPairOutput } from './key-pair-output.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/** The size of a page (assumed). */
const PAGE_SIZE = 100

/**
 * Lists the key pairs. The default one of the Region is in the list only if the input asks for it.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetKeyPairs.html
 */
export const getKeyPairs = onAccount({
  name: 'GetKeyPairs',
  input: structure({ pageToken: text, includeDefaultKeyPair: boolean }),
  async run({ world, region }, { pageToken, includeDefaultKeyPair = false }) {
    function* listed(from: number): Generator<[number, KeyPair]> {
      for (const [sequence, keyPair] of numberedFrom(world.keyPairs, region, from)) {
        if (keyPair.name !== DEFAULT_KEY_PAIR || includeDefaultKeyPair) yield [sequence, keyPair]
      }
    }
    const { items, ...next } = page('GetKeyPairs', listed, PAGE_SIZE, pageToken)
    return { keyPairs: await Promise.all(items.map((keyPair) => keyPairOutput(world, keyPair))), ...next }
  },
})
