import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { InvalidDefinitionError, readDefinition, strictObject } from '../definitions/definition.ts'
import type { ReplyDefinition } from '../engine/replies.ts'
import { parseBody } from '../protocol/body.ts'
import { ClockError, readDuration } from '../runtime/movable-clock.ts'
import type { LightsailService } from '../service/service.ts'
import { ProviderStateError } from '../states/index.ts'
import { NoSuchInstanceError } from '../world/instances.ts'
import { refusalOf } from './loopback-only.ts'
import { changePactState } from './pact-states.ts'
import { readBody } from './read-body.ts'

/** Tells whether a request is for the mock itself and not for the simulated service. */
export function isMockRoute(url: string | undefined): boolean {
  return url?.startsWith('/_mock') === true && /^\/_mock(?:$|[/?])/.test(url)
}

interface Answer {
  readonly status: number
  readonly json?: unknown
  readonly allow?: string
}

/** An answer with its body as it is sent. */
interface Written extends Answer {
  readonly body: string
}

/** The input of a route: the service, the parsed body, and the name at the end of the path. */
interface RouteInput {
  readonly service: LightsailService
  readonly json: unknown
  readonly name: string
  readonly region: string | undefined
}

type Route = (input: RouteInput) => Answer
type Methods = Readonly<Partial<Record<'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE', Route>>>

const ok = (json: unknown): Answer => ({ status: 200, json })
const done: Answer = { status: 204 }

/** The routes under `/_mock`. They read and write JSON. */
const ROUTES: ReadonlyMap<string, Methods> = new Map<string, Methods>([
  ['health', { GET: () => ok({ status: 'ok' }) }],
  [
    'world',
    {
      GET: ({ service }) => ok(service.export()),
      PUT: ({ service, json }) => {
        service.load(json as object)
        // The calls were made in the world before.
        service.calls.clear()
        return ok(service.export())
      },
    },
  ],
  [
    'instances',
    {
      GET: ({ service }) => ok(service.instances),
      POST: ({ service, json }) => ({ status: 201, json: service.instances.add(json as string) }),
    },
  ],
  [
    'instances/NAME',
    {
      GET: ({ service, name, region }) => ok(service.instances.get(name, region)),
      PATCH: ({ service, name, region, json }) => {
        const instance = service.instances.get(name, region)
        instance.update(json as object)
        return ok(instance)
      },
      DELETE: ({ service, name, region }) => {
        service.instances.delete(name, region)
        return done
      },
    },
  ],
  [
    'faults',
    {
      GET: ({ service }) => ok(service.faults.remaining()),
      POST: ({ service, json }) => {
        service.faults.addAll(Array.isArray(json) ? json : [json])
        return { status: 201, json: service.faults.remaining() }
      },
      DELETE: ({ service }) => {
        service.faults.clear()
        return done
      },
    },
  ],
  [
    'calls',
    {
      GET: ({ service }) => ok(service.calls),
      DELETE: ({ service }) => {
        service.calls.clear()
        return done
      },
    },
  ],
  [
    'replies',
    {
      GET: ({ service }) => ok(service.replies.remaining()),
      POST: ({ service, json }) => {
        service.replies.add(...((Array.isArray(json) ? json : [json]) as ReplyDefinition[]))
        return { status: 201, json: service.replies.remaining() }
      },
      DELETE: ({ service }) => {
        service.replies.clear()
        return done
      },
    },
  ],
  [
    'clock',
    {
      GET: ({ service }) => ok({ now: new Date(service.clock.now()).toISOString() }),
      POST: ({ service, json }) => {
        service.clock.advance(readAdvance(json))
        return ok({ now: new Date(service.clock.now()).toISOString() })
      },
    },
  ],
  [
    'pact-states',
    {
      POST: ({ service, json }) => {
        changePactState(service, json)
        // The verifier of the JVM reads values from the answer.
        return ok({})
      },
    },
  ],
  [
    'reset',
    {
      POST: ({ service }) => {
        service.reset()
        return done
      },
    },
  ],
])

/** Reads the body of `POST /_mock/clock`: `{ "advance": "5m" }`. */
function readAdvance(json: unknown): number {
  return readDuration(readDefinition(clockChange, json, 'change of the clock').advance)
}

const clockChange = strictObject({ advance: v.union([v.string(), v.number()]) })

/** Answers a request under `/_mock`. */
export function answerMockRoute(service: LightsailService, request: IncomingMessage, response: ServerResponse): void {
  const refused = refusalOf(request)
  if (refused !== undefined) {
    send(response, { status: 403, json: { error: refused } }, true)
    return
  }
  readBody(request, (body, tooLarge) => {
    if (tooLarge) send(response, { status: 413, json: { error: 'The body is larger than 1 MiB.' } }, true)
    else send(response, route(service, request, body), false)
  })
}

function route(service: LightsailService, request: IncomingMessage, body: Uint8Array): Answer {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1')
  const [, , first = '', second, ...more] = pathname.split('/')
  const methods = more.length > 0 ? undefined : ROUTES.get(second === undefined ? first : `${first}/NAME`)
  if (methods === undefined) {
    const routes = [...ROUTES.keys()].map((one) => `/_mock/${one}`).join(', ')
    return { status: 404, json: { error: `No such route: ${pathname}. Use ${routes}.` } }
  }
  const method = request.method ?? ''
  const run = Object.hasOwn(methods, method) ? methods[method as keyof Methods] : undefined
  if (run === undefined) {
    const allow = Object.keys(methods).join(', ')
    return { status: 405, allow, json: { error: `${pathname} takes ${allow}, not ${method}.` } }
  }
  const json = method === 'GET' || method === 'DELETE' ? NOTHING : parse(body)
  if (json === undefined) return { status: 400, json: { error: 'The body is not JSON in UTF-8.' } }
  const region = searchParams.get('region') || undefined
  return carryOut(run, { service, json: json.value, name: decode(second ?? ''), region })
}

/** Runs a route. Mistakes of the caller become 4xx answers; any other error is a bug, and the server goes on. */
function carryOut(run: Route, input: RouteInput): Answer {
  try {
    // The body is written here, inside the try block: an answer that is too large to be written fails, too.
    return written(run(input))
  } catch (error) {
    if (error instanceof InvalidDefinitionError) {
      return { status: 400, json: { error: error.message, problems: error.problems } }
    }
    if (error instanceof ProviderStateError) return { status: 400, json: { error: error.message } }
    if (error instanceof ClockError) return { status: 400, json: { error: error.message } }
    if (error instanceof NoSuchInstanceError) return { status: 404, json: { error: error.message } }
    return { status: 500, json: { error: `This is a bug of lightsail-ports-testkit: ${String(error)}` } }
  }
}

const NOTHING = { value: undefined }

function parse(body: Uint8Array): { readonly value: unknown } | undefined {
  return body.length === 0 ? NOTHING : parseBody(body)
}

/** Decodes a part of a path. Unlike decodeURIComponent it leaves a text that is not encoded as it is. */
function decode(name: string): string {
  return new URLSearchParams(`name=${name.replaceAll('+', '%2B').replaceAll('&', '%26')}`).get('name') ?? ''
}

function written(answer: Answer): Written {
  return { ...answer, body: answer.json === undefined ? '' : JSON.stringify(answer.json) }
}

function send(response: ServerResponse, answer: Answer | Written, close: boolean): void {
  const { status, allow, body } = 'body' in answer ? answer : written(answer)
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    ...(allow !== undefined && { Allow: allow }),
    ...(close && { Connection: 'close' }),
  })
  response.end(body)
}
