import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { LightsailOptions } from '../lightsail.ts'
import { type LightsailMatchers, matchers } from '../matchers/matchers.ts'
import type { LightsailService } from '../service/service.ts'
import { setUp } from './set-up.ts'

// Adds the matchers to vitest's `expect`: import it once, in a test or a set-up file.
expect.extend(matchers)

declare module 'vitest' {
  // Without type parameters these fit vitest 3, 4 and 5, which have different ones.
  interface Assertion extends LightsailMatchers {}
  interface AsymmetricMatchersContaining extends LightsailMatchers<unknown> {}
}

/**
 * Makes a simulated Lightsail for a test file, or for the `describe` that it is called in. MSW leads the requests of the
 * code under test to it before the first test, the world is reset after each test, and the requests go to the network
 * again after the last.
 *
 * @throws {InvalidDefinitionError} if the world is invalid, with the path of everything that is wrong
 * @throws {TypeError} if an option is invalid
 * @example
 * const lightsail = setupLightsail({ instances: ['web-1'] })
 * @see https://vitest.dev/api/hooks
 */
export function setupLightsail(options: LightsailOptions = {}): LightsailService {
  return setUp({ beforeAll, afterEach, afterAll }, options)
}

export { type LightsailMatchers, matchers }
