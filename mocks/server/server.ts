import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { deliver, type Service } from '../doors/door.ts'
import type { WireRequest, WireResponse } from '../engine/wire.ts'
import { createHttpServer } from '../runtime/node/http.ts'
import { LightsailService } from '../service/service.ts'
import type { RedactHar } from './inspector/har-route.ts'
import { type Inspection, watchService } from './inspector/watch-service.ts'
import { answerWatchedRoute } from './inspector/watched-routes.ts'
import { answerMockRoute, isMockRoute } from './mock-routes.ts'
import { readBody } from './read-body.ts'
import { writeSpoiled } from './write-spoiled.ts'

/** The address that the server listens on, and its time limits. */
export interface ServeOptions {
  /** 0 (the default) takes any free port. */
  readonly port?: number | undefined
  /** Default `127.0.0.1`: only this machine can connect. */
  readonly host?: string | undefined
  /** Milliseconds that a client has to send its headers. Default 10,000. */
  readonly headersTimeout?: number | undefined
  /** Milliseconds that a client has to send its whole request. Default 30,000; 0 sets no limit to either. */
  readonly requestTimeout?: number | undefined
  /**
   * Names besides the loopback names by which the routes under `/_mock` may be called, such as that of a container.
   * Default: none, so that no web page can steer the mock by DNS rebinding.
   */
  readonly allowedHosts?: readonly string[] | undefined
  /**
   * @internal Called when the head of a request has arrived. The function that it returns is called with the wire's request
   * and reply as soon as the service has answered, before anything of the reply is written.
   */
  readonly onExchange?: ((response: ServerResponse) => OnReply) | undefined
  /** @internal Shows the calls of a service that is no simulation: a replay, or a recorder. */
  readonly inspection?: Inspection | undefined
  /** @internal Redacts calls that are taken home as a fixture, as a recorder does. */
  readonly redactHar?: RedactHar | undefined
  /** @internal True (the default) if it answers the routes under `/_mock`. */
  readonly mockRoutes?: boolean | undefined
}

type OnReply = (request: WireRequest, reply: WireResponse) => void

/** A running server. */
export interface LightsailServer {
  /** The endpoint for clients, e.g. `http://127.0.0.1:4566`. */
  readonly url: string
  readonly port: number
  /** Ends the server and every connection to it. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Serves a simulated Lightsail, or a fixture, over plain HTTP: for the AWS CLI, boto3 and any other client. Besides the
 * simulation it answers the routes under `/_mock`, which arrange and watch it.
 *
 * @returns the server, once it listens
 * @throws {TypeError} if an option is unknown or invalid; any error of listening, e.g. one with the code EADDRINUSE
 * @example
 * await using server = await serve(createLightsail({ instances: ['web-1'] }))
 * const client = new LightsailClient({ endpoint: server.url, region: 'us-east-1' })
 */
export async function serve(service: Service, options: ServeOptions = {}): Promise<LightsailServer> {
  checkServe(service, options)
  const {
    port = 0,
    host = '127.0.0.1',
    headersTimeout = 10_000,
    requestTimeout = 30_000,
    onExchange,
    mockRoutes = true,
    allowedHosts = [],
    redactHar,
    inspection,
  } = options
  const routeOptions = { allowedHosts: new Set(allowedHosts.map((name) => name.toLowerCase())), redactHar }
  const watched = inspection === undefined ? undefined : watchService(service, inspection)
  const writeSoon = batchedWriter()
  /** The connections that a fault resets after a reply: the next request on them is not answered. */
  const spent = new WeakSet<Socket>()
  const server = createHttpServer(
    {
      headersTimeout: Math.min(headersTimeout, requestTimeout),
      requestTimeout,
      // The interval at which Node looks for requests that are too slow.
      connectionsCheckingInterval: Math.max(50, Math.min(headersTimeout, requestTimeout) / 4),
    },
    (request, response) => {
      if (spent.has(request.socket)) {
        request.socket.resetAndDestroy()
        return
      }
      if (mockRoutes && service instanceof LightsailService && isMockRoute(request.url)) {
        answerMockRoute(service, request, response, routeOptions)
        return
      }
      if (watched !== undefined && isMockRoute(request.url)) {
        answerWatchedRoute(watched, request, response, routeOptions)
        return
      }
      answerCall(watched ?? service, request, response, { writeSoon, spent, onReply: onExchange?.(response) })
    },
  )
  await listen(server, port, host)
  const bound = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    url: `http://${urlHost(bound.address)}:${bound.port}`,
    port: bound.port,
    close,
    [Symbol.asyncDispose]: close,
  }
}

function checkServe(service: unknown, options: ServeOptions): void {
  const { port = 0, host = '127.0.0.1', ...others } = options
  const {
    headersTimeout: _headers,
    requestTimeout: _request,
    onExchange: _onExchange,
    mockRoutes: _mockRoutes,
    redactHar: _redactHar,
    inspection: _inspection,
    allowedHosts = [],
    ...unknown
  } = others
  const problem = (text: string) => new TypeError(`Failed to serve: ${text}`)
  if (typeof (service as Partial<Service> | undefined)?.handle !== 'function') {
    throw problem('the first argument is not a service. Use the result of createLightsail or createService.')
  }
  const names = Object.keys(unknown)
  if (names.length > 0)
    throw problem(`unknown option ${names.join(', ')}. Use port, host, headersTimeout, requestTimeout, allowedHosts.`)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw problem(`port is ${JSON.stringify(port)}. Use a whole number from 0 to 65535.`)
  }
  const noHost = allowedHosts.find((name) => !/^[\w.-]+$|^\[[\da-f:.]+\]$/i.test(name))
  if (noHost !== undefined) {
    throw problem(`allowedHosts has ${JSON.stringify(noHost)}. Use names without a port, such as my-container.`)
  }
  if (host === '') throw problem('the host is empty. Use an address such as 127.0.0.1.')
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** Returns the host to connect to. An address that means all interfaces becomes 127.0.0.1. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

interface AnswerParts {
  readonly writeSoon: Writer
  readonly spent: WeakSet<Socket>
  readonly onReply: OnReply | undefined
}

function answerCall(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  { writeSoon, spent, onReply }: AnswerParts,
): void {
  readBody(request, (body, tooLarge) => {
    const wire: WireRequest = {
      method: request.method ?? '',
      path: pathOfRequestLine(request.url ?? ''),
      headers: request.headers as Record<string, string | undefined>,
      body,
      sourceIp: sourceOf(request),
    }
    const reply = callService(service, wire)
    const write = (its: WireResponse) => {
      onReply?.(wire, its)
      // The rest of a request that is too large is not read, so its connection cannot be used again.
      if (tooLarge) its.headers['Connection'] = 'close'
      if (its.delivery === undefined) writeSoon(response, its)
      else writeWhenDelivered(service, response, its, spent).catch(() => response.destroy())
    }
    if (reply instanceof Promise) reply.then(write).catch(() => response.destroy())
    else write(reply)
  })
}

/** Lets the service answer. An error that it throws ends the connection, not the server. */
function callService(service: Service, request: Parameters<Service['handle']>[0]): ReturnType<Service['handle']> {
  try {
    return service.handle(request)
  } catch (error) {
    return Promise.reject(error)
  }
}

/** Returns the client's address. An IPv4 address may come in its IPv6 form. */
function sourceOf({ socket }: IncomingMessage): string | undefined {
  return socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '')
}

/** Delivers and writes a disturbed reply. When the connection closes the wait ends, so that the process can end. */
async function writeWhenDelivered(
  service: Service,
  response: ServerResponse,
  reply: WireResponse,
  spent: WeakSet<Socket>,
): Promise<void> {
  const closed = new AbortController()
  response.once('close', () => closed.abort())
  const arrived = await deliver(reply, service.clock, closed)
  if (arrived !== undefined) await writeSpoiled(response, arrived, service.clock, closed.signal, spent)
}

/** The real timer, looked up once: fake timers of a test are for the delays, not for the server itself. */
const soon = setImmediate

/** Returns the path of a request line. Clients behind a proxy send the whole URL. */
function pathOfRequestLine(url: string): string {
  if (url.startsWith('/') || !URL.canParse(url)) return url
  const { pathname, search } = new URL(url)
  return pathname + search
}

type Writer = (response: ServerResponse, reply: WireResponse) => void

/**
 * Makes a function that writes replies in batches: once all requests that have arrived are answered. Writing wakes the
 * client up; replies that are written together wake it once, which gains an eighth of the throughput.
 */
function batchedWriter(): Writer {
  let waiting: [ServerResponse, WireResponse][] = []
  return (response, reply) => {
    if (waiting.push([response, reply]) > 1) return
    soon(() => {
      const batch = waiting
      waiting = []
      for (const [one, its] of batch) write(one, its)
    })
  }
}

function write(response: ServerResponse, { status, headers, body, bytes }: WireResponse): void {
  response.sendDate = false
  const sent = bytes ?? body
  headers['Content-Length'] = Buffer.byteLength(sent)
  response.writeHead(status, headers)
  response.end(sent)
}
