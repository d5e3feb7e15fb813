import { makeMswMissingError } from '../doors/msw-missing-error.ts'
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
    server = await startServer(lightsail, endpoint)
  })
  hooks.afterEach(() => lightsail.reset())
  hooks.afterAll(() => server?.close())
  return lightsail
}

/** Loads MSW when the first test is about to run: the matchers of the same entry do without it. */
async function startServer(lightsail: LightsailService, endpoint: string | undefined): Promise<MswServer> {
  const { startMswServer } = await import('../doors/msw-server.ts').catch((cause: unknown) => {
    throw makeMswMissingError('Failed to set Lightsail up', cause)
  })
  return startMswServer(lightsail, endpoint)
}
