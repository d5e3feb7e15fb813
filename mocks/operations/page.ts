import { invalidInput } from './change-ports.ts'

/** A page of a list, and the token of the next page if there is one. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextPageToken?: string
}

/**
 * Cuts a page out of a list whose items are numbered: a token stays right when others come or go between two pages.
 *
 * @param from gives the numbered items at or after a number, in their order
 * @throws {LightsailError} InvalidInputException for a token that no page gave
 */
export function page<T>(
  from: (sequence: number) => Iterable<readonly [sequence: number, item: T]>,
  size: number,
  pageToken: string | undefined,
): Page<T> {
  const items: T[] = []
  for (const [sequence, item] of from(pageToken === undefined ? 0 : readToken(pageToken))) {
    if (items.length === size) return { items, nextPageToken: btoa(`from:${sequence}`) }
    items.push(item)
  }
  return { items }
}

function readToken(token: string): number {
  const sequence = /^from:(\d{1,15})$/.exec(decoded(token))?.[1]
  if (sequence === undefined) throw invalidInput(['pageToken: it is not the nextPageToken of an earlier reply'])
  return Number(sequence)
}

function decoded(token: string): string {
  // atob throws on what is not base64, and only the engine catches.
  return /^[\w+/]+={0,2}$/.test(token) && token.length % 4 === 0 ? atob(token) : ''
}
