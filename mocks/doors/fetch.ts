import type { WireResponse } from '../engine/wire.ts'
import { type Caller, deliver, fromRequest, isDropped, type Service, toResponse } from './door.ts'
import { connectionReset } from './socket-errors.ts'

/** `fetch`, answered by the service and never by the network. */
export type LightsailFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>

/**
 * Makes a `fetch` that the service answers, whatever the host of the URL.
 *
 * @example
 * const response = await lightsail.fetch(new Request('https://lightsail.us-east-1.amazonaws.com/', { method: 'POST', headers, body }))
 */
export function createFetch(service: Service): LightsailFetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const caller = callerOf(input, init)
    caller?.signal.throwIfAborted()
    const reply = await deliver(await service.handle(await fromRequest(request)), service.clock, caller)
    caller?.signal.throwIfAborted()
    if (reply === undefined) return Response.error()
    if (isDropped(reply)) throw new TypeError('fetch failed', { cause: connectionReset() })
    return toResponse(reply, {
      clock: service.clock,
      caller,
      breakOff: () => new TypeError('terminated', { cause: breakOf(reply) }),
    })
  }
}

/** Returns the owner of the signal that the caller gave. The Request that is made of it would follow that signal weakly. */
function callerOf(input: Request | URL | string, init: RequestInit | undefined): Caller | undefined {
  const { signal } = init ?? {}
  if (signal !== undefined) return signal === null ? undefined : { signal }
  return input instanceof Request ? input : undefined
}

/** Makes the cause that Node's fetch reports when a reply breaks off. */
function breakOf({ delivery }: WireResponse): Error {
  if (delivery?.ending?.kind === 'cut' && delivery.ending.how === 'reset') return connectionReset()
  return Object.assign(new Error('other side closed'), { name: 'SocketError', code: 'UND_ERR_SOCKET' })
}
