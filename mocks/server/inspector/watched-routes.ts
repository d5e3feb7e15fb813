import type { IncomingMessage, ServerResponse } from 'node:http'
import { printableJson } from '../../protocol/printable.ts'
import { isStreamRequest, streamCalls } from '../log/call-stream.ts'
import { refusalOf } from '../loopback-only.ts'
import { isHarRequest, type RedactHar, sendHar } from './har-route.ts'
import { inspectorPage, isPageRequest, sendPage } from './page.ts'
import type { WatchedService } from './watch-service.ts'

/** Settings of the routes: names that they may be called by, and a redactor of fixtures. */
interface WatchedRouteOptions {
  readonly allowedHosts: ReadonlySet<string>
  readonly redactHar: RedactHar | undefined
}

/** Answers a request under `/_mock` to a replay or a recorder: its page, its calls, and the entries of its fixture. */
export function answerWatchedRoute(
  { calls, inspection }: WatchedService,
  request: IncomingMessage,
  response: ServerResponse,
  { allowedHosts, redactHar }: WatchedRouteOptions,
): void {
  const refused = refusalOf(request, allowedHosts)
  if (refused !== undefined) sendJson(response, 403, { error: refused })
  else if (isStreamRequest(request)) streamCalls(calls, request, response)
  else if (isHarRequest(request)) sendHar(calls, undefined, request, response, redactHar)
  else if (isPageRequest(request)) sendPage(inspectorPage(inspection.mode, inspection.title), response)
  else answerWatched({ calls, inspection }, request, response)
}

type Watched = Pick<WatchedService, 'calls' | 'inspection'>
type Methods = Readonly<Record<string, (watched: Watched) => unknown>>

/** A recorder is only looked at: what it writes is not for the page to change. */
function routesOf({ mode, entries, health }: Watched['inspection']): Readonly<Record<string, Methods>> {
  const forget = ({ calls }: Watched) => calls.clear()
  return {
    '/_mock/health': { GET: () => health?.() ?? { status: 'ok' } },
    '/_mock/calls': { GET: ({ calls }) => calls, ...(mode === 'replay' && { DELETE: forget }) },
    ...(entries !== undefined && { '/_mock/entries': { GET: () => entries() } }),
  }
}

function answerWatched(watched: Watched, { url = '', method = '' }: IncomingMessage, response: ServerResponse): void {
  const routes = routesOf(watched.inspection)
  const path = url.split('?', 1)[0] ?? ''
  const methods = Object.hasOwn(routes, path) ? routes[path] : undefined
  if (methods === undefined) {
    sendJson(response, 404, { error: `There is no such route. There are /_mock/, ${Object.keys(routes).join(', ')}.` })
    return
  }
  const run = Object.hasOwn(methods, method) ? methods[method] : undefined
  if (run === undefined) {
    response.setHeader('Allow', Object.keys(methods).join(', '))
    sendJson(response, 405, { error: `This route takes ${Object.keys(methods).join(', ')}.` })
    return
  }
  const json = run(watched)
  sendJson(response, json === undefined ? 204 : 200, json)
}

function sendJson(response: ServerResponse, status: number, json: unknown): void {
  const body = json === undefined ? '' : printableJson(json)
  // The body of a request that is refused is not read, so its connection is of no use any more.
  if (status >= 400) response.setHeader('Connection', 'close')
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}
