import { invalidInput } from './invalid-input.ts'

/** A page of a list, and the token of the next page if there is one. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextPageToken?: string
}

/**
 * Cuts a page out of a list whose items are numbered: a token stays right when others come or go between two pages.
 *
 * @param list names the list: the token of another is none of this one
 * @param from gives the numbered items at or after a number, in their order
 * @throws {LightsailError} InvalidInputException for a token that no page gave
 */
export function page<T>(
  list: string,
  from: (sequence: number) => Iterable<readonly [sequence: number, item: T]>,
  size: number,
  pageToken: string | undefined,
): Page<T> {
  const items: T[] = []
  for (const [sequence, item] of from(pageToken === undefined ? 0 : readToken(list, pageToken))) {
    if (items.length === size) return { items, nextPageToken: btoa(`${list}:${sequence}`) }
    items.push(item)
  }
  return { items }
}

function readToken(list: string, token: string): number {
  const [name, sequence = ''] = decoded(token).split(':')
  if (name === list && /^\d{1,15}$/.test(sequence)) return Number(sequence)
  throw invalidInput(['pageToken: it is not the nextPageToken of an earlier reply'])
}

function decoded(token: string): string {
  // atob throws on what is not base64, and only the engine catches.
  return /^[A-Za-z\d+/]+={0,2}$/.test(token) && token.length % 4 === 0 ? atob(token) : ''
}
