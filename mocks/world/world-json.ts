import * as v from 'valibot'
import { anyObject, collectProblems, readDefinition, strictObject } from './definition.ts'
import { type Instance, type InstanceState, STATE_CODES } from './instance.ts'
import type { PortRule } from './port-rule.ts'
import type { InstanceChange, InstanceDefinition, Setup, World } from './world.ts'

/** The service's own pattern for names of resources (model: ResourceName). */
export const RESOURCE_NAME = /^\w[\w-]*\w$/

/** A world as JSON: what `createLightsail`, `--world FILE` and `PUT /_mock/world` take. All of it has defaults. */
export interface WorldDefinition {
  readonly account?: (Partial<Setup> & { readonly id?: string | undefined }) | undefined
  readonly regions?: Readonly<Record<string, Setup>> | undefined
  /** An instance may be its name alone. */
  readonly instances?: readonly (InstanceDefinition | string)[] | undefined
  /** Faults that are waiting (see `FaultDefinition`). */
  readonly faults?: readonly unknown[] | undefined
}

const states = Object.keys(STATE_CODES) as [InstanceState, ...InstanceState[]]
const region = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(?:-[a-z]+)+-\d$/, 'is not the name of a Region'))
const moment = v.pipe(v.string(), v.isoTimestamp('is not a moment such as 2026-01-31T12:00:00Z'))
const status = v.picklist(['active', 'setup-in-progress'])
const setup = strictObject({ status, until: v.optional(moment) })
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
  tags: v.optional(v.pipe(anyObject, v.record(v.string(), v.string()))),
  ports: v.optional(v.array(port)),
}
const name = v.pipe(
  v.string(),
  v.regex(
    RESOURCE_NAME,
    'is not a resource name: two or more letters, digits, - and _, with a letter, digit or _ at both ends',
  ),
)
const instance = strictObject({
  name,
  region: v.optional(region),
  availabilityZone: v.optional(v.string()),
  blueprintId: v.optional(v.string()),
  bundleId: v.optional(v.string()),
  ipAddressType: v.optional(v.picklist(['dualstack', 'ipv4', 'ipv6'])),
  ...change,
})
const world = strictObject({
  account: v.optional(
    strictObject({
      id: v.optional(v.pipe(v.string(), v.regex(/^\d{12}$/, 'is not an account id of 12 digits'))),
      status: v.optional(status),
      until: v.optional(moment),
    }),
  ),
  regions: v.optional(v.pipe(anyObject, v.record(region, setup))),
  instances: v.optional(v.array(v.lazy((given) => (typeof given === 'string' ? name : instance)))),
  faults: v.optional(v.array(v.unknown())),
})

/**
 * Fills an empty world with a definition.
 *
 * @throws {InvalidDefinitionError} with the path of everything that is wrong
 */
export function fillWorld(target: World, json: unknown): void {
  const definition = readDefinition(world, json, 'world')
  if (definition.account?.id !== undefined) target.accountId = definition.account.id
  target.account = { status: definition.account?.status ?? 'active', until: definition.account?.until }
  for (const [regionName, regionSetup] of Object.entries(definition.regions ?? {})) {
    target.regions.set(regionName, regionSetup)
  }
  collectProblems('world', (complain) => {
    for (const [index, given] of (definition.instances ?? []).entries()) {
      const one: InstanceDefinition = typeof given === 'string' ? { name: given } : given
      target.addInstance(one, `instances[${index}]`, complain)
    }
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
  return { protocol, fromPort, toPort, cidrs, ipv6Cidrs, cidrListAliases }
}

/** An instance in the form that it can be given in. */
export function exportInstance(source: Instance): Required<InstanceDefinition> {
  return {
    name: source.name,
    region: source.region,
    availabilityZone: source.location.availabilityZone,
    blueprintId: source.blueprintId,
    bundleId: source.bundleId,
    ipAddressType: source.ipAddressType,
    state: source.state,
    tags: source.tags,
    ports: source.rules.map(exportPort),
  }
}

/** A world in the form that it can be given in. */
export function exportWorld(source: World): WorldDefinition {
  return {
    account: { id: source.accountId, ...source.account },
    regions: Object.fromEntries(source.regions),
    instances: [...source.instances()].map(exportInstance),
  }
}
