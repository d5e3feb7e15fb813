import { changesPorts, isReadOperation } from '../../mocks/model/index.ts'
import type { Exchange } from './exchange.ts'
import type { Observed } from './observed.ts'

/** More tries than this are more than any SDK makes by itself. */
export const MANY_TRIES = 10

/** Finds the requests that a situation is about: those that change ports, or those that read. */
function requestsOf({ exchanges, situation: { expects } }: Observed): readonly Exchange[] {
  if (expects.kind === 'recovery' && expects.of === 'any') return exchanges
  const isAboutReads = expects.kind === 'troubled-reads' || (expects.kind === 'recovery' && expects.of === 'reads')
  return exchanges.filter(({ operation }) => (isAboutReads ? isReadOperation(operation) : changesPorts(operation)))
}

/** Finds the tries of the request that was tried most often. Requests that ask for the same are tries of the same. */
export function triesOf(observed: Observed): readonly Exchange[] {
  const byInput = Map.groupBy(requestsOf(observed), ({ operation, input }) => `${operation} ${JSON.stringify(input)}`)
  return [...byInput.values()].reduce<readonly Exchange[]>(
    (most, tries) => (tries.length > most.length ? tries : most),
    [],
  )
}

/** Measures the longest pause, in milliseconds, between each try and the next one. Other requests are no pause. */
export function waitsOf({ exchanges }: Observed, tries: readonly Exchange[]): readonly number[] {
  return tries.slice(1).map((next, index) => {
    const last = tries[index] ?? next
    const between = exchanges.filter(({ at }) => at > last.at && at <= next.at)
    const pauses = between.map(({ at }, step) => at - (between[step - 1] ?? last).endedAt)
    return Math.max(0, ...pauses)
  })
}

/** Tells whether two requests ask for the same. */
export function isSameRequest(left: Exchange, right: Exchange): boolean {
  return left.operation === right.operation && JSON.stringify(left.input) === JSON.stringify(right.input)
}

/** Tells whether the consumer has read anything before its first change. */
export function hasReadBeforeChange({ exchanges }: Observed): boolean {
  const firstChange = exchanges.findIndex(({ operation }) => changesPorts(operation))
  return exchanges.slice(0, Math.max(0, firstChange)).some(({ operation }) => isReadOperation(operation))
}

/** Tells whether the whole reply was sent. */
export function isAnswered({ ending }: Exchange): boolean {
  return ending === 'answered'
}

/** The errors of situations that another try helps in. */
const TRANSIENT = ['ThrottlingException', 'ServiceException']

/** Tells whether the situation made any of its requests fail. An error by the consumer's own input does not count. */
function wasHit({ exchanges }: Observed): boolean {
  return exchanges.some(
    (exchange) => !isAnswered(exchange) || exchange.status >= 500 || TRANSIENT.includes(exchange.error ?? ''),
  )
}

/** Tells whether the consumer received an error. */
export function hasReceived({ exchanges }: Observed, error: string): boolean {
  return exchanges.some((exchange) => exchange.error === error && isAnswered(exchange))
}

/** Tells whether a consumer that should recover stopped before the try that succeeds. */
export function hasStoppedEarly(observed: Observed): boolean {
  const { expects } = observed.situation
  const tries = triesOf(observed).length
  return expects.kind === 'recovery' && wasHit(observed) && tries <= expects.failures
}
