import type { IncomingMessage, ServerResponse } from 'node:http'
import type { InstancePortState, LightsailService } from '../../mocks/server/index.ts'
import { hasSecret, withoutSecrets } from '../output.ts'
import { openings, show } from '../ports.ts'
import type { Ending, Exchange } from './exchange.ts'

type Handle = LightsailService['handle']
type WireRequest = Parameters<Handle>[0]
type WireResponse = Awaited<ReturnType<Handle>>

/** What is open at a moment. */
export interface Moment {
  /** How many requests had come by then. */
  readonly requests: number
  readonly ports: readonly InstancePortState[]
}

/** Who watches a service: what came, what went back, and what was open after each request. */
export interface Watch {
  /** For `serve`. */
  readonly onExchange: (request: IncomingMessage, response: ServerResponse) => void
  /** What has come by now. */
  readonly exchanges: () => readonly Exchange[]
  readonly moments: readonly Moment[]
  /** What is open now; `undefined` without an instance. */
  readonly ports: () => readonly InstancePortState[] | undefined
  /** Which request had a secret where none belongs: `the body of its request 2`. */
  readonly toldSecret: () => string | undefined
  /** Milliseconds since it began. */
  readonly now: () => number
}

type Draft = { -readonly [Key in keyof Exchange]: Exchange[Key] } & { isOver: boolean; cut: boolean; none: boolean }

/** Longer bodies are not kept. */
const KEPT = 16 * 1024

/** Watches all requests to a service, for what they do to an instance. */
export function watchExchanges(service: LightsailService, instanceName: string, secrets: readonly string[]): Watch {
  const start = performance.now()
  const now = () => performance.now() - start
  const ports = () => (service.instances.has(instanceName) ? service.instances.get(instanceName).ports : undefined)
  const drafts: Draft[] = []
  let told: string | undefined
  const moments: Moment[] = [{ requests: 0, ports: ports() ?? [] }]
  /** The engine is handed the very headers that the server has read. */
  const byHeaders = new WeakMap<object, Draft>()

  const note = (request: WireRequest, reply: WireResponse) => {
    const draft = byHeaders.get(request.headers)
    if (draft === undefined) return
    fill(draft, request, reply, (text) => withoutSecrets(text, secrets))
    const number = drafts.indexOf(draft) + 1
    const place = placeOfSecret(request, secrets)
    if (place !== undefined) told ??= `${place} of its request ${number}`
    const moment: Moment = { requests: number, ports: ports() ?? [] }
    const before = moments.at(-1)
    moments.push(moment)
    if (before !== undefined && JSON.stringify(before.ports) !== JSON.stringify(moment.ports)) {
      draft.ports = openings(moment.ports).map(show)
    }
  }
  const handle: Handle = service.handle.bind(service)
  service.handle = (request) => {
    const reply = handle(request)
    if (!(reply instanceof Promise)) {
      note(request, reply)
      return reply
    }
    return reply.then((its) => {
      note(request, its)
      return its
    })
  }

  return {
    onExchange(request, response) {
      const draft = newDraft(now())
      drafts.push(draft)
      byHeaders.set(request.headers, draft)
      response.once('close', () => {
        draft.isOver = true
        draft.endedAt = now()
        draft.ending = endingOf(draft, response.writableFinished)
      })
    },
    exchanges: () =>
      drafts.map(({ isOver, cut: _cut, none: _none, ...exchange }) =>
        isOver ? exchange : { ...exchange, endedAt: now(), ending: 'unanswered' },
      ),
    ...{ moments, ports, now, toldSecret: () => told },
  }
}

function newDraft(at: number): Draft {
  return {
    ...{ operation: undefined, input: undefined, attempt: undefined, at, endedAt: at, ending: 'unanswered' },
    ...{ status: 0, error: undefined, reply: '', ports: undefined, isOver: false, cut: false, none: false },
  }
}

function endingOf({ cut, none }: Draft, isWritten: boolean): Ending {
  if (isWritten) return 'answered'
  if (none) return 'dropped'
  return cut ? 'cut off' : 'given up'
}

function fill(
  draft: Draft,
  { headers, body }: WireRequest,
  { status, body: reply, delivery }: WireResponse,
  redact: (text: string) => string,
): void {
  const { kind } = delivery?.ending ?? {}
  const [, operation] = /\.([A-Za-z]{1,64})$/.exec(headers['x-amz-target'] ?? '') ?? []
  const [, attempt] = /(?:^|; ?)attempt=(\d{1,6})\b/.exec(headers['amz-sdk-request'] ?? '') ?? []
  draft.operation = operation
  draft.attempt = attempt === undefined ? undefined : Number(attempt)
  const input = parse(typeof body === 'string' ? body : new TextDecoder().decode(body))
  // Written again, so that nothing in it is escaped.
  draft.input = input === undefined ? undefined : parse(redact(JSON.stringify(input)))
  draft.none = kind === 'drop'
  draft.cut = kind === 'cut'
  if (kind === 'drop' || kind === 'never') return
  draft.status = status
  draft.reply = redact(reply).slice(0, KEPT)
  draft.error = errorIn(reply)
}

/** Where a request tells a secret, other than the token where it belongs. */
function placeOfSecret({ path, headers, body }: WireRequest, secrets: readonly string[]): string | undefined {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const others = Object.entries(headers).filter(([name]) => name !== 'x-amz-security-token')
  const places: readonly (readonly [string, string])[] = [
    // Escaped it is the same to who reads it.
    ['the body', `${text}\n${JSON.stringify(parse(text))}`],
    // A pre-signed URL has the token where it belongs.
    ['the URL', decoded(path.replace(/x-amz-security-token=[^&]*/i, ''))],
    ['a header', others.map(([name, value]) => `${name}: ${value}`).join('\n')],
  ]
  return places.find(([, told]) => hasSecret(told, secrets))?.[0]
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function parse(text: string): unknown {
  if (text.length > KEPT) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `__type` may have a namespace in front. */
function errorIn(reply: string): string | undefined {
  const type = (parse(reply) as { readonly __type?: unknown } | undefined)?.__type
  return typeof type === 'string' ? type.slice(type.lastIndexOf('#') + 1) : undefined
}
