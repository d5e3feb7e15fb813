import { invalidInput } from './invalid-input.ts'

/** A page of a list, and the token of the next page if there is one. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextPageToken?: string
}

/**
 * Cuts a page out of a list whose items are numbered: a token stays right when others come or go between two pages.
 *
 * @param list the name of the list: tokens of another list are refused
 * @param from gives the numbered items at or after a number, in their order
 * @throws {LightsailError} InvalidInputException if the token is not from an earlier page
 */
export function page<T>(
  list: string,
  from: (sequence: number) => Iterable<readonly [sequence: number, item: T]>,
  size: number,
  pageToken: string | undefined,
): Page<T> {
  const items: T[] = []
  // Public programs send an empty token for the first page.
  for (const [sequence, item] of from(
    pageToken === undefined || pageToken === '' ? 0 : readPageToken(list, pageToken),
  )) {
    if (items.length === size) return { items, nextPageToken: btoa(`${list}:${sequence}`) }
    items.push(item)
  }
  return { items }
}

function readPageToken(list: string, token: string): number {
  const [name, sequence = ''] = decoded(token).split(':')
  if (name === list && /^\d{1,15}$/.test(sequence)) return Number(sequence)
  throw invalidInput(['pageToken: it is not the nextPageToken of an earlier reply'])
}

function decoded(token: string): string {
  // Without this check atob would throw on a text that is not base64.
  return /^[A-Za-z\d+/]+={0,2}$/.test(token) && token.length % 4 === 0 ? atob(token) : ''
}
