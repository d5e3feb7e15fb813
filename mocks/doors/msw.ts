import { HttpResponse, http, type RequestHandler } from 'msw'
import type { WireResponse } from '../engine/wire.ts'
import { TARGET_PREFIX } from '../protocol/aws-json.ts'
import { regionOfHost } from '../protocol/endpoint.ts'
import { isHttpUrl } from '../protocol/http-url.ts'
import type { Clock } from '../runtime/clock.ts'
import { type Caller, deliver, fromRequest, isDropped, type Service, toResponse } from './door.ts'
import { aborted } from './socket-errors.ts'

/**
 * Makes the MSW handlers of a service. They answer requests to Lightsail's endpoints in every Region (standard,
 * dual-stack, FIPS, China) and to `endpoint`, and let all other requests pass.
 *
 * @param endpoint the URL of an endpoint of one's own, e.g. `http://localhost:4566`
 */
export function createHandlers(service: Service, endpoint: string | undefined): RequestHandler[] {
  const origin = originOf(endpoint)
  return [
    http.all(
      ({ request }) => isForLightsail(request, origin),
      async ({ request }) => {
        const handled = service.handle(await fromRequest(request))
        const reply = handled instanceof Promise ? await handled : handled
        // Each promise that is awaited costs a turn of the event loop, and nearly no reply is delayed.
        const isUndisturbed = reply.delivery === undefined && !request.signal.aborted
        const arrived = isUndisturbed ? reply : await deliver(reply, service.clock, request)
        // The caller has aborted, and no longer waits for this reply.
        return arrived === undefined ? HttpResponse.error() : toMswResponse(arrived, service.clock, request)
      },
    ),
  ]
}

/**
 * Converts a reply for MSW. A dropped reply becomes a body that breaks off, which hangs up the intercepted socket as a
 * reset does: `HttpResponse.error()` is a TypeError for a client of `node:http`, which no SDK retries.
 */
function toMswResponse(reply: WireResponse, clock: Clock, caller: Caller): Response {
  if (!isDropped(reply)) return toResponse(reply, { clock, caller, breakOff: aborted })
  return new Response(new ReadableStream({ pull: (controller) => controller.error(aborted()) }))
}

/** Returns the origin of an endpoint. @throws {TypeError} if the endpoint is not an HTTP URL without a path */
export function originOf(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined) return undefined
  const url = isHttpUrl(endpoint) ? new URL(endpoint) : undefined
  if (url?.pathname === '/' && url.search === '') return url.origin
  throw new TypeError(
    `Failed to make MSW handlers: the endpoint ${JSON.stringify(endpoint)} is not an HTTP URL without a path. Use one such as http://localhost:4566.`,
  )
}

/** Tells whether a request is for Lightsail, or for the origin that stands for it. */
export function isForLightsail(request: Request, origin?: string): boolean {
  const url = new URL(request.url)
  if (regionOfHost(url.hostname) !== undefined) return true
  // Other services may be behind the same origin; their requests have another target.
  return url.origin === origin && (request.headers.get('x-amz-target')?.startsWith(TARGET_PREFIX) ?? false)
}
