import { createService, serve, type WorldDefinition } from '../../../mocks/server/index.ts'
import { VerificationError } from './verification-error.ts'

/** A provider that runs, and whose world can be replaced. */
export interface Provider extends AsyncDisposable {
  readonly url: string
  arrange(world: WorldDefinition): Promise<void>
}

/** Starts a simulation for the verification, or takes a provider that runs somewhere else. */
export async function startProvider(url: string | undefined, timeout: number): Promise<Provider> {
  if (url !== undefined) {
    await checkReachable(url, timeout)
    return { url, arrange: arrangeOver(url, timeout), [Symbol.asyncDispose]: async () => {} }
  }
  const service = createService()
  const server = await serve(service)
  return {
    url: server.url,
    arrange: async (world) => service.load(world),
    [Symbol.asyncDispose]: () => server.close(),
  }
}

/** Sends a request to a provider. An error says why there is no answer. */
async function sendToProvider(url: string, path: string, timeout: number, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(timeout) }).catch(
    (error: Error & { cause?: unknown }) => {
      const cause = error.cause instanceof Error ? error.cause.message : error.message
      const reason =
        error.name === 'TimeoutError' ? `it does not answer within ${timeout} ms` : `it cannot be reached (${cause})`
      throw new VerificationError(
        `Failed to verify the provider at ${url}: ${reason}. Start it first, e.g. with lightsail-ports serve.`,
      )
    },
  )
}

async function checkReachable(url: string, timeout: number): Promise<void> {
  const reply = await sendToProvider(url, '/_mock/health', timeout)
  await reply.body?.cancel()
}

/** Arranges worlds by the routes of the mock. A server without them is asked once. */
function arrangeOver(url: string, timeout: number): Provider['arrange'] {
  let failed: VerificationError | undefined
  return async (world) => {
    if (failed !== undefined) throw failed
    const reply = await sendToProvider(url, '/_mock/world', timeout, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(world),
    })
    const text = await reply.text()
    if (reply.ok) return
    const error = new VerificationError(
      `Failed to arrange the provider states: ${url} answers ${reply.status} to PUT /_mock/world (${text.slice(0, 200)}). Verify against lightsail-ports serve, or without --provider-base-url against a simulation that is started for it.`,
    )
    // A world may be invalid, and the next one valid. A server without this route never has it.
    if (reply.status !== 400) failed = error
    throw error
  }
}
