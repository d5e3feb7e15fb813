import type { WireRequest, WireResponse } from '../engine/wire.ts'
import { type Clock, waitOn } from '../world/clock.ts'

/** What every door leads to. */
export interface Service {
  readonly clock: Clock
  /** Answers at once, unless a signature has to be verified. */
  handle(request: WireRequest): WireResponse | Promise<WireResponse>
}

/**
 * The reply as it arrives: late, or never, if that is its fault.
 *
 * @param signal ends the wait; there is then no reply
 */
export function deliver(reply: WireResponse, clock: Clock, signal?: AbortSignal): Promise<WireResponse | undefined> {
  const { transport } = reply
  return new Promise((resolve) => {
    if (transport === undefined || signal?.aborted === true) {
      resolve(signal?.aborted === true ? undefined : reply)
      return
    }
    const cancel = transport.fault === 'delay' ? waitOn(clock, arrive, transport.ms) : () => {}
    signal?.addEventListener('abort', abort, { once: true })
    function arrive(): void {
      signal?.removeEventListener('abort', abort)
      resolve(reply)
    }
    function abort(): void {
      cancel()
      resolve(undefined)
    }
  })
}

/** The reply as the Fetch API has it. */
export function toResponse({ status, headers, body }: WireResponse): Response {
  const bytes = new TextEncoder().encode(body)
  headers['Content-Length'] = bytes.length
  return new Response(bytes, { status, headers: headers as Record<string, string> })
}

/** A request of the Fetch API as the engine takes it. */
export async function fromRequest(request: Request): Promise<WireRequest> {
  return { method: request.method, ...addressOf(request), body: new Uint8Array(await request.arrayBuffer()) }
}

/** Where a request of the Fetch API goes to, and its headers. */
export function addressOf(request: Request): Pick<WireRequest, 'path' | 'headers'> {
  const { pathname, search, host } = new URL(request.url)
  // `fetch` may not set Host itself, but its URL names it.
  return { path: pathname + search, headers: { host, ...Object.fromEntries(request.headers) } }
}
