import { createRequire } from 'node:module'
import type { createHandlers } from './msw.ts'
import { makeMswMissingError } from './msw-missing-error.ts'

/**
 * Loads MSW, and what makes handlers for it, when it is needed first: replaying a fixture to an SDK, to `fetch` or over
 * HTTP does without. `require` loads it at once, where `import()` would make every caller wait.
 *
 * @throws {Error} if MSW cannot be loaded
 */
export function loadHandlers(): typeof createHandlers {
  const here = import.meta.url
  try {
    // Sources end in .ts, and what is built from them in .js.
    return createRequire(here)(`./msw${here.slice(here.lastIndexOf('.'))}`).createHandlers
  } catch (cause) {
    throw makeMswMissingError('Failed to make MSW handlers', cause)
  }
}
