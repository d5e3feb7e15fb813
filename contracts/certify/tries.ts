import type { Exchange } from './exchange.ts'
import { isChange, isRead } from './job.ts'
import type { Observed } from './observed.ts'

/** More tries than this are more than any SDK makes by itself. */
export const MANY_TRIES = 10

/** Finds the requests that a situation is about: those that change ports, or those that read. */
function requestsOf({ exchanges, situation: { expects } }: Observed): readonly Exchange[] {
  const isAboutReads = expects.kind === 'troubled-reads' || (expects.kind === 'recovery' && expects.of === 'reads')
  return exchanges.filter(({ operation }) => (isAboutReads ? isRead(operation) : isChange(operation)))
}

/** Finds the tries of the request that was tried most often. Requests that ask for the same are tries of the same. */
export function triesOf(observed: Observed): readonly Exchange[] {
  const byInput = Map.groupBy(requestsOf(observed), ({ operation, input }) => `${operation} ${JSON.stringify(input)}`)
  return [...byInput.values()].reduce<readonly Exchange[]>(
    (most, tries) => (tries.length > most.length ? tries : most),
    [],
  )
}

/** Measures the milliseconds between the end of each try and the next one. */
export function waitsOf(tries: readonly Exchange[]): readonly number[] {
  return tries.slice(1).map(({ at }, index) => Math.max(0, at - (tries[index]?.endedAt ?? at)))
}

/** Tells whether two requests ask for the same. */
export function isSameRequest(left: Exchange, right: Exchange): boolean {
  return left.operation === right.operation && JSON.stringify(left.input) === JSON.stringify(right.input)
}

/** Tells whether the whole reply was sent. */
export function isAnswered({ ending }: Exchange): boolean {
  return ending === 'answered'
}

/** Tells whether a consumer that should recover stopped before the try that succeeds. */
export function hasStoppedEarly(observed: Observed): boolean {
  const { expects } = observed.situation
  const tries = triesOf(observed).length
  return expects.kind === 'recovery' && tries > 0 && tries <= expects.failures
}
