import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { InvalidDefinitionError, readDefinition, strictObject } from '../definitions/definition.ts'
import type { Explanation } from '../engine/explain.ts'
import type { ReplyDefinition } from '../engine/replies.ts'
import { PORT_OPERATIONS } from '../model/port-operations.ts'
import { isRegionName, NO_SUCH_REGION } from '../model/regions.ts'
import { parseBody } from '../protocol/body.ts'
import { printableJson } from '../protocol/printable.ts'
import { ClockError, readDuration } from '../runtime/movable-clock.ts'
import type { LightsailService } from '../service/service.ts'
import { ProviderStateError } from '../states/index.ts'
import { NoSuchInstanceError } from '../world/instances.ts'
import { regionName } from '../world/region-name.ts'
import { isHarRequest, type RedactHar, sendHar } from './inspector/har-route.ts'
import { inspectorPage, isPageRequest, sendPage } from './inspector/page.ts'
import { isStreamRequest, streamCalls } from './log/call-stream.ts'
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
  readonly query: URLSearchParams
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
      PATCH: ({ service, json }) => {
        carryOutSetUp(service, json)
        return ok(service.export())
      },
    },
  ],
  [
    'instances',
    {
      GET: ({ service, query }) => ok(query.has('addresses') ? service.describeInstances() : service.instances),
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
      DELETE: ({ service, query }) => {
        const index = query.get('index')
        if (index === null) service.faults.clear()
        else if (!service.faults.remove(Number(index))) return noFault(index)
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
  ['explain', { POST: ({ service, json }) => ok(explainBody(service, json)) }],
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
      POST: ({ service, json, query }) => {
        changePactState(service, json, query)
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

/** Carries out what `PATCH /_mock/world` takes: `{ "account": { "status": "setup-in-progress" } }`. */
function carryOutSetUp(service: LightsailService, json: unknown): void {
  const { account, regions = {} } = readDefinition(setups, json, 'change of the world')
  const change = (status: 'active' | 'setup-in-progress', region?: string) => {
    if (status === 'active') service.completeSetup(region)
    else service.startSetup(region)
  }
  if (account !== undefined) change(account.status)
  for (const [region, { status }] of Object.entries(regions)) change(status, region)
}

const setup = strictObject({ status: v.picklist(['active', 'setup-in-progress']) })
const setups = strictObject({
  account: v.optional(setup),
  regions: v.optional(
    v.pipe(
      v.record(v.string(), setup),
      v.check((regions) => Object.keys(regions).every(isRegionName), `has a member that ${NO_SUCH_REGION}`),
    ),
  ),
})

function noFault(index: string): Answer {
  return {
    status: 404,
    json: { error: `There is no fault ${JSON.stringify(index)}: it has happened, or was taken away.` },
  }
}

/** Reads the body of `POST /_mock/clock`: `{ "advance": "5m" }`. */
function readAdvance(json: unknown): number {
  return readDuration(readDefinition(clockChange, json, 'change of the clock').advance)
}

/** Reads what `POST /_mock/explain` takes, `{ "input": { … }, "region": "us-east-1" }`, and explains it. */
function explainBody(service: LightsailService, json: unknown): Explanation {
  const { input, ...options } = readDefinition(explained, json, 'call to explain')
  return service.explain(typeof input === 'string' ? input : JSON.stringify(input ?? null), options)
}

const explained = strictObject({
  input: v.unknown(),
  operation: v.optional(v.picklist(PORT_OPERATIONS)),
  region: v.optional(regionName),
  accessKeyId: v.optional(v.string()),
})

const clockChange = strictObject({ advance: v.union([v.string(), v.number()]) })

/** Settings of the routes: names that they may be called by, and a redactor of fixtures. */
export interface MockRouteOptions {
  readonly allowedHosts: ReadonlySet<string>
  readonly redactHar: RedactHar | undefined
}

/** Answers a request under `/_mock`. */
export function answerMockRoute(
  service: LightsailService,
  request: IncomingMessage,
  response: ServerResponse,
  { allowedHosts, redactHar }: MockRouteOptions,
): void {
  const refused = refusalOf(request, allowedHosts)
  if (refused !== undefined) {
    sendAnswer(response, { status: 403, json: { error: refused } }, true)
    return
  }
  if (isStreamRequest(request)) {
    streamCalls(service.calls, request, response)
    return
  }
  if (isHarRequest(request)) {
    sendHar(service.calls, service.export().account?.id, request, response, redactHar)
    return
  }
  if (isPageRequest(request)) {
    sendPage(inspectorPage('serve'), response)
    return
  }
  readBody(request, (body, tooLarge) => {
    if (tooLarge) sendAnswer(response, { status: 413, json: { error: 'The body is larger than 1 MiB.' } }, true)
    else sendAnswer(response, route(service, request, body), false)
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
  const answer = carryOut(run, { service, json: json.value, name: decode(second ?? ''), region, query: searchParams })
  if (method !== 'GET' && answer.status < 400) service.calls.noteWorldChange()
  return answer
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
  return { ...answer, body: answer.json === undefined ? '' : printableJson(answer.json) }
}

function sendAnswer(response: ServerResponse, answer: Answer | Written, close: boolean): void {
  const { status, allow, body } = 'body' in answer ? answer : written(answer)
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    ...(allow !== undefined && { Allow: allow }),
    ...(close && { Connection: 'close' }),
  })
  response.end(body)
}
