import { TokenBuckets } from '../checks/throttling.ts'
import { createFetch, type LightsailFetch } from '../doors/fetch.ts'
import { LightsailRequestHandler, type RequestHandlerOptions } from '../doors/request-handler.ts'
import { Attempts } from '../engine/attempts.ts'
import { CallJournal } from '../engine/calls.ts'
import { Engine } from '../engine/engine.ts'
import { type ExplainOptions, type Explanation, explainCall } from '../engine/explain.ts'
import { ReplyScript } from '../engine/replies.ts'
import type { EngineParts } from '../engine/steps.ts'
import type { WireRequest, WireResponse } from '../engine/wire.ts'
import type { FaultDefinition } from '../faults/fault-definition.ts'
import { FaultScript } from '../faults/fault-script.ts'
import { addressesOutput } from '../operations/instance-addresses.ts'
import type { Clock } from '../runtime/clock.ts'
import { createIds } from '../runtime/ids.ts'
import { showAs } from '../runtime/inspect.ts'
import { asMovable, createSystemClock, type MovableClock } from '../runtime/movable-clock.ts'
import { createRandom, type RandomSource } from '../runtime/random.ts'
import { Instances, LightsailInstance } from '../world/instances.ts'
import { describeRule, type InstancePortState } from '../world/port-state.ts'
import { type Setup, World, type WorldHolder } from '../world/world.ts'
import { exportInstance, exportWorld, fillWorld, type WorldJson } from '../world/world-json.ts'
import { readBootTime } from './boot-time.ts'
import { checkRegionName, checkShape, readSettings, type ServiceSettings, splitOptions } from './service-settings.ts'

/** A world as JSON, for `createLightsail`, `--world FILE` and `PUT /_mock/world`. Every member has a default. */
export interface WorldDefinition extends WorldJson<FaultDefinition> {}

/** A world, and the settings of the service that holds it. */
export interface ServiceOptions extends WorldDefinition, ServiceSettings {}

/**
 * The simulated service and the doors to it that need no peer package. `createLightsail` adds MSW's.
 */
export class LightsailService {
  /** The instances of the account, in all Regions. */
  readonly instances: Instances
  /** Answers for operations, simulated or not. */
  readonly replies: ReplyScript
  /** The faults that wait for calls. */
  readonly faults: FaultScript
  /** The requests that the service received. */
  readonly calls: CallJournal
  /** The source of the time: `clock.advance('5m')` moves it on. */
  readonly clock: MovableClock
  /** A handler for `new LightsailClient({ requestHandler })`. */
  readonly requestHandler: LightsailRequestHandler
  /** A `fetch` that the service answers. */
  readonly fetch: LightsailFetch
  readonly #holder: WorldHolder
  readonly #engine: Engine
  readonly #parts: EngineParts
  readonly #random: RandomSource
  readonly #ownClock: ReturnType<typeof createSystemClock> | undefined
  readonly #buckets: TokenBuckets | undefined
  readonly #attempts = new Attempts()
  readonly #initial: WorldDefinition

  /** @internal Use `createService` or `createLightsail`. */
  constructor(given: ServiceOptions) {
    checkShape(given)
    const { world, settings } = splitOptions(given)
    const { auth, throttling, statusCodes, clock, seed, region, maxCalls, bootTime, replies } = readSettings(settings)
    this.#ownClock = clock === undefined ? createSystemClock() : undefined
    this.clock = this.#ownClock ?? asMovable(clock as Clock)
    this.#holder = { world: new World(this.clock, createIds(seed), region) }
    this.#random = createRandom(seed)
    this.faults = new FaultScript(this.#random)
    this.replies = new ReplyScript(replies)
    this.calls = new CallJournal(maxCalls)
    this.#buckets = throttling === undefined ? undefined : new TokenBuckets(throttling, this.clock)
    this.instances = new Instances(this.#holder)
    const holder = this.#holder
    this.#parts = {
      get world() {
        return holder.world
      },
      faults: this.faults,
      calls: this.calls,
      attempts: this.#attempts,
      auth,
      buckets: this.#buckets,
      statusCodes,
      bootTime: readBootTime(bootTime),
      replies: this.replies,
    }
    this.#engine = new Engine(this.#parts)
    this.requestHandler = new LightsailRequestHandler(this)
    this.fetch = createFetch(this)
    this.load(world)
    // The world as it was read: later changes of the caller's object must not affect a reset.
    this.#initial = this.#export(true)
  }

  /** Answers one request of the wire. The doors call it. */
  handle(request: WireRequest): WireResponse | Promise<WireResponse> {
    return this.#engine.handle(request)
  }

  /**
   * Explains what a call would do, without making it: what it would open and close, what it would be refused for, and who
   * would be locked out of port 22.
   *
   * @param input the input of PutInstancePublicPorts, as an object or as JSON; `operation` names another
   * @throws {TypeError} if the operation changes no ports
   * @example
   * const { differences, lockOut } = lightsail.explain({ instanceName: 'web-1', portInfos: [] })
   */
  explain(input: object | string, options: ExplainOptions = {}): Explanation {
    return explainCall(this.#parts, input, options)
  }

  /**
   * Makes a requestHandler with settings of its own.
   *
   * @example
   * new LightsailClient({ requestHandler: lightsail.createRequestHandler({ requestTimeout: 500, throwOnRequestTimeout: true }) })
   */
  createRequestHandler(options: RequestHandlerOptions): LightsailRequestHandler {
    return new LightsailRequestHandler(this, options)
  }

  /**
   * Replaces the whole world: account, Regions, principals, instances, static IP addresses, key pairs, snapshots and faults. Recorded operations are dropped, calls
   * stay.
   *
   * @throws {InvalidDefinitionError} naming every problem with its path; then nothing is changed
   * @example
   * lightsail.load({ instances: ['web-1', { name: 'db-1', state: 'stopped' }] })
   */
  load(definition: WorldDefinition): void {
    this.#load(definition, this.#holder.world)
  }

  #load(definition: WorldDefinition, before: World | undefined): void {
    const { clock, ids, defaultRegion } = this.#holder.world
    const next = new World(clock, ids, defaultRegion)
    fillWorld(next, definition, before)
    this.faults.replace(definition.faults ?? [], () => {
      this.#holder.world = next
    })
  }

  /**
   * Returns the world as JSON, in the form that `load` and `--world FILE` accept. Secret keys and session tokens are left
   * out; a principal that is loaded again without them keeps those that it had.
   *
   * @example
   * await writeFile('world.json', JSON.stringify(lightsail.export()))
   */
  export(): WorldDefinition {
    return this.#export(false)
  }

  /** @internal The secrets of the principals: no log may have one. */
  get secrets(): readonly string[] {
    const principals = [...this.#holder.world.principals.values()]
    return principals.flatMap(({ secretAccessKey, sessionToken }) =>
      [secretAccessKey, sessionToken].filter((secret) => secret !== undefined),
    )
  }

  /** @internal Lists the instances with their addresses, for the inspector page. */
  describeInstances(): readonly object[] {
    const { world } = this.#holder
    return [...world.instances()].map((instance) => ({
      ...exportInstance(instance),
      ...addressesOutput(world, instance),
    }))
  }

  #export(withSecrets: boolean): WorldDefinition {
    return { ...exportWorld(this.#holder.world, withSecrets), faults: [...this.faults.remaining()] }
  }

  /**
   * Puts the account, or one Region, back into set-up, until `completeSetup` or the next world.
   *
   * @throws {TypeError} if there is no such Region
   * @example
   * lightsail.startSetup() // every call is an AccountSetupInProgressException
   * lightsail.startSetup('eu-south-2') // every call there is a RegionSetupInProgressException
   */
  startSetup(region?: string): void {
    this.#setUp('setup-in-progress', region)
  }

  /**
   * Ends the set-up of the account, or of one Region.
   *
   * @throws {TypeError} if there is no such Region
   * @example
   * lightsail.completeSetup() // the account
   * lightsail.completeSetup('eu-south-2')
   */
  completeSetup(region?: string): void {
    this.#setUp('active', region)
  }

  #setUp(status: Setup['status'], region: string | undefined): void {
    if (region !== undefined) checkRegionName(region)
    if (region === undefined) this.#holder.world.account = { status }
    else this.#holder.world.regions.set(region, { status })
  }

  /**
   * Puts the service back to its start: its first world and faults, no calls, no operations, the first ids again.
   *
   * @example
   * afterEach(() => lightsail.reset())
   */
  reset(): void {
    this.#ownClock?.restart()
    this.#load(this.#initial, undefined)
    this.replies.restart()
    this.calls.restart()
    this.#attempts.clear()
    this.#buckets?.clear()
    this.#holder.world.ids.restart()
    this.#random.restart()
  }
}

showAs(LightsailService, 'Lightsail', (service) => {
  const { account, regions, principals = [], faults, rules } = service.export()
  return {
    account,
    regions,
    principals: principals.map(({ arn }) => arn),
    instances: [...service.instances].map((instance) => ({
      name: instance.name,
      region: instance.region,
      state: instance.state,
      ports: instance.ports.map(describePort),
    })),
    faults,
    rules,
    calls: service.calls.length,
    now: new Date(service.clock.now()).toISOString(),
  }
})
showAs(CallJournal, 'CallJournal', (calls) => [...calls])
showAs(FaultScript, 'FaultScript', (faults) => faults.remaining())
showAs(Instances, 'Instances', (instances) => instances.toJSON())
showAs(LightsailInstance, 'LightsailInstance', (instance) => instance.toJSON())

function describePort({ protocol, fromPort, toPort }: InstancePortState): string {
  return describeRule({ protocol: protocol === '-1' ? 'all' : protocol, fromPort, toPort })
}

/**
 * Makes a simulated Lightsail without MSW's handlers: `createLightsail` for programs that do not need these.
 *
 * @throws {InvalidDefinitionError} if the world is invalid, naming every problem with its path
 * @throws {TypeError} if an option is invalid or unknown
 * @example
 * await using server = await serve(createService({ instances: ['web-1'] }))
 */
export function createService(options: ServiceOptions = {}): LightsailService {
  return new LightsailService(options)
}
