import type { Auth } from '../checks/authentication.ts'
import type { Throttling } from '../checks/throttling.ts'
import { CALLS_KEPT } from '../engine/calls.ts'
import type { ReplyDefinition } from '../engine/replies.ts'
import type { StatusCodes } from '../errors/index.ts'
import { isRegionName, NO_SUCH_REGION } from '../model/regions.ts'
import { isObject } from '../protocol/json.ts'
import type { Clock } from '../runtime/clock.ts'
import type { WorldJson } from '../world/world-json.ts'
import type { GivenBootTime } from './boot-time.ts'

/** The settings of a service. Each has a default. */
export interface ServiceSettings {
  /**
   * The demand on requests: no signature (`off`), any signature (`presence`, the default), or the right signature of one of
   * the world's principals (`verify`).
   */
  readonly auth?: Auth | undefined
  /** Limits the calls of each principal and action. Default: no limit. */
  readonly throttling?: Throttling | undefined
  /** The HTTP statuses of errors: those of the API reference (`documented`, the default) or of the service's model. */
  readonly statusCodes?: StatusCodes | undefined
  /** The source of the time. Default: the machine's clock, which `lightsail.clock.advance(…)` moves on. */
  readonly clock?: Clock | undefined
  /** The seed of ids and random numbers: the same seed gives the same run. An integer of 32 bits; default 0. */
  readonly seed?: number | undefined
  /** The Region of instances, and of requests that name none. Default `us-east-1`. */
  readonly region?: string | undefined
  /**
   * The time that an instance takes to boot or to stop: milliseconds, or a text such as `20s`. Default 0: at once. As an
   * object it has parts: `{ state: '20s', address: '5s', ports: '10s' }`.
   */
  readonly bootTime?: GivenBootTime | undefined
  /** Answers for operations, simulated or not. They stay when another world is loaded. */
  readonly replies?: readonly ReplyDefinition[] | undefined
  /** The number of calls that the journal keeps. Default 10,000. */
  readonly maxCalls?: number | undefined
}

const DEFAULTS = {
  auth: 'presence',
  throttling: undefined,
  statusCodes: 'documented',
  clock: undefined,
  seed: 0,
  region: 'us-east-1',
  maxCalls: CALLS_KEPT,
  bootTime: 0,
  replies: [],
} as const satisfies Required<ServiceSettings>

/** The parts of a world. The compiler refuses one that is forgotten. */
const WORLD_PARTS: Readonly<Record<Exclude<keyof WorldJson<unknown>, '$schema'>, true>> = {
  account: true,
  regions: true,
  principals: true,
  instances: true,
  staticIps: true,
  keyPairs: true,
  instanceSnapshots: true,
  faults: true,
  rules: true,
}

/** Parts the options of a service: what is not of the world is a setting, or a mistake that `readSettings` refuses. */
export function splitOptions<T extends object>({
  $schema: _schema,
  ...given
}: T & { readonly $schema?: unknown }): {
  readonly world: Partial<T>
  readonly settings: object
} {
  const entries = Object.entries(given)
  const isOfWorld = ([name]: [string, unknown]) => Object.hasOwn(WORLD_PARTS, name)
  return {
    world: withoutUndefined(Object.fromEntries(entries.filter(isOfWorld))) as Partial<T>,
    settings: Object.fromEntries(entries.filter((entry) => !isOfWorld(entry))),
  }
}

/** Removes the members that are `undefined`. */
function withoutUndefined<T extends object>(options: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>
  }
}

/**
 * Checks the settings and adds their defaults.
 *
 * @throws {TypeError} naming the setting that is wrong or unknown, and the possible values
 */
export function readSettings(given: ServiceSettings): Settings {
  refuseUnknown(given)
  const options: Settings = { ...DEFAULTS, ...withoutUndefined(given) }
  checkRegionName(options.region)
  checkChoice('auth', options.auth, ['off', 'presence', 'verify'])
  checkThrottling(options.throttling)
  checkChoice('statusCodes', options.statusCodes, ['documented', 'model'])
  checkWholeNumber('seed', options.seed, -0x8000_0000, 0xffff_ffff)
  checkWholeNumber('maxCalls', options.maxCalls, 0, 10_000_000)
  if (options.clock === undefined) return options
  if (typeof options.clock?.now !== 'function') {
    throw new TypeError(
      'Failed to create the service: clock has no now(). Use an object such as { now: () => Date.now() }.',
    )
  }
  if (!Number.isFinite(options.clock.now())) {
    throw new TypeError(
      `Failed to create the service: clock.now() gives ${options.clock.now()}. Let it give milliseconds since 1970.`,
    )
  }
  return options
}

type Settings = {
  readonly [Name in Exclude<keyof ServiceSettings, 'throttling' | 'clock'>]-?: Exclude<ServiceSettings[Name], undefined>
} & Pick<ServiceSettings, 'throttling' | 'clock'>

function checkThrottling(throttling: Throttling | undefined): void {
  if (throttling === undefined) return
  const { rate, burst, ...unknown } = checkShape(throttling, 'throttling is', '{ rate: 5, burst: 10 }')
  const isNumber = (value: unknown, min: number) => typeof value === 'number' && Number.isFinite(value) && value >= min
  if (isNumber(rate, 0) && isNumber(burst, 1) && Object.keys(unknown).length === 0) return
  throw new TypeError(
    'Failed to create the service: throttling takes a rate, in calls a second from 0, and a burst, in calls from 1. Use an object such as { rate: 5, burst: 10 }.',
  )
}

/** Checks that a value is an object. @throws {TypeError} if not */
export function checkShape<T>(given: T, what = 'its options are', example = "{ instances: ['web-1'] }"): T {
  if (isObject(given)) return given
  throw new TypeError(`Failed to create the service: ${what} not an object. Use one such as ${example}.`)
}

function refuseUnknown(options: object): void {
  const unknown = Object.keys(options).filter((name) => !Object.hasOwn(DEFAULTS, name))
  if (unknown.length === 0) return
  throw new TypeError(
    `Failed to create the service: unknown option ${unknown.join(', ')}. Use ${Object.keys(DEFAULTS).join(', ')}, endpoint (createLightsail's alone), or a part of the world: ${Object.keys(WORLD_PARTS).join(', ')}.`,
  )
}

/** Checks the name of a Region. @throws {TypeError} if there is no such Region */
export function checkRegionName(region: string): void {
  if (typeof region === 'string' && isRegionName(region)) return
  throw new TypeError(`Failed to find the Region: ${JSON.stringify(region)} ${NO_SUCH_REGION}.`)
}

function checkChoice(option: string, value: unknown, possible: readonly string[]): void {
  if (possible.includes(String(value))) return
  throw new TypeError(
    `Failed to create the service: ${option} is ${JSON.stringify(value)}. Use one of ${possible.join(', ')}.`,
  )
}

function checkWholeNumber(option: string, value: unknown, min: number, max: number): void {
  if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return
  throw new TypeError(
    `Failed to create the service: ${option} is ${String(value)}. Use a whole number from ${min} to ${max}.`,
  )
}
