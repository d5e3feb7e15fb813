import { inspect } from 'node:util'

const CLIPPED = 200
/** Stands for a value with a getter that throws, or a proxy that refuses. */
const UNREADABLE = 'a value that cannot be read'

/** Writes a value on one line. */
export function inspectValue(value: unknown): string {
  return readSafely(() => {
    const options = { depth: 3, breakLength: Number.POSITIVE_INFINITY, maxStringLength: CLIPPED, maxArrayLength: 10 }
    const text = inspect(value, options)
    return text.length > CLIPPED ? `${text.slice(0, CLIPPED)}…` : text
  })
}

/** Writes an error on one line. */
export function describeError(error: unknown): string {
  return readSafely(() =>
    error instanceof Error
      ? `${String(error.name)}: ${String(error.message)}`.slice(0, 2 * CLIPPED)
      : inspectValue(error),
  )
}

/** Lists the names of an error and of its causes. For a value that is not an error it lists the type. */
export function errorNamesOf(error: unknown): string[] {
  const names: string[] = []
  try {
    for (let one = error; one instanceof Error && names.length < 6; one = one.cause) names.push(String(one.name))
  } catch {
    // An error may refuse to be read. The names up to then are its names.
  }
  return names.length === 0 && error !== undefined ? [typeof error] : names
}

/** Members that hold the service's own words, or name one request. */
const VOLATILE = ['message', 'code', 'tip', 'docs', 'stack', '$metadata', '$response', 'requestId']

/** Writes a value without the parts that differ at every run, and without the service's own words. */
export function describeSameness(value: unknown): string {
  return readSafely(() => inspect(withoutVolatiles(value, 0), { depth: 6, breakLength: Number.POSITIVE_INFINITY }))
}

function withoutVolatiles(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return /\s/.test(value) ? '…' : value.replaceAll(/[\da-f-]{16,}|\d{3,}/g, '0')
  if (typeof value === 'number') return Math.abs(value) < 1000 ? value : 0
  if (value instanceof Error) return errorNamesOf(value).join(', ')
  if (typeof value !== 'object' || value === null || depth > 5) return typeof value === 'object' ? null : value
  if (Array.isArray(value)) return value.map((one) => withoutVolatiles(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !VOLATILE.includes(name))
      .map(([name, one]) => [name, withoutVolatiles(one, depth + 1)]),
  )
}

/** Removes from a text what says nothing about an error: ids, numbers, times and stack frames. */
export function withoutVolatile(text: string): string {
  return text
    .replaceAll(/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b|\b[\da-f]{16,}\b/gi, 'ID')
    .replaceAll(/\d+/g, '0')
    .replaceAll(/\n[ \t]{0,40}at [^\n]*/g, '')
}

function readSafely(read: () => string): string {
  try {
    return read()
  } catch {
    return UNREADABLE
  }
}
