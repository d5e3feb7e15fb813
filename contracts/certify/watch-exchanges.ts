import type { ServerResponse } from 'node:http'
import type { WireRequest, WireResponse } from '../../mocks/doors/index.ts'
import type { KnownSecrets } from '../../mocks/secrets/index.ts'
import type { InstancePortState, LightsailService } from '../../mocks/server/index.ts'
import { openings, showOpening } from '../consumers/ports.ts'
import type { Exchange } from './exchange.ts'
import { type Draft, endingOf, fillDraft, newDraft, toExchange } from './exchange-draft.ts'
import type { Moment } from './observed.ts'
import type { Activity } from './patience.ts'
import { placeOfSecret } from './secret-place.ts'
import type { SignatureClaim } from './signature-claim.ts'
import { isAnswered } from './tries.ts'

/** Watches a service: the requests, the replies, and the open ports after each request. */
export interface Watch {
  /** For `serve`. */
  readonly onExchange: (response: ServerResponse) => (request: WireRequest, reply: WireResponse) => void
  /** Lists the exchanges up to now. */
  readonly exchanges: () => readonly Exchange[]
  /** Names the client of the requests: `aws-sdk-js 3.1169.0`. */
  readonly client: () => string | undefined
  /** Lists the signatures of the requests. */
  readonly claims: () => readonly SignatureClaim[]
  readonly moments: readonly Moment[]
  /** Sums up the requests of this moment, to tell whether the consumer gets on. */
  readonly activity: () => Activity
  /** Calls a function whenever an exchange ends. */
  readonly onEnd: (listener: () => void) => void
  /** Lists the ports that are open now; `undefined` without an instance. */
  readonly ports: () => readonly InstancePortState[] | undefined
  /** Names the first place of a secret in a request where none belongs: `the body of its request 2`. */
  readonly secretPlace: () => string | undefined
  /** The milliseconds since the watch began. */
  readonly now: () => number
}

/** Watches all requests to a service, and what they do to an instance. */
export function watchExchanges(service: LightsailService, instanceName: string, secrets: KnownSecrets): Watch {
  const start = performance.now()
  const now = () => performance.now() - start
  const ports = () => (service.instances.has(instanceName) ? service.instances.get(instanceName).ports : undefined)
  const drafts: Draft[] = []
  const listeners: (() => void)[] = []
  let secretPlace: string | undefined
  const moments: Moment[] = [{ requests: 0, ports: ports() ?? [] }]

  const keep = (draft: Draft, request: WireRequest, reply: WireResponse) => {
    fillDraft(draft, request, reply, secrets)
    const number = drafts.indexOf(draft) + 1
    const place = placeOfSecret(request, secrets)
    if (place !== undefined) secretPlace ??= `${place} of its request ${number}`
    const before = moments.at(-1)
    const moment: Moment = { requests: number, ports: ports() ?? [] }
    moments.push(moment)
    if (JSON.stringify(before?.ports) !== JSON.stringify(moment.ports)) {
      draft.exchange.ports = openings(moment.ports).map(showOpening)
    }
  }
  return {
    onExchange(response) {
      const draft = newDraft(now())
      drafts.push(draft)
      response.once('close', () => {
        draft.isOver = true
        draft.exchange.endedAt = now()
        draft.exchange.ending = endingOf(draft, response.writableFinished)
        for (const listener of listeners) listener()
      })
      return (request, reply) => keep(draft, request, reply)
    },
    exchanges: () => drafts.map((draft) => toExchange(draft, now())),
    client: () => drafts.map(({ userAgent }) => clientIn(userAgent)).find((name) => name !== undefined),
    claims: () => drafts.map(({ claim }) => claim),
    moments,
    activity: () => activityOf(drafts),
    onEnd: (listener) => void listeners.push(listener),
    ports,
    secretPlace: () => secretPlace,
    now,
  }
}

const CLIENT = /\b(aws-sdk-[a-z\d-]{1,20}|aws-cli|Boto3|Botocore|curl|python-requests|Python-urllib)\/v?(\d[\w.-]*)/i

function clientIn(userAgent = ''): string | undefined {
  const [, name, version] = CLIENT.exec(userAgent) ?? []
  return name === undefined ? undefined : `${name} ${version}`
}

function activityOf(drafts: readonly Draft[]): Activity {
  const index = drafts.findIndex(({ isOver }) => !isOver)
  const oldest = drafts[index]?.exchange
  const vain = drafts.filter(({ isOver, exchange }) => isOver && (exchange.status !== 200 || !isAnswered(exchange)))
  const byRequest = Map.groupBy(vain, ({ exchange }) => `${exchange.operation} ${JSON.stringify(exchange.input)}`)
  return {
    waiting: oldest === undefined ? undefined : { since: oldest.at, number: index + 1 },
    lastSign: Math.max(0, ...drafts.map(({ exchange }) => Math.max(exchange.at, exchange.endedAt))),
    vainTries: Math.max(0, ...[...byRequest.values()].map((tries) => tries.length)),
    givenUp: drafts.filter(({ exchange, isOver }) => isOver && exchange.ending === 'given up').length,
  }
}
