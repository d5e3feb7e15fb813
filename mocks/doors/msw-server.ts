import { setupServer } from 'msw/node'
import type { Service } from './door.ts'
import { createHandlers } from './msw.ts'

/** An MSW server of Node that the service answers through. */
export interface MswServer {
  close(): void
}

/** The option has another name in MSW 2 and in MSW 3. */
const BYPASS = { onUnhandledRequest: 'bypass', onUnhandledFrame: 'bypass' } as const

/**
 * Starts to intercept the requests to Lightsail in this process. All others pass.
 *
 * @param endpoint the URL of a custom endpoint, besides those of Lightsail
 * @throws {TypeError} if the endpoint is not a URL
 */
export function startMswServer(service: Service, endpoint: string | undefined): MswServer {
  const server = setupServer(...createHandlers(service, endpoint))
  server.listen(BYPASS)
  return server
}
