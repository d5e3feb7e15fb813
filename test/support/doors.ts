import { LightsailClient, type LightsailClientConfig } from '@aws-sdk/client-lightsail'
import { createLightsail, type Lightsail, type LightsailOptions } from 'lightsail-ports-testkit'
import { serve } from 'lightsail-ports-testkit/server'
import { setupServer } from 'msw/node'
import { budget } from './budget.ts'

export { rawHeaders } from './raw-headers.ts'

/** A request that no SDK would send. */
export interface RawRequest {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

export interface RawReply {
  readonly status: number
  readonly headers: Headers
  readonly json: Record<string, unknown>
}

/** A service behind one of its doors. */
export interface OpenDoor {
  readonly lightsail: Lightsail
  readonly name: string
  /** The Host of raw requests. */
  readonly host: string
  /** An SDK client whose requests go through the door. */
  client(config?: LightsailClientConfig): LightsailClient
  /** The same without an SDK, for the Region us-east-1. */
  raw(request: RawRequest): Promise<RawReply>
  [Symbol.asyncDispose](): Promise<void>
}

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
const base = { region: 'us-east-1', credentials, maxAttempts: 1 } as const
const HOST = 'lightsail.us-east-1.amazonaws.com'
const URL_OF_SERVICE = `https://${HOST}`

async function readReply(response: Response): Promise<RawReply> {
  const text = await response.text()
  return { status: response.status, headers: response.headers, json: text === '' ? {} : JSON.parse(text) }
}

function init({ method = 'POST', headers = {}, body }: RawRequest): RequestInit {
  return { method, headers, ...(body !== undefined && { body }) }
}

/** Every way into the service. */
export const doors = {
  async msw(options: LightsailOptions): Promise<OpenDoor> {
    const lightsail = createLightsail(options)
    const server = setupServer(...lightsail.handlers)
    server.listen({ onUnhandledFrame: 'error' })
    return {
      lightsail,
      name: 'msw',
      host: HOST,
      client: (config) => new LightsailClient({ ...base, ...config }),
      raw: async (request) => readReply(await fetch(URL_OF_SERVICE + (request.path ?? '/'), init(request))),
      [Symbol.asyncDispose]: async () => server.close(),
    }
  },

  async requestHandler(options: LightsailOptions): Promise<OpenDoor> {
    const lightsail = createLightsail(options)
    const { requestHandler } = lightsail
    return {
      lightsail,
      name: 'requestHandler',
      host: HOST,
      client: (config) => new LightsailClient({ ...base, requestHandler, ...config }),
      async raw({ method = 'POST', path = '/', headers = {}, body }) {
        const { response } = await requestHandler.handle({ method, path, headers, body, hostname: HOST })
        return readReply(
          new Response(response.body as BodyInit, { status: response.statusCode, headers: response.headers }),
        )
      },
      [Symbol.asyncDispose]: async () => {},
    }
  },

  async fetch(options: LightsailOptions): Promise<OpenDoor> {
    const lightsail = createLightsail(options)
    const requestHandler = fetchHandler(lightsail.fetch)
    return {
      lightsail,
      name: 'fetch',
      host: HOST,
      client: (config) => new LightsailClient({ ...base, requestHandler, ...config }),
      raw: async (request) => readReply(await lightsail.fetch(URL_OF_SERVICE + (request.path ?? '/'), init(request))),
      [Symbol.asyncDispose]: async () => {},
    }
  },

  async http(options: LightsailOptions): Promise<OpenDoor> {
    const lightsail = createLightsail(options)
    const server = await serve(lightsail)
    return {
      lightsail,
      name: 'http',
      host: new URL(server.url).host,
      client: (config) => new LightsailClient({ ...base, endpoint: server.url, ...config }),
      raw: async (request) => readReply(await fetch(server.url + (request.path ?? '/'), init(request))),
      [Symbol.asyncDispose]: () => server.close(),
    }
  },
} as const

export type DoorName = keyof typeof doors
export const doorNames = Object.keys(doors) as DoorName[]

/** An SDK requestHandler over any `fetch`, as the SDK's own for browsers is over the global one. */
export function fetchHandler(
  send: typeof fetch,
  requestTimeout = budget(10_000),
): NonNullable<LightsailClientConfig['requestHandler']> {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: {
      protocol: string
      hostname: string
      path: string
      method: string
      headers: HeadersInit
      body?: BodyInit
    }) {
      const { protocol, hostname, path, method, headers, body } = request
      const response = await send(`${protocol}//${hostname}${path}`, {
        method,
        headers,
        signal: AbortSignal.timeout(requestTimeout),
        ...(body !== undefined && { body }),
      })
      return {
        response: {
          statusCode: response.status,
          reason: response.statusText,
          headers: Object.fromEntries(response.headers),
          body: new Uint8Array(await response.arrayBuffer()),
        },
      }
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  } as NonNullable<LightsailClientConfig['requestHandler']>
}
