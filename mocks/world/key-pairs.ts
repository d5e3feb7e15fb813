import type { KeyMaterial } from '../runtime/key-material.ts'
import type { NamedResource } from './resource.ts'

/** The name of a Region's default key pair. */
export const DEFAULT_KEY_PAIR = 'LightsailDefaultKeyPair'

/** A key pair. The private half is given to who creates it, and not kept; only a default key pair has both halves. */
export type KeyPair = DefaultKeyPair | (NamedResource & { readonly fingerprint: string; readonly material?: undefined })

/** The default key pair of a Region. */
export interface DefaultKeyPair extends NamedResource {
  readonly fingerprint?: undefined
  /** Makes the key pair at the first call, and returns it again at each later one. */
  readonly material: () => Promise<KeyMaterial>
}

/** The fingerprint of a key pair. A default key pair is made now if nobody has needed it before. */
export async function fingerprintOf(keyPair: KeyPair): Promise<string> {
  return keyPair.fingerprint ?? (await keyPair.material()).fingerprint
}
