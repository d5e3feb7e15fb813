import { HttpResponse, http, type RequestHandler } from 'msw'
import { regionOfHost } from '../engine/endpoint.ts'
import { deliver, fromRequest, type Service, toResponse } from './door.ts'

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
        const reply = service.handle(await fromRequest(request))
        const arrived = await deliver(reply, service.clock, request.signal)
        // Nobody waits for this one any more.
        return arrived === undefined ? HttpResponse.error() : toResponse(arrived)
      },
    ),
  ]
}

/** @throws {TypeError} for an endpoint that is no URL */
export function originOf(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined) return undefined
  // `localhost:4566` parses too: as a scheme of its own.
  if (/^https?:\/\//i.test(endpoint) && URL.canParse(endpoint)) return new URL(endpoint).origin
  throw new TypeError(
    `Failed to make MSW handlers: the endpoint ${JSON.stringify(endpoint)} is no HTTP URL. Use one such as http://localhost:4566.`,
  )
}

/** Whether a request is one to Lightsail, or to the origin that stands for it. */
export function isForLightsail(request: Request, origin?: string): boolean {
  const url = new URL(request.url)
  return regionOfHost(url.hostname) !== undefined || url.origin === origin
}
