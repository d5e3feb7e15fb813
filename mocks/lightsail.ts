import type { RequestHandler } from 'msw'
import { createHandlers } from './doors/msw.ts'
import { LightsailService, type ServiceOptions } from './service.ts'
import type { WorldDefinition } from './world/world-json.ts'

/** A world, and how the service that holds it behaves. */
export interface LightsailOptions extends WorldDefinition, ServiceOptions {
  /** The URL of an endpoint of one's own that the MSW handlers take requests to, besides Lightsail's. */
  readonly endpoint?: string | undefined
}

/** The simulated service with all doors that need no server. */
export class Lightsail extends LightsailService {
  /** MSW handlers: `setupServer(...lightsail.handlers)`. */
  readonly handlers: readonly RequestHandler[]

  /** @internal Use `createLightsail`. */
  constructor({ account, regions, instances, faults, endpoint, ...options }: LightsailOptions) {
    super({ account, regions, instances, faults }, options)
    this.handlers = createHandlers(this, endpoint)
  }
}

/**
 * Makes a simulated Lightsail: an account with instances, and doors through which code under test reaches it. Services
 * share nothing.
 *
 * @throws {InvalidDefinitionError} for a world that is none, with the path of everything that is wrong
 * @throws {TypeError} for an option that is none
 * @example
 * const lightsail = createLightsail({ instances: ['web-1'] })
 * const server = setupServer(...lightsail.handlers)
 */
export function createLightsail(options: LightsailOptions = {}): Lightsail {
  return new Lightsail(options)
}
