import { createRequire } from 'node:module'
import type { createHandlers } from './msw.ts'

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
    throw new Error(
      `Failed to make MSW handlers: MSW cannot be loaded. Install it (npm install --save-dev msw), or use the requestHandler, which needs no MSW. ${firstLine(cause)}`,
      { cause },
    )
  }
}

/** Shortens an error to a line: some runners explain themselves at length. */
function firstLine(cause: unknown): string {
  return String(cause).split('\n', 1)[0] ?? ''
}
