import type { MswServer } from '../doors/msw-server.ts'
import type { LightsailOptions } from '../lightsail.ts'
import { createService, type LightsailService } from '../service/service.ts'
import { checkShape } from '../service/service-settings.ts'

/** The hooks of a test runner. */
export interface Hooks {
  readonly beforeAll: (run: () => Promise<void>) => unknown
  readonly afterEach: (run: () => void) => unknown
  readonly afterAll: (run: () => void) => unknown
}

/** Makes a service, and registers the hooks that connect it to the code under test. */
export function setUp(hooks: Hooks, options: LightsailOptions): LightsailService {
  const { endpoint, ...world } = checkShape(options)
  const lightsail = createService(world)
  let server: MswServer | undefined
  hooks.beforeAll(async () => {
    server = await start(lightsail, endpoint)
  })
  hooks.afterEach(() => lightsail.reset())
  hooks.afterAll(() => server?.close())
  return lightsail
}

/** Loads MSW when the first test is about to run: the matchers of the same entry do without it. */
async function start(lightsail: LightsailService, endpoint: string | undefined): Promise<MswServer> {
  const { startMswServer } = await import('../doors/msw-server.ts').catch((cause: unknown) => {
    throw new Error(
      `Failed to set Lightsail up: MSW cannot be loaded. Install it (npm install --save-dev msw), or use the requestHandler, which needs no MSW. ${firstLine(cause)}`,
      { cause },
    )
  })
  return startMswServer(lightsail, endpoint)
}

/** Shortens an error to a line: some runners explain themselves at length. */
function firstLine(cause: unknown): string {
  return String(cause).split('\n', 1)[0] ?? ''
}
