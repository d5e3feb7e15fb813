import { after, afterEach, before } from 'node:test'
import type { LightsailOptions } from '../lightsail.ts'
import type { LightsailService } from '../service/service.ts'
import { setUp } from './set-up.ts'

/**
 * Makes a simulated Lightsail for a test file, or for the `describe` that it is called in. MSW leads the requests of the
 * code under test to it before the first test, the world is reset after each test, and the requests go to the network
 * again after the last.
 *
 * @throws {InvalidDefinitionError} if the world is invalid, with the path of everything that is wrong
 * @throws {TypeError} if an option is invalid
 * @example
 * const lightsail = setupLightsail({ instances: ['web-1'] })
 * @see https://nodejs.org/api/test.html
 */
export function setupLightsail(options: LightsailOptions = {}): LightsailService {
  return setUp({ beforeAll: before, afterEach, afterAll: after }, options)
}
