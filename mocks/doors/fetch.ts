import type { WireResponse } from '../engine/wire.ts'
import { deliver, fromRequest, isDropped, type Service, toResponse } from './door.ts'
import { connectionReset } from './socket-errors.ts'

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
    if (reply === undefined) return Response.error()
    if (isDropped(reply)) throw new TypeError('fetch failed', { cause: connectionReset() })
    return toResponse(reply, {
      ...{ clock: service.clock, signal: request.signal },
      breakOff: () => new TypeError('terminated', { cause: breakOf(reply) }),
    })
  }
}

/** What Node's fetch has as the cause where a reply breaks off. */
function breakOf({ delivery }: WireResponse): Error {
  if (delivery?.ending?.kind === 'cut' && delivery.ending.how === 'reset') return connectionReset()
  return Object.assign(new Error('other side closed'), { name: 'SocketError', code: 'UND_ERR_SOCKET' })
}
