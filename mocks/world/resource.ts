import { uuidOf } from '../runtime/ids.ts'
import type { ResourceLocation } from './instance.ts'

/** The types of the resources that have names of their own in a Region. */
export type NamedType = 'Instance' | 'StaticIp' | 'KeyPair' | 'InstanceSnapshot'
/** The types of the resources that the simulation has. */
export type ResourceType = NamedType | 'PeeredVpc'

/** A resource as a request names it. A request that may be about any type leaves the type out. */
export interface ResourceName {
  readonly type: NamedType | undefined
  readonly name: string
}

/** A resource that belongs to a Region and is found there by its name. */
export interface NamedResource {
  readonly name: string
  readonly region: string
  readonly createdAt: number
  /** Counts the resources of a world, so that a page of them can go on where the last one ended. */
  readonly sequence: number
  tags: Readonly<Record<string, string>>
}

/** The location of a resource that is in no single zone, as the service writes it. */
export function locationOf({ region }: Pick<NamedResource, 'region'>): ResourceLocation {
  return { availabilityZone: 'all', regionName: region }
}

/** The ARN of a resource: it names a UUID, not the resource's name. */
export function resourceArn(
  accountId: string,
  type: Exclude<ResourceType, 'Instance'>,
  { region, name }: Pick<NamedResource, 'region' | 'name'>,
): string {
  return `arn:aws:lightsail:${region}:${accountId}:${type}/${uuidOf(`${accountId}/${region}/${type}/${name}`)}`
}
