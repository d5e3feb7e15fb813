import type { RequestHandler } from 'msw'
import { createHandlers } from './doors/msw.ts'
import { LightsailService, type ServiceOptions } from './service/service.ts'
import { checkShape } from './service/service-settings.ts'

/** A world, and how the service that holds it behaves. */
export interface LightsailOptions extends ServiceOptions {
  /** The URL of an endpoint of one's own that the MSW handlers take requests to, besides Lightsail's. */
  readonly endpoint?: string | undefined
}

/** The simulated service with every door that needs no server. */
export class Lightsail extends LightsailService {
  /** MSW handlers: `setupServer(...lightsail.handlers)`. */
  readonly handlers: readonly RequestHandler[]

  /** @internal Use `createLightsail`. */
  constructor(given: LightsailOptions) {
    checkShape(given)
    const { endpoint, ...options } = given
    super(options)
    this.handlers = createHandlers(this, endpoint)
  }
}

/**
 * Makes a simulated Lightsail: an account with instances, and the doors through which code under test reaches it. Two
 * services share nothing.
 *
 * @throws {InvalidDefinitionError} if the world is invalid, naming every problem with its path
 * @throws {TypeError} if an option is invalid or unknown
 * @example
 * const lightsail = createLightsail({ instances: ['web-1'] })
 * const server = setupServer(...lightsail.handlers)
 */
export function createLightsail(options: LightsailOptions = {}): Lightsail {
  return new Lightsail(options)
}
