/** A member of a query, decoded. */
export type QueryMember = readonly [name: string, value: string]

/**
 * Parses the query of a path. A `+` is a plus, unlike in forms, and a second `?` is part of a name.
 *
 * @returns `undefined` if an escape in it is not UTF-8: no signer writes such a query
 */
export function parseQuery(path: string): readonly QueryMember[] | undefined {
  const start = path.indexOf('?')
  const parts = start === -1 ? [] : path.slice(start + 1).split('&')
  const members: QueryMember[] = []
  for (const part of parts) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = unescapeUri(equals === -1 ? part : part.slice(0, equals))
    const value = unescapeUri(equals === -1 ? '' : part.slice(equals + 1))
    if (name === undefined || value === undefined) return undefined
    members.push([name, value])
  }
  return members
}

function unescapeUri(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Writes a query as it is signed: escaped, and sorted by names, then by values. */
export function canonicalQuery(members: readonly QueryMember[]): string {
  return members
    .map(([name, value]): QueryMember => [escapeUri(name), escapeUri(value)])
    .toSorted(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

/** Escapes everything but the unreserved characters of RFC 3986. */
function escapeUri(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Writes a header as it is signed: its name, and its value without needless blanks. */
export function canonicalHeader(name: string, value: string): string {
  return `${name}:${value.trim().replaceAll(/\s+/g, ' ')}`
}
