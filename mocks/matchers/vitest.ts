import { expect } from 'vitest'
import { type LightsailMatchers, matchers } from './matchers.ts'

// Adds the matchers to vitest's `expect`: import it once, in a test or a set-up file.
expect.extend(matchers)

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>> extends LightsailMatchers<R> {}
}

export { type LightsailMatchers, matchers }
