import { deliver, fromRequest, type Service, toResponse } from './door.ts'

/** `fetch`, answered by the service and never by the network. */
export type LightsailFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>

/**
 * A `fetch` that the service answers, whatever host it is asked for.
 *
 * @example
 * const response = await lightsail.fetch(new Request('https://lightsail.us-east-1.amazonaws.com/', { method: 'POST', headers, body }))
 */
export function createFetch(service: Service): LightsailFetch {
  return async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    const reply = await deliver(await service.handle(await fromRequest(request)), service.clock, request.signal)
    request.signal.throwIfAborted()
    return reply === undefined ? Response.error() : toResponse(reply)
  }
}
