import type { ServerResponse } from 'node:http'
import type { WireRequest, WireResponse } from '../../mocks/doors/index.ts'
import { errorNameIn, operationInTarget, parseJson, readAttempt } from '../../mocks/protocol/index.ts'
import { KnownSecrets } from '../../mocks/secrets/index.ts'
import type { InstancePortState, LightsailService } from '../../mocks/server/index.ts'
import { openings, show } from '../consumers/ports.ts'
import type { Ending, Exchange } from './exchange.ts'

/** What is open at a moment. */
export interface Moment {
  /** How many requests had come by then. */
  readonly requests: number
  readonly ports: readonly InstancePortState[]
}

/** Who watches a service: what came, what went back, and what was open after each request. */
export interface Watch {
  /** For `serve`. */
  readonly onExchange: (response: ServerResponse) => (request: WireRequest, reply: WireResponse) => void
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
export function watchExchanges(service: LightsailService, instanceName: string, known: readonly string[]): Watch {
  const secrets = new KnownSecrets(known)
  const start = performance.now()
  const now = () => performance.now() - start
  const ports = () => (service.instances.has(instanceName) ? service.instances.get(instanceName).ports : undefined)
  const drafts: Draft[] = []
  let told: string | undefined
  const moments: Moment[] = [{ requests: 0, ports: ports() ?? [] }]

  const note = (draft: Draft, request: WireRequest, reply: WireResponse) => {
    fill(draft, request, reply, (text) => secrets.redact(text))
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
  return {
    onExchange(response) {
      const draft = newDraft(now())
      drafts.push(draft)
      response.once('close', () => {
        draft.isOver = true
        draft.endedAt = now()
        draft.ending = endingOf(draft, response.writableFinished)
      })
      return (request, reply) => note(draft, request, reply)
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
  draft.operation = operationInTarget(headers['x-amz-target'])
  draft.attempt = readAttempt(headers['amz-sdk-request'])
  const input = parse(typeof body === 'string' ? body : new TextDecoder().decode(body))
  // Written again, so that nothing in it is escaped.
  draft.input = input === undefined ? undefined : parse(redact(JSON.stringify(input)))
  draft.none = kind === 'drop'
  draft.cut = kind === 'cut'
  if (kind === 'drop' || kind === 'never') return
  draft.status = status
  draft.reply = redact(reply).slice(0, KEPT)
  draft.error = errorNameIn(parse(reply))
}

/** Where a request tells a secret, other than the token where it belongs. */
function placeOfSecret({ path, headers, body }: WireRequest, secrets: KnownSecrets): string | undefined {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const others = Object.entries(headers).filter(([name]) => name !== 'x-amz-security-token')
  const places: readonly (readonly [string, string])[] = [
    // Escaped it is the same to who reads it.
    ['the body', `${text}\n${JSON.stringify(parse(text))}`],
    // A pre-signed URL has the token where it belongs.
    ['the URL', decoded(path.replace(/x-amz-security-token=[^&]*/i, ''))],
    ['a header', others.map(([name, value]) => `${name}: ${value}`).join('\n')],
  ]
  return places.find(([, told]) => secrets.isIn(told))?.[0]
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function parse(text: string): unknown {
  return text.length > KEPT ? undefined : parseJson(text)
}
