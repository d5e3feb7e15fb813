import ipaddr from 'ipaddr.js'
import * as v from 'valibot'
import { type Complain, strictObject, tags } from '../definitions/definition.ts'
import { clipped } from '../errors/index.ts'
import { uuidOf } from '../runtime/ids.ts'
import { arnOf } from './instance.ts'
import type { InstanceSnapshot } from './instance-snapshots.ts'
import { DEFAULT_KEY_PAIR, type KeyPair } from './key-pairs.ts'
import { regionName } from './region-name.ts'
import { ipv4Address, type StaticIp } from './static-ips.ts'
import type { World } from './world.ts'

/** The definition of a static IP address. Everything but its name has a default. */
export interface StaticIpDefinition {
  readonly name: string
  /** Default `us-east-1`, or the service's own Region. */
  readonly region?: string | undefined
  /** Default: one of a range for tests. */
  readonly ipAddress?: string | undefined
  /** The name of an instance of the same Region that has the address. Default: it is free. */
  readonly attachedTo?: string | undefined
}

/** The definition of a key pair, without its private half, which nothing keeps. Everything but its name has a default. */
export interface KeyPairDefinition {
  readonly name: string
  /** Default `us-east-1`, or the service's own Region. */
  readonly region?: string | undefined
  /** Default: one that is made of its name. */
  readonly fingerprint?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}

/** The definition of a snapshot of an instance, which may be gone. */
export interface InstanceSnapshotDefinition {
  readonly name: string
  /** Default `us-east-1`, or the service's own Region. */
  readonly region?: string | undefined
  readonly fromInstanceName: string
  /** Default `ubuntu_24_04`. */
  readonly fromBlueprintId?: string | undefined
  /** Default `nano_3_0`. */
  readonly fromBundleId?: string | undefined
  /** Default `available`. */
  readonly state?: InstanceSnapshot['state'] | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}

const name = v.string()
const ipv4 = v.pipe(v.string(), v.check(ipaddr.IPv4.isValidFourPartDecimal, 'is not an IPv4 address'))
const staticIp = strictObject({
  name,
  region: v.optional(regionName),
  ipAddress: v.optional(ipv4),
  attachedTo: v.optional(name),
})
const keyPair = strictObject({
  name,
  region: v.optional(regionName),
  fingerprint: v.optional(
    v.pipe(v.string(), v.regex(/^(?:[\da-f]{2}:){15,31}[\da-f]{2}$/, 'is not a fingerprint such as 1f:51:…:c8')),
  ),
  tags: v.optional(tags),
})

/** The schema of a snapshot of an instance in a world. */
export const instanceSnapshot: v.GenericSchema<unknown, InstanceSnapshotDefinition> = strictObject({
  name,
  region: v.optional(regionName),
  fromInstanceName: name,
  fromBlueprintId: v.optional(v.string()),
  fromBundleId: v.optional(v.string()),
  state: v.optional(v.picklist(['pending', 'available'])),
  tags: v.optional(tags),
})

/** The schemas of both in a world, each with the parts of it that depend on the value, for its JSON Schema. */
export const STATIC_IP: LazySchemas = { schema: nameOr(staticIp), name, whole: staticIp }
export const KEY_PAIR: LazySchemas = { schema: nameOr(keyPair), name, whole: keyPair }

/** A schema that is one of two. */
export type LazySchemas = Readonly<Record<'schema' | 'name' | 'whole', v.GenericSchema>>

/** The schema of a resource that may be its name alone. */
export function nameOr(whole: v.GenericSchema): v.GenericSchema {
  return v.lazy((given) => (typeof given === 'string' ? name : whole))
}

/** The static IP addresses and key pairs of a world, which may be their names alone, and its snapshots. */
interface Resources {
  readonly staticIps?: readonly (StaticIpDefinition | string)[] | undefined
  readonly keyPairs?: readonly (KeyPairDefinition | string)[] | undefined
  readonly instanceSnapshots?: readonly InstanceSnapshotDefinition[] | undefined
}

/**
 * Adds static IP addresses, key pairs and snapshots to a world, which has its instances already. Complains of names in use, and of
 * instances that cannot have an address.
 */
export function addResources(world: World, given: Resources, complain: Complain): void {
  const { staticIps = [], keyPairs = [], instanceSnapshots = [] } = given
  for (const [index, given] of staticIps.entries()) {
    const problem = addStaticIp(world, typeof given === 'string' ? { name: given } : given)
    if (problem !== undefined) complain(`staticIps[${index}].${problem[0]}`, problem[1])
  }
  for (const [index, given] of keyPairs.entries()) {
    const problem = addDefinedKeyPair(world, typeof given === 'string' ? { name: given } : given)
    if (problem !== undefined) complain(`keyPairs[${index}].name`, problem)
  }
  for (const [index, one] of instanceSnapshots.entries()) {
    const problem = world.problemOfName(one.region ?? world.defaultRegion, one.name)
    if (problem === undefined) addSnapshot(world, one)
    else complain(`instanceSnapshots[${index}].name`, problem)
  }
}

/** Adds a static IP address, or returns the member of its definition that is wrong, and the problem. */
function addStaticIp(world: World, given: StaticIpDefinition): [member: string, problem: string] | undefined {
  const { name: own, region = world.defaultRegion, ipAddress, attachedTo } = given
  const problem = world.problemOfName(region, own)
  if (problem !== undefined) return ['name', problem]
  const attachment = attachedTo === undefined ? undefined : problemOfAttachment(world, region, attachedTo)
  if (attachment !== undefined) return ['attachedTo', attachment]
  const staticIp = world.staticIps.add({
    name: own,
    region,
    createdAt: world.clock.now(),
    sequence: world.nextSequence(),
    tags: {},
    ipAddress: ipAddress ?? ipv4Address(world.nextAddressNumber()),
    attachedTo: undefined,
  })
  if (attachedTo !== undefined) world.staticIps.attach(staticIp, attachedTo)
  return undefined
}

function problemOfAttachment(world: World, region: string, attachedTo: string): string | undefined {
  const quoted = JSON.stringify(clipped(attachedTo, 255))
  const instance = world.instance(region, attachedTo)
  if (instance === undefined) return `${region} has no instance ${quoted}`
  if (instance.ipAddressType === 'ipv6') return `the instance ${quoted} is IPv6-only`
  const other = world.staticIpOf(instance)
  return other && `the instance ${quoted} has the static IP address ${other.name} already`
}

/** Adds a key pair, or returns the problem of its name. */
function addDefinedKeyPair(world: World, given: KeyPairDefinition): string | undefined {
  const { name: own, region = world.defaultRegion, fingerprint, tags: ownTags } = given
  if (own === DEFAULT_KEY_PAIR) return `${own} is made when it is first needed`
  const problem = world.problemOfName(region, own)
  if (problem !== undefined) return problem
  world.keyPairs.add({
    name: own,
    region,
    createdAt: world.clock.now(),
    sequence: world.nextSequence(),
    tags: { ...ownTags },
    fingerprint: fingerprint ?? madeUpFingerprint(`${world.accountId}/${region}/${own}`),
  })
  return undefined
}

function addSnapshot(world: World, given: InstanceSnapshotDefinition): void {
  const { name: own, region = world.defaultRegion, fromInstanceName, state = 'available', tags: ownTags } = given
  world.instanceSnapshots.add({
    name: own,
    region,
    createdAt: world.clock.now(),
    sequence: world.nextSequence(),
    tags: { ...ownTags },
    state,
    fromInstanceName,
    fromInstanceArn: arnOf(world.accountId, { region, name: fromInstanceName }),
    fromBlueprintId: given.fromBlueprintId ?? 'ubuntu_24_04',
    fromBundleId: given.fromBundleId ?? 'nano_3_0',
  })
}

/** A fingerprint of the right form: SHA-1 needs the platform's crypto, which is never synchronous. */
function madeUpFingerprint(text: string): string {
  const digits = (uuidOf(text) + uuidOf(`${text}/`)).replaceAll('-', '')
  return (digits.slice(0, 40).match(/../g) ?? []).join(':')
}

/** Writes a static IP address in the form in which it can be given. */
export function exportStaticIp({ name: own, region, ipAddress, attachedTo }: StaticIp): StaticIpDefinition {
  return { name: own, region, ipAddress, ...(attachedTo !== undefined && { attachedTo }) }
}

/** Writes the key pairs in the form in which they can be given. A default key pair is made anew when it is needed. */
export function exportKeyPairs(keyPairs: Iterable<KeyPair>): KeyPairDefinition[] {
  return [...keyPairs].flatMap(({ name: own, region, fingerprint, tags: ownTags }) =>
    fingerprint === undefined ? [] : [{ name: own, region, fingerprint, tags: { ...ownTags } }],
  )
}

/** Writes a snapshot in the form in which it can be given. */
export function exportSnapshot(snapshot: InstanceSnapshot): InstanceSnapshotDefinition {
  const { name: own, region, fromInstanceName, fromBlueprintId, fromBundleId, state, tags: ownTags } = snapshot
  return { name: own, region, fromInstanceName, fromBlueprintId, fromBundleId, state, tags: { ...ownTags } }
}
