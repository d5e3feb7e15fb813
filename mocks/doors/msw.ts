import { HttpResponse, http, type RequestHandler } from 'msw'
import type { WireResponse } from '../engine/wire.ts'
import { TARGET_PREFIX } from '../protocol/aws-json.ts'
import { regionOfHost } from '../protocol/endpoint.ts'
import { isHttpUrl } from '../protocol/http-url.ts'
import type { Clock } from '../runtime/clock.ts'
import { deliver, fromRequest, isDropped, type Service, toResponse } from './door.ts'
import { aborted } from './socket-errors.ts'

/**
 * MSW handlers that the service stands behind. They take the requests to Lightsail's endpoints in every Region
 * (standard, dual-stack, FIPS, China) and to `endpoint`, and let all others pass.
 *
 * @param endpoint the URL of an endpoint of one's own, e.g. `http://localhost:4566`
 */
export function createHandlers(service: Service, endpoint: string | undefined): RequestHandler[] {
  const origin = originOf(endpoint)
  return [
    http.all(
      ({ request }) => isForLightsail(request, origin),
      async ({ request }) => {
        const reply = await service.handle(await fromRequest(request))
        const arrived = await deliver(reply, service.clock, request.signal)
        // Nobody waits for this one any more.
        return arrived === undefined ? HttpResponse.error() : toMswResponse(arrived, service.clock, request.signal)
      },
    ),
  ]
}

/**
 * `HttpResponse.error()` is a TypeError for a client of `node:http`, which no SDK takes for a failure of the network.
 * A body that breaks off hangs the intercepted socket up, as a reset does.
 */
function toMswResponse(reply: WireResponse, clock: Clock, signal: AbortSignal): Response {
  if (!isDropped(reply)) return toResponse(reply, { clock, signal, breakOff: aborted })
  return new Response(new ReadableStream({ pull: (controller) => controller.error(aborted()) }))
}

/** @throws {TypeError} for an endpoint that is no URL */
export function originOf(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined) return undefined
  const url = isHttpUrl(endpoint) ? new URL(endpoint) : undefined
  if (url?.pathname === '/' && url.search === '') return url.origin
  throw new TypeError(
    `Failed to make MSW handlers: the endpoint ${JSON.stringify(endpoint)} is no HTTP URL without a path. Use one such as http://localhost:4566.`,
  )
}

/** Whether a request is one to Lightsail, or to the origin that stands for it. */
export function isForLightsail(request: Request, origin?: string): boolean {
  const url = new URL(request.url)
  if (regionOfHost(url.hostname) !== undefined) return true
  // Other services may be behind the same origin: theirs are the requests for another target.
  return url.origin === origin && (request.headers.get('x-amz-target')?.startsWith(TARGET_PREFIX) ?? false)
}
