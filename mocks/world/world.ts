import { DEFAULT_RULES, type Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import { clipped } from '../errors/index.ts'
import { blueprintOf, isBlueprintId, noSuchBlueprint } from '../model/blueprints.ts'
import { isResourceName } from '../model/resource-name.ts'
import type { Clock } from '../runtime/clock.ts'
import { parseDuration } from '../runtime/duration.ts'
import type { IdSource } from '../runtime/ids.ts'
import { createKeyMaterial, type KeyMaterial } from '../runtime/key-material.ts'
import { type AddOn, type Instance, type InstanceState, setRules } from './instance.ts'
import type { InstanceSnapshot } from './instance-snapshots.ts'
import { DEFAULT_KEY_PAIR, type DefaultKeyPair, type KeyPair } from './key-pairs.ts'
import { NamedStore } from './named-store.ts'
import { OperationLog } from './operation-log.ts'
import type { PortInfo } from './port-info.ts'
import type { IpAddressType } from './port-rule.ts'
import type { Principal } from './principal.ts'
import { readRuleSet } from './requested-rules.ts'
import type { NamedResource, NamedType, ResourceName } from './resource.ts'
import { ipv4Address, type StaticIp, StaticIps } from './static-ips.ts'

/** The set-up of the account, or of one of its Regions. */
export interface Setup {
  readonly status: 'active' | 'setup-in-progress'
  /** The moment at which the set-up ends (ISO 8601). Without one it lasts until it is ended. */
  readonly until?: string | undefined
}

/** The definition of an instance. Everything but its name has a default. */
export interface InstanceDefinition {
  readonly name: string
  /** Default `us-east-1`, or the service's own Region. */
  readonly region?: string | undefined
  /** Default: the Region's zone `a`. */
  readonly availabilityZone?: string | undefined
  /** Default `ubuntu_24_04`. Decides the ports of a fresh instance; an unknown one is refused unless `ports` are given. */
  readonly blueprintId?: string | undefined
  /** Default `nano_3_0`. */
  readonly bundleId?: string | undefined
  /** Default: the default key pair of its Region. */
  readonly keyPairName?: string | undefined
  /** Default `dualstack`. */
  readonly ipAddressType?: IpAddressType | undefined
  /** Default `running`. */
  readonly state?: InstanceState | undefined
  /** Its public IPv4 address; `null` for an instance that has none yet. Default: one of a range for tests. */
  readonly publicIpAddress?: string | null | undefined
  /** The time after its start in which it refuses changes of its ports: milliseconds, or a text such as `30s`. Default 0. */
  readonly portsDelay?: number | string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** The add-ons that are enabled. Default: none. */
  readonly addOns?: readonly AddOnDefinition[] | undefined
  /** The open ports. Default: the blueprint's ports. */
  readonly ports?: readonly PortInfo[] | undefined
}

/** An add-on of an instance: its status is `Enabled`. */
export type AddOnDefinition = Omit<AddOn, 'status'> & Partial<Pick<AddOn, 'status'>>

/** The members of an instance that may be changed later. */
export type InstanceChange = Pick<InstanceDefinition, 'state' | 'tags' | 'ports' | 'publicIpAddress' | 'portsDelay'>

interface Pending {
  readonly at: number
  readonly happen: () => void
}

/** Holds the world of a service. Loading another one replaces it as a whole. */
export interface WorldHolder {
  world: World
}

/** Everything that exists in a service's account. Two services share nothing. */
export class World {
  readonly clock: Clock
  readonly ids: IdSource
  readonly defaultRegion: string
  /** The choices of rules that have several possible answers. */
  rules: Rules = DEFAULT_RULES
  accountId = '123456789012'
  account: Setup = { status: 'active' }
  readonly regions = new Map<string, Setup>()
  /** By access key. Without any, everyone may do everything. */
  readonly principals = new Map<string, Principal>()
  readonly staticIps = new StaticIps()
  readonly keyPairs = new NamedStore<KeyPair>()
  readonly #instances = new NamedStore<Instance>()
  readonly #instanceSnapshots = new NamedStore<InstanceSnapshot>()
  readonly #operations = new OperationLog()
  #pending: Pending[] = []
  #nextDue = Number.POSITIVE_INFINITY
  #sequence = 0
  #addresses = 0

  constructor(clock: Clock, ids: IdSource, defaultRegion: string) {
    this.clock = clock
    this.ids = ids
    this.defaultRegion = defaultRegion
  }

  isSettingUp(setup: Setup | undefined): boolean {
    if (setup === undefined || setup.status === 'active') return false
    return setup.until === undefined || this.clock.now() < Date.parse(setup.until)
  }

  /** The operations on resources, oldest first. */
  get operations(): OperationLog {
    this.#settle()
    return this.#operations
  }

  /** Schedules a change on the clock. It is made when the world is next looked at after that time. */
  later(ms: number, happen: () => void): void {
    const at = this.clock.now() + ms
    this.#pending.push({ at, happen })
    this.#nextDue = Math.min(this.#nextDue, at)
  }

  #settle(): void {
    if (this.#pending.length === 0) return
    const now = this.clock.now()
    if (now < this.#nextDue) return
    const due = this.#pending.filter(({ at }) => at <= now).sort((left, right) => left.at - right.at)
    this.#pending = this.#pending.filter(({ at }) => at > now)
    this.#nextDue = this.#pending.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY)
    for (const { happen } of due) happen()
  }

  instance(region: string, name: string): Instance | undefined {
    this.#settle()
    return this.#instances.get(region, name)
  }

  /** Returns all instances, or those of one Region, in the order in which they were made. */
  instances(region?: string): Iterable<Instance> {
    return region === undefined ? this.instancesByNumber : this.instancesByNumber.of(region)
  }

  /** The instances by their sequence numbers, for pages. */
  get instancesByNumber(): NamedStore<Instance> {
    this.#settle()
    return this.#instances
  }

  /** The snapshots of instances. */
  get instanceSnapshots(): NamedStore<InstanceSnapshot> {
    this.#settle()
    return this.#instanceSnapshots
  }

  /** Returns the instances of one name: every Region may have one. */
  instancesNamed(name: string): Instance[] {
    this.#settle()
    return this.#instances.named(name)
  }

  /** Finds a resource. Names are used once in a Region, so the type of a resource may be left out. */
  resource(region: string, { type, name }: ResourceName): NamedResource | undefined {
    if (type === 'Instance') return this.instance(region, name)
    if (type === 'StaticIp') return this.staticIps.get(region, name)
    if (type === 'KeyPair') return this.keyPairs.get(region, name)
    if (type === 'InstanceSnapshot') return this.instanceSnapshots.get(region, name)
    const found = this.typeOf(region, name)
    return found === undefined ? undefined : this.resource(region, { type: found, name })
  }

  /** The type of the resource that has a name in a Region. */
  typeOf(region: string, name: string): NamedType | undefined {
    const types = ['Instance', 'StaticIp', 'KeyPair', 'InstanceSnapshot'] as const
    return types.find((type) => this.resource(region, { type, name }) !== undefined)
  }

  /** The static IP address that an instance has. */
  staticIpOf({ region, name }: Pick<Instance, 'region' | 'name'>): StaticIp | undefined {
    return this.staticIps.attachedTo(region, name)
  }

  /** The default key pair of a Region. It is made when an instance without another key pair, or somebody, needs it. */
  defaultKeyPair(region: string): DefaultKeyPair {
    const known = this.keyPairs.get(region, DEFAULT_KEY_PAIR)
    if (known?.material !== undefined) return known
    let material: Promise<KeyMaterial> | undefined
    const made: DefaultKeyPair = {
      name: DEFAULT_KEY_PAIR,
      region,
      createdAt: this.clock.now(),
      sequence: this.nextSequence(),
      tags: {},
      material: () => {
        material ??= createKeyMaterial()
        return material
      },
    }
    this.keyPairs.add(made)
    return made
  }

  /** The public IPv4 address of an instance, if it has one now. */
  publicIpv4Of(instance: Instance): string | undefined {
    if (instance.ipAddressType === 'ipv6') return undefined
    const staticIp = this.staticIpOf(instance)
    if (staticIp !== undefined) return staticIp.ipAddress
    const { state, publicIpAddress, runningSince, addressDelay, addressNumber } = instance
    if (publicIpAddress !== undefined) return publicIpAddress ?? undefined
    const isUp = state === 'running' || state === 'stopping'
    const hasAddress = addressDelay === 0 || runningSince + addressDelay <= this.clock.now()
    return isUp && hasAddress ? ipv4Address(addressNumber) : undefined
  }

  /** Numbers the resources of the world. */
  nextSequence(): number {
    return this.#sequence++
  }

  /** Numbers the public IPv4 addresses of the world. */
  nextAddressNumber(): number {
    return ++this.#addresses
  }

  /**
   * Makes an instance. Complains of invalid ports, and of a name that its Region already has; then no instance is made.
   */
  addInstance(definition: InstanceDefinition, path: string, complain: Complain): Instance | undefined {
    const region = definition.region ?? this.defaultRegion
    const availabilityZone = definition.availabilityZone ?? `${region}a`
    const blueprintId = definition.blueprintId ?? 'ubuntu_24_04'
    const ipAddressType = definition.ipAddressType ?? 'dualstack'
    const problem = this.#problemOf({ ...definition, region, availabilityZone, blueprintId })
    if (problem !== undefined) {
      complain(`${path}.${problem[0]}`, problem[1])
      return undefined
    }
    const ports = definition.ports ?? blueprintOf(blueprintId).ports
    const rules = readRuleSet(ports, ipAddressType, `${path}.ports`, complain, this.rules)
    if (rules === undefined) return undefined
    const sequence = this.nextSequence()
    const instance: Instance = {
      name: definition.name,
      region,
      location: { availabilityZone, regionName: region },
      blueprintId,
      bundleId: definition.bundleId ?? 'nano_3_0',
      ipAddressType,
      createdAt: this.clock.now(),
      sequence,
      addressNumber: this.nextAddressNumber(),
      ipv6Number: sequence,
      keyPairName: definition.keyPairName,
      state: definition.state ?? 'running',
      runningSince: this.clock.now(),
      addressDelay: 0,
      portsDelay: parseDuration(definition.portsDelay) ?? 0,
      publicIpAddress: definition.publicIpAddress,
      tags: { ...definition.tags },
      rules,
      previousRules: rules,
    }
    const { addOns = [] } = definition
    if (addOns.length > 0) {
      instance.addOns = addOns.map(({ name, status = 'Enabled', ...settings }) => ({ name, status, ...settings }))
    }
    return this.#instances.add(instance)
  }

  /** Returns the problem of the name of a new resource, if it has one. */
  problemOfName(region: string, name: string): string | undefined {
    if (!isResourceName(name, this.rules['name-pattern'])) return `${quoted(name)} ${NO_RESOURCE_NAME}`
    const type = this.typeOf(region, name)
    return type && `${region} already has ${KINDS[type]} ${quoted(name)}`
  }

  /** Returns the first member of a definition that is wrong, and its problem. */
  #problemOf(given: InstanceDefinition & WithPlace): [member: keyof InstanceDefinition, problem: string] | undefined {
    const { name, region, availabilityZone, blueprintId, ports } = given
    const wrongName = this.problemOfName(region, name)
    if (wrongName !== undefined) return ['name', wrongName]
    if (ports === undefined && !isBlueprintId(blueprintId)) {
      return ['blueprintId', `${quoted(blueprintId)} ${noSuchBlueprint(blueprintId)}`]
    }
    const isZone = availabilityZone.startsWith(region) && /^[a-z]$/.test(availabilityZone.slice(region.length))
    return isZone
      ? undefined
      : ['availabilityZone', `${quoted(availabilityZone)} is not a zone of ${region}, such as ${region}a`]
  }

  /** Changes an instance from outside, without an operation of the service. After a complaint nothing is changed. */
  changeInstance(instance: Instance, change: InstanceChange, path: string, complain: Complain): void {
    const rules =
      change.ports === undefined
        ? instance.rules
        : readRuleSet(change.ports, instance.ipAddressType, `${path}ports`, complain, this.rules)
    if (rules === undefined) return
    if (change.ports !== undefined) setRules(instance, rules)
    if (change.state === 'running' && instance.state !== 'running') instance.runningSince = this.clock.now()
    instance.state = change.state ?? instance.state
    instance.portsDelay = parseDuration(change.portsDelay) ?? instance.portsDelay
    if (change.publicIpAddress !== undefined) instance.publicIpAddress = change.publicIpAddress
    if (change.tags !== undefined) instance.tags = { ...change.tags }
  }

  removeInstance(instance: Instance): void {
    const staticIp = this.staticIpOf(instance)
    if (staticIp !== undefined) staticIp.attachedTo = undefined
    this.#instances.delete(instance)
  }
}

/** The members of a definition that have a default, with their defaults. */
interface WithPlace {
  readonly region: string
  readonly availabilityZone: string
  readonly blueprintId: string
}

const KINDS = {
  Instance: 'an instance',
  StaticIp: 'a static IP address',
  KeyPair: 'a key pair',
  InstanceSnapshot: 'a snapshot of an instance',
} as const

const quoted = (text: string): string => JSON.stringify(clipped(text, 255))

const NO_RESOURCE_NAME =
  'is not a resource name: 2 to 255 letters, digits, ., - and _, with a letter or digit at both ends'
