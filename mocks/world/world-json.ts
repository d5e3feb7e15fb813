import ipaddr from 'ipaddr.js'
import * as v from 'valibot'
import type { Rules } from '../behaviours.ts'
import { anyObject, collectProblems, moment, readDefinition, strictObject, tags } from '../definitions/definition.ts'
import { chosenRules, readRules } from '../definitions/rules.ts'
import { isRegionName, NO_SUCH_REGION } from '../model/regions.ts'
import { parseDuration } from '../runtime/duration.ts'
import { type Instance, type InstanceState, STATE_CODES } from './instance.ts'
import type { PortRule } from './port-rule.ts'
import { exportPrincipal, type PrincipalDefinition, principalSchema, readPrincipal } from './principal.ts'
import { regionName } from './region-name.ts'
import {
  addResources,
  exportKeyPairs,
  exportSnapshot,
  exportStaticIp,
  type InstanceSnapshotDefinition,
  instanceSnapshot,
  KEY_PAIR,
  type KeyPairDefinition,
  type LazySchemas,
  nameOr,
  STATIC_IP,
  type StaticIpDefinition,
} from './resources-json.ts'
import type { AddOnDefinition, InstanceChange, InstanceDefinition, Setup, World } from './world.ts'

/** A world as JSON, for `createLightsail`, `--world FILE` and `PUT /_mock/world`. Every member has a default. */
export interface WorldJson<Fault = unknown> {
  readonly account?: (Partial<Setup> & { readonly id?: string | undefined }) | undefined
  readonly regions?: Readonly<Record<string, Setup>> | undefined
  /** The principals that may call. Without any, everyone may do everything. */
  readonly principals?: readonly PrincipalDefinition[] | undefined
  /** An instance may be its name alone. */
  readonly instances?: readonly (InstanceDefinition | string)[] | undefined
  /** A static IP address may be its name alone. */
  readonly staticIps?: readonly (StaticIpDefinition | string)[] | undefined
  /** A key pair may be its name alone. */
  readonly keyPairs?: readonly (KeyPairDefinition | string)[] | undefined
  readonly instanceSnapshots?: readonly InstanceSnapshotDefinition[] | undefined
  /** Faults that are waiting (see `FaultDefinition`). */
  readonly faults?: readonly Fault[] | undefined
  /** The JSON Schema of the file, which editors complete it by. */
  readonly $schema?: string | undefined
  /** The choices of rules that have several possible answers: `{ 'put-empty': 'refuse' }`. */
  readonly rules?: Partial<Rules> | undefined
}

const states = Object.keys(STATE_CODES) as [InstanceState, ...InstanceState[]]
const status = v.picklist(['active', 'setup-in-progress'])
const UNTIL = 'has an until, which only goes with the status setup-in-progress'
const untilFits = (given: { status?: string | undefined; until?: string | undefined }): boolean =>
  given.until === undefined || given.status === 'setup-in-progress'
const setup = v.pipe(
  strictObject({ status, until: v.optional(moment) }),
  v.check((given) => untilFits(given), UNTIL),
)
const port = v.pipe(
  anyObject,
  v.object({
    fromPort: v.optional(v.pipe(v.number(), v.integer('is not a whole number'))),
    toPort: v.optional(v.pipe(v.number(), v.integer('is not a whole number'))),
    protocol: v.optional(v.string()),
    cidrs: v.optional(v.array(v.string())),
    ipv6Cidrs: v.optional(v.array(v.string())),
    cidrListAliases: v.optional(v.array(v.string())),
  }),
)
const change = {
  state: v.optional(v.picklist(states)),
  tags: v.optional(tags),
  ports: v.optional(v.array(port)),
  publicIpAddress: v.optional(
    v.nullable(v.pipe(v.string(), v.check(ipaddr.IPv4.isValidFourPartDecimal, 'is not an IPv4 address'))),
  ),
  portsDelay: v.optional(
    v.pipe(
      v.union([v.number(), v.string()]),
      v.check((delay) => parseDuration(delay) !== undefined, 'is not a duration such as 30s, or milliseconds'),
    ),
  ),
}
const addOn = strictObject({
  name: v.picklist(['AutoSnapshot', 'StopInstanceOnIdle']),
  status: v.optional(v.literal('Enabled')),
  snapshotTimeOfDay: v.optional(v.string()),
  threshold: v.optional(v.string()),
  duration: v.optional(v.string()),
})
// The world checks names: the pattern depends on one of its rules.
const name = v.string()
const instance = strictObject({
  name,
  region: v.optional(regionName),
  availabilityZone: v.optional(v.string()),
  blueprintId: v.optional(v.string()),
  bundleId: v.optional(v.string()),
  keyPairName: v.optional(name),
  ipAddressType: v.optional(v.picklist(['dualstack', 'ipv4', 'ipv6'])),
  addOns: v.optional(v.array(addOn as v.GenericSchema<unknown, AddOnDefinition>)),
  ...change,
})
const instanceOrName = nameOr(instance) as v.GenericSchema<unknown, InstanceDefinition | string>
const world = strictObject({
  account: v.optional(
    v.pipe(
      strictObject({
        id: v.optional(v.pipe(v.string(), v.regex(/^\d{12}$/, 'is not an account id of 12 digits'))),
        status: v.optional(status),
        until: v.optional(moment),
      }),
      v.check((given) => untilFits(given), UNTIL),
    ),
  ),
  regions: v.optional(
    v.pipe(
      anyObject,
      // The library ignores members such as `__proto__`; here they are refused like any unknown member.
      v.check((regions) => Object.keys(regions).every(isRegionName), `has a member that ${NO_SUCH_REGION}`),
      v.record(v.string(), setup),
    ),
  ),
  principals: v.optional(v.array(principalSchema)),
  instances: v.optional(v.array(instanceOrName)),
  staticIps: v.optional(v.array(STATIC_IP.schema as v.GenericSchema<unknown, StaticIpDefinition | string>)),
  keyPairs: v.optional(v.array(KEY_PAIR.schema as v.GenericSchema<unknown, KeyPairDefinition | string>)),
  instanceSnapshots: v.optional(v.array(instanceSnapshot)),
  faults: v.optional(v.array(v.unknown())),
  rules: v.optional(anyObject),
  // The schema that editors complete a world file by.
  $schema: v.optional(v.string()),
})

/** The schema of a world, and the parts of it that depend on the value, for its JSON Schema. */
export const worldSchema: v.GenericSchema = world
export const LAZY_SCHEMAS: readonly LazySchemas[] = [
  { schema: instanceOrName, name, whole: instance },
  STATIC_IP,
  KEY_PAIR,
]

/**
 * Fills an empty world with a definition.
 *
 * @param before the present world, which has the secrets of principals that are given without them
 * @throws {InvalidDefinitionError} naming every problem with its path
 */
export function fillWorld(target: World, json: unknown, before: World | undefined): void {
  const definition = readDefinition(world, json, 'world')
  if (definition.account?.id !== undefined) target.accountId = definition.account.id
  target.account = { status: definition.account?.status ?? 'active', until: definition.account?.until }
  for (const [regionName, regionSetup] of Object.entries(definition.regions ?? {})) {
    target.regions.set(regionName, regionSetup)
  }
  collectProblems('world', (complain) => {
    target.rules = readRules(definition.rules ?? {}, 'rules', complain)
    for (const [index, given] of (definition.principals ?? []).entries()) {
      const at = `principals[${index}]`
      const principal = readPrincipal(given, before?.principals.get(given.accessKeyId), at, complain)
      if (target.principals.has(given.accessKeyId))
        complain(`${at}.accessKeyId`, 'is that of another principal already')
      target.principals.set(given.accessKeyId, principal)
    }
    for (const [index, given] of (definition.instances ?? []).entries()) {
      const one: InstanceDefinition = typeof given === 'string' ? { name: given } : given
      target.addInstance(one, `instances[${index}]`, complain)
    }
    addResources(target, definition, complain)
  })
}

/** Reads an instance from JSON. @throws {InvalidDefinitionError} */
export function readInstanceDefinition(json: unknown): InstanceDefinition {
  return readDefinition(instance, typeof json === 'string' ? { name: json } : json, 'instance')
}

/** Reads a change of an instance from JSON. @throws {InvalidDefinitionError} */
export function readInstanceChange(json: unknown): InstanceChange {
  return readDefinition(strictObject(change), json, 'change')
}

function exportPort({ protocol, fromPort, toPort, cidrs, ipv6Cidrs, cidrListAliases }: PortRule) {
  return {
    protocol,
    fromPort,
    toPort,
    cidrs: [...cidrs],
    ipv6Cidrs: [...ipv6Cidrs],
    cidrListAliases: [...cidrListAliases],
  }
}

type Special = 'publicIpAddress' | 'portsDelay' | 'addOns'
/** An instance with all its members; those of special instances only if it is one. */
export type ExportedInstance = Required<Omit<InstanceDefinition, Special>> & Pick<InstanceDefinition, Special>

/** Writes an instance in the form in which it can be given. */
export function exportInstance(source: Instance): ExportedInstance {
  return {
    name: source.name,
    region: source.region,
    availabilityZone: source.location.availabilityZone,
    blueprintId: source.blueprintId,
    bundleId: source.bundleId,
    keyPairName: source.keyPairName,
    ipAddressType: source.ipAddressType,
    state: source.state,
    tags: { ...source.tags },
    ports: source.rules.map(exportPort),
    ...(source.publicIpAddress !== undefined && { publicIpAddress: source.publicIpAddress }),
    ...(source.portsDelay > 0 && { portsDelay: source.portsDelay }),
    ...(source.addOns !== undefined && { addOns: source.addOns.map((addOn) => ({ ...addOn })) }),
  }
}

/** Writes a world in the form in which it can be given. Secret keys and session tokens are left out by default. */
export function exportWorld(source: World, withSecrets: boolean): WorldJson {
  return {
    account: { id: source.accountId, ...source.account },
    regions: Object.fromEntries(source.regions),
    principals: [...source.principals.values()].map((principal) => exportPrincipal(principal, withSecrets)),
    instances: [...source.instances()].map(exportInstance),
    staticIps: [...source.staticIps].map(exportStaticIp),
    keyPairs: exportKeyPairs(source.keyPairs),
    instanceSnapshots: [...source.instanceSnapshots].map(exportSnapshot),
    rules: chosenRules(source.rules),
  }
}
