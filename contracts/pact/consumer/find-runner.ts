import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

type It = (name: string, run: () => Promise<void>, timeout?: number) => unknown

/** The functions of a test runner. `after` is the name of `afterAll` in node:test. */
export interface Runner {
  readonly describe: (name: string, define: () => void) => unknown
  /** Cases run side by side if there is an `it.concurrent`, as vitest and Jest have it. */
  readonly it: It & { readonly concurrent?: It }
  readonly afterAll?: (run: () => Promise<void>) => unknown
  readonly after?: (run: () => Promise<void>) => unknown
}

/**
 * Finds the test runner of this process. Jest has globals, and vitest has none by default: its module is loaded, which gives
 * the instance that runs the tests. It is loaded without waiting, as a module with a top-level `await` could not be
 * required.
 */
export function findRunner(): Partial<Runner> {
  // A process that a vitest test starts is not itself a vitest worker.
  if (!('__vitest_worker__' in globalThis)) return globalThis as Partial<Runner>
  const require = createRequire(import.meta.url)
  // The entry of vitest for `require` only says that it cannot be required.
  return require(join(dirname(require.resolve('vitest/package.json')), 'dist', 'index.js'))
}
