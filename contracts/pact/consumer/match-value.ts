import { inspect, isDeepStrictEqual } from 'node:util'

/** A description of an error: its name, a pattern of its message, its class, some of its members, or a function. */
export type ErrorSpec =
  | string
  | RegExp
  | (abstract new (
      ...args: never[]
    ) => Error)
  | ((error: Error) => unknown)
  | Readonly<Record<string, unknown>>

/** Tells whether a value is an error. Copies of a library and other realms have classes of their own. */
export function isError(given: unknown): given is Error {
  return (
    given instanceof Error || (typeof given === 'object' && given !== null && 'message' in given && 'stack' in given)
  )
}

/** Tells whether an error matches a description. */
export async function matchesError(error: Error, spec: ErrorSpec): Promise<boolean> {
  if (typeof spec === 'string') return error.name === spec
  if (spec instanceof RegExp) return matchesPattern(error.message, spec)
  if (typeof spec !== 'function') return hasAtLeast(error, spec)
  if (isErrorClass(spec)) return error instanceof spec
  return (await (spec as (given: Error) => unknown)(error)) !== false
}

function isErrorClass(spec: unknown): spec is abstract new (...args: never[]) => Error {
  const { prototype } = spec as { prototype?: unknown }
  return prototype === Error.prototype || prototype instanceof Error
}

/** Tests a text from its beginning. A pattern with the flags g or y would continue after its last match. */
function matchesPattern(text: string, pattern: RegExp): boolean {
  return new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/g, '')).test(text)
}

/**
 * Tells whether a value has at least the members of another one. Lists must have the same length, and objects that are not
 * plain (dates, maps) must be equal.
 */
export function hasAtLeast(value: unknown, expected: unknown): boolean {
  if (expected instanceof RegExp) return typeof value === 'string' && matchesPattern(value, expected)
  if (typeof expected !== 'object' || expected === null) return Object.is(value, expected)
  if (Array.isArray(expected)) {
    if (!Array.isArray(value) || value.length !== expected.length) return false
    return expected.every((one, index) => hasAtLeast(value[index], one))
  }
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(expected))
  if (!isPlain) return isDeepStrictEqual(value, expected)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(expected).every(([key, one]) => hasAtLeast((value as Record<string, unknown>)[key], one))
}

/** Describes a value in one line, for a message. */
export function describeValue(value: unknown): string {
  try {
    if (typeof value === 'function') return value.name || 'an error that its function accepts'
    if (isError(value)) return `${value.name}: ${value.message}`
    return inspect(value, { depth: 3, breakLength: Number.POSITIVE_INFINITY })
  } catch (error) {
    return `a value that cannot be printed (${String(error)})`
  }
}
