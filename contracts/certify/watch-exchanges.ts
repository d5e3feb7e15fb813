import type { ServerResponse } from 'node:http'
import type { WireRequest, WireResponse } from '../../mocks/doors/index.ts'
import { KnownSecrets } from '../../mocks/secrets/index.ts'
import type { InstancePortState, LightsailService } from '../../mocks/server/index.ts'
import { openings, showOpening } from '../consumers/ports.ts'
import type { Exchange } from './exchange.ts'
import { type Draft, endingOf, fillDraft, newDraft, toExchange } from './exchange-draft.ts'
import type { Moment } from './observed.ts'
import { placeOfSecret } from './secret-place.ts'

/** Watches a service: the requests, the replies, and the open ports after each request. */
export interface Watch {
  /** For `serve`. */
  readonly onExchange: (response: ServerResponse) => (request: WireRequest, reply: WireResponse) => void
  /** Lists the exchanges up to now. */
  readonly exchanges: () => readonly Exchange[]
  readonly moments: readonly Moment[]
  /** Lists the ports that are open now; `undefined` without an instance. */
  readonly ports: () => readonly InstancePortState[] | undefined
  /** Names the first place of a secret in a request where none belongs: `the body of its request 2`. */
  readonly secretPlace: () => string | undefined
  /** The milliseconds since the watch began. */
  readonly now: () => number
}

/** Watches all requests to a service, and what they do to an instance. */
export function watchExchanges(service: LightsailService, instanceName: string, known: readonly string[]): Watch {
  const secrets = new KnownSecrets(known)
  const start = performance.now()
  const now = () => performance.now() - start
  const ports = () => (service.instances.has(instanceName) ? service.instances.get(instanceName).ports : undefined)
  const drafts: Draft[] = []
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
      })
      return (request, reply) => keep(draft, request, reply)
    },
    exchanges: () => drafts.map((draft) => toExchange(draft, now())),
    moments,
    ports,
    secretPlace: () => secretPlace,
    now,
  }
}
