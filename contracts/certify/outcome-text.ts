import { inspect } from 'node:util'

const CLIPPED = 200
/** What cannot be looked at: a getter that throws, a proxy that refuses. */
const UNSEEN = 'something that cannot be looked at'

/** A value in a line. */
export function show(value: unknown): string {
  return guarded(() => {
    const options = { depth: 3, breakLength: Number.POSITIVE_INFINITY, maxStringLength: CLIPPED, maxArrayLength: 10 }
    const text = inspect(value, options)
    return text.length > CLIPPED ? `${text.slice(0, CLIPPED)}…` : text
  })
}

/** An error in a line. */
export function showError(error: unknown): string {
  return guarded(() =>
    error instanceof Error ? `${String(error.name)}: ${String(error.message)}`.slice(0, 2 * CLIPPED) : show(error),
  )
}

/** The names of an error and of what caused it; of what is no error its type. */
export function namesOf(error: unknown): string[] {
  const names: string[] = []
  try {
    for (let one = error; one instanceof Error && names.length < 6; one = one.cause) names.push(String(one.name))
  } catch {
    // The names that it has told by then are its names.
  }
  return names.length === 0 && error !== undefined ? [typeof error] : names
}

/** Members that say in words of the service's own what has happened, and to which request. */
const VOLATILE = ['message', 'code', 'tip', 'docs', 'stack', '$metadata', '$response', 'requestId']

/** A value without what differs at every run, and without what the service says in its own words. */
export function sameness(value: unknown): string {
  return guarded(() => inspect(withoutVolatiles(value, 0), { depth: 6, breakLength: Number.POSITIVE_INFINITY }))
}

function withoutVolatiles(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return /\s/.test(value) ? '…' : value.replaceAll(/[\da-f-]{16,}|\d{3,}/g, '0')
  if (typeof value === 'number') return Math.abs(value) < 1000 ? value : 0
  if (value instanceof Error) return namesOf(value).join(', ')
  if (typeof value !== 'object' || value === null || depth > 5) return typeof value === 'object' ? null : value
  if (Array.isArray(value)) return value.map((one) => withoutVolatiles(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !VOLATILE.includes(name))
      .map(([name, one]) => [name, withoutVolatiles(one, depth + 1)]),
  )
}

function guarded(tell: () => string): string {
  try {
    return tell()
  } catch {
    return UNSEEN
  }
}
