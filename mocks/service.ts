import type { Auth } from './checks/authentication.ts'
import { createFetch, type LightsailFetch } from './doors/fetch.ts'
import { LightsailRequestHandler } from './doors/request-handler.ts'
import { CallJournal } from './engine/calls.ts'
import { Engine } from './engine/engine.ts'
import type { WireRequest, WireResponse } from './engine/wire.ts'
import type { StatusCodes } from './errors/index.ts'
import type { FaultDefinition } from './faults/fault-definition.ts'
import { FaultScript } from './faults/fault-script.ts'
import type { OperationOptions } from './operations/operation.ts'
import { type Clock, systemClock } from './world/clock.ts'
import { Instances } from './world/instances.ts'
import { createIds } from './world/random.ts'
import { type Setup, World } from './world/world.ts'
import { exportWorld, fillWorld, isRegionName, NO_SUCH_REGION, type WorldJson } from './world/world-json.ts'

/** How a service behaves. Everything has a default. */
export interface ServiceSettings extends Partial<OperationOptions> {
  /** What a request needs to be authenticated: nothing (`off`), or an `Authorization` header (`presence`, the default). */
  readonly auth?: Auth | undefined
  /** The HTTP statuses of errors: those of the API reference (`documented`, the default) or of the service's model. */
  readonly statusCodes?: StatusCodes | undefined
  /** Where the time comes from. Default: the machine's clock. */
  readonly clock?: Clock | undefined
  /** One seed, one run: the ids depend on it. An integer of 32 bits; default 0. */
  readonly seed?: number | undefined
  /** The Region of instances, and of requests that name none. Default `us-east-1`. */
  readonly region?: string | undefined
  /** How many calls the journal keeps. Default 10,000. */
  readonly maxCalls?: number | undefined
}

/** A world as JSON: what `createLightsail`, `--world FILE` and `PUT /_mock/world` take. All of it has defaults. */
export interface WorldDefinition extends WorldJson<FaultDefinition> {}

/** A world, and how the service that holds it behaves. */
export interface ServiceOptions extends WorldDefinition, ServiceSettings {}

/**
 * The simulated service and the doors to it that need no peer package. `createLightsail` adds MSW's.
 */
export class LightsailService {
  /** The instances of the account, in all Regions. */
  readonly instances: Instances
  /** Failures that are made to happen. */
  readonly faults: FaultScript
  /** The requests that were received. */
  readonly calls: CallJournal
  readonly clock: Clock
  /** For `new LightsailClient({ requestHandler })`. */
  readonly requestHandler: LightsailRequestHandler
  /** A `fetch` that the service answers. */
  readonly fetch: LightsailFetch
  readonly #world: World
  readonly #engine: Engine
  readonly #initial: WorldDefinition

  /** @internal Use `createService` or `createLightsail`. */
  constructor(given: ServiceOptions) {
    checkShape(given)
    const { account, regions, instances, faults, ...options } = given
    refuseUnknown(options)
    const { auth, statusCodes, clock, seed, region, maxCalls, closeBy, emptyPortInfos } = {
      ...DEFAULTS,
      ...defined(options),
    }
    checkRegionName(region)
    checkOptions({ clock, auth, statusCodes, seed, maxCalls, closeBy, emptyPortInfos })
    this.clock = clock
    this.#world = new World(clock, createIds(seed), region)
    this.faults = new FaultScript()
    this.calls = new CallJournal(maxCalls)
    this.instances = new Instances(this.#world)
    this.#engine = new Engine({
      world: this.#world,
      faults: this.faults,
      calls: this.calls,
      auth,
      statusCodes,
      options: { closeBy, emptyPortInfos },
    })
    this.requestHandler = new LightsailRequestHandler(this)
    this.fetch = createFetch(this)
    this.load(defined({ account, regions, instances, faults }))
    // As it was read: what the caller does with its object later is no business of a reset.
    this.#initial = this.export()
  }

  /** @internal One request of the wire, answered. Doors call it. */
  handle(request: WireRequest): WireResponse {
    return this.#engine.handle(request)
  }

  /**
   * Replaces the whole world: account, Regions, instances and faults. Recorded operations go, calls stay.
   *
   * @throws {InvalidDefinitionError} with the path of everything that is wrong; then nothing of it is taken
   */
  load(definition: WorldDefinition): void {
    const next = new World(this.#world.clock, this.#world.ids, this.#world.defaultRegion)
    fillWorld(next, definition)
    this.faults.replace(definition.faults ?? [], () => this.#world.become(next))
  }

  /** The world as JSON, in the form that `load` and `--world FILE` take. */
  export(): WorldDefinition {
    return { ...exportWorld(this.#world), faults: this.faults.remaining() }
  }

  /**
   * Puts the account, or one Region, back into set-up, until `completeSetup` or the next world.
   *
   * @throws {TypeError} for what is not the name of a Region
   */
  startSetup(region?: string): void {
    this.#setUp('setup-in-progress', region)
  }

  /**
   * Declares the set-up of the account, or of one Region, to be over.
   *
   * @throws {TypeError} for what is not the name of a Region
   * @example
   * lightsail.completeSetup() // the account
   * lightsail.completeSetup('eu-south-2')
   */
  completeSetup(region?: string): void {
    this.#setUp('active', region)
  }

  #setUp(status: Setup['status'], region: string | undefined): void {
    if (region !== undefined) checkRegionName(region)
    if (region === undefined) this.#world.account = { status }
    else this.#world.regions.set(region, { status })
  }

  /** Back to how it was made: the world and the faults of the start, no calls, no operations, the ids from the first on. */
  reset(): void {
    this.load(this.#initial)
    this.calls.restart()
    this.#world.ids.restart()
  }
}

/**
 * Makes a simulated Lightsail without MSW's handlers: `createLightsail` for programs that do not need these.
 *
 * @throws {InvalidDefinitionError} for a world that is none, with the path of everything that is wrong
 * @throws {TypeError} for an option that is none
 * @example
 * await using server = await serve(createService({ instances: ['web-1'] }))
 */
export function createService(options: ServiceOptions = {}): LightsailService {
  return new LightsailService(options)
}

const DEFAULTS = {
  auth: 'presence',
  statusCodes: 'documented',
  clock: systemClock,
  seed: 0,
  region: 'us-east-1',
  maxCalls: 10_000,
  closeBy: 'addresses',
  emptyPortInfos: 'close-all',
} as const satisfies Required<ServiceSettings>

/** Options that are given as `undefined` are not given. */
function defined<T extends object>(options: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>
  }
}

type Checked = 'clock' | 'auth' | 'statusCodes' | 'seed' | 'maxCalls' | 'closeBy' | 'emptyPortInfos'

function checkOptions(options: Required<Pick<ServiceSettings, Checked>>): void {
  oneOf('auth', options.auth, ['off', 'presence'])
  oneOf('statusCodes', options.statusCodes, ['documented', 'model'])
  oneOf('closeBy', options.closeBy, ['addresses', 'rule'])
  oneOf('emptyPortInfos', options.emptyPortInfos, ['close-all', 'refuse'])
  whole('seed', options.seed, -0x8000_0000, 0xffff_ffff)
  whole('maxCalls', options.maxCalls, 0, 10_000_000)
  if (typeof options.clock?.now !== 'function') {
    throw new TypeError(
      'Failed to create the service: clock has no now(). Use an object such as { now: () => Date.now() }.',
    )
  }
}

function checkShape(given: unknown): void {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return
  throw new TypeError(
    "Failed to create the service: its options are not an object. Use one such as { instances: ['web-1'] }.",
  )
}

function refuseUnknown(options: object): void {
  const unknown = Object.keys(options).filter((name) => !Object.hasOwn(DEFAULTS, name))
  if (unknown.length === 0) return
  throw new TypeError(
    `Failed to create the service: there is no option ${unknown.join(', ')}. Use ${Object.keys(DEFAULTS).join(', ')}, endpoint (createLightsail's alone), or a part of the world: account, regions, instances, faults.`,
  )
}

function checkRegionName(region: string): void {
  if (typeof region === 'string' && isRegionName(region)) return
  throw new TypeError(`Failed to find the Region: ${JSON.stringify(region)} ${NO_SUCH_REGION}.`)
}

function oneOf(option: string, value: unknown, possible: readonly string[]): void {
  if (possible.includes(String(value))) return
  throw new TypeError(
    `Failed to create the service: ${option} is ${JSON.stringify(value)}. Use one of ${possible.join(', ')}.`,
  )
}

function whole(option: string, value: unknown, min: number, max: number): void {
  if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return
  throw new TypeError(
    `Failed to create the service: ${option} is ${String(value)}. Use a whole number from ${min} to ${max}.`,
  )
}
