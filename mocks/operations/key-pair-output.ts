import { fingerprintOf, type KeyPair } from '../world/key-pairs.ts'
import { locationOf, resourceArn } from '../world/resource.ts'
import type { World } from '../world/world.ts'
import { tagsOutput } from './tags.ts'

/** Writes a key pair as the service does, without its fingerprint. */
export function newKeyPairOutput({ accountId }: World, keyPair: KeyPair): Record<string, unknown> {
  const { name, createdAt, tags } = keyPair
  return {
    name,
    arn: resourceArn(accountId, 'KeyPair', keyPair),
    supportCode: `${accountId}/${name}`,
    createdAt: createdAt / 1000,
    location: locationOf(keyPair),
    resourceType: 'KeyPair',
    tags: tagsOutput(tags),
  }
}

/** Writes a key pair as the service does. */
export async function keyPairOutput(world: World, keyPair: KeyPair): Promise<Record<string, unknown>> {
  return { ...newKeyPairOutput(world, keyPair), fingerprint: await fingerprintOf(keyPair) }
}
