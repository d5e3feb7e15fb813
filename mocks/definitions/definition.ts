import * as v from 'valibot'
import { clipped } from '../errors/index.ts'
import { isObject } from '../protocol/json.ts'

/** Notes a problem of an input. `at` is its path, such as `portInfos[2].cidrs[0]`. */
export type Complain = (at: string, problem: string) => void

/** A world, an instance or a fault that was given is invalid. It names every problem with its path; nothing was changed. */
export class InvalidDefinitionError extends Error {
  override readonly name = 'InvalidDefinitionError'
  /** Every problem, with its path. */
  readonly problems: readonly string[]

  constructor(what: string, problems: readonly string[]) {
    super(`Failed to take the ${what}: ${problems.join('; ')}. Nothing of it was taken.`)
    this.problems = problems
  }
}

/** Makes a schema of an object with these members and no others. The library's own accepts a list as an empty object. */
export function strictObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.SchemaWithPipe<readonly [typeof anyObject, v.StrictObjectSchema<Entries, undefined>]> {
  return v.pipe(anyObject, v.strictObject(entries))
}

/** The schema of any object. A list is not an object here. */
export const anyObject: v.CustomSchema<object, v.ErrorMessage<v.CustomIssue> | undefined> = v.custom<object>(
  isObject,
  'is not an object',
)

type Schema<T> = v.GenericSchema<unknown, T>

/**
 * Reads a definition that a user gave as JSON.
 *
 * @param what the kind of definition, for the error
 * @param at its path in a larger definition, for the error
 * @throws {InvalidDefinitionError} naming every problem with its path
 */
export function readDefinition<T>(schema: Schema<T>, json: unknown, what: string, at = ''): T {
  const result = v.safeParse(schema, json)
  if (result.success) return result.output
  throw new InvalidDefinitionError(
    what,
    result.issues.map((issue) => {
      const path = pathOfIssue(issue, at)
      return path === '' ? problemOf(issue) : `${path}: ${problemOf(issue)}`
    }),
  )
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  // The library reports a member that is not in the schema like this.
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'unknown member'
  if (issue.received === 'undefined') return issue.path === undefined ? 'nothing was given' : 'is required'
  // Problems of principals do not repeat the given value: it may be a secret in the wrong place.
  const received = issue.path?.[0].key === 'principals' ? '' : clipped(issue.received, 64)
  if (issue.kind === 'validation' || issue.type === 'custom') {
    // The library writes every object as "Object", which says nothing.
    return received === 'Object' ? issue.message : `${received} ${issue.message}`.trimStart()
  }
  return received === '' ? `expected ${issue.expected}` : `expected ${issue.expected}, not ${received}`
}

function pathOfIssue(issue: v.BaseIssue<unknown>, at: string): string {
  let path = at
  for (const { key } of issue.path ?? []) {
    if (typeof key === 'number') path += `[${key}]`
    else path += path === '' ? String(key) : `.${String(key)}`
  }
  return path
}

/** Runs `use` and turns the problems that it notes into one error. */
export function collectProblems<T>(what: string, use: (complain: Complain) => T): T {
  const problems: string[] = []
  const result = use((at, problem) => problems.push(`${at}: ${problem}`))
  if (problems.length > 0) throw new InvalidDefinitionError(what, problems)
  return result
}

function areTags(given: unknown): boolean {
  return Object.entries(given as object).every(
    ([key, value]) => key.length <= 128 && typeof value === 'string' && value.length <= 256,
  )
}

/** The schema of tags, with AWS's limits of their lengths. */
export const tags: v.GenericSchema<unknown, Record<string, string>> = v.pipe(
  anyObject,
  v.custom<Record<string, string>>(
    areTags,
    'is not an object of texts, keys of up to 128 and values of up to 256 characters',
  ),
)

/** Tells whether a text is a moment that exists. `Date` would accept 31 February as 3 March. */
function isMoment(text: string): boolean {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  const known = v.ISO_TIMESTAMP_REGEX.test(text) && !Number.isNaN(Date.parse(text))
  return known && day.getUTCDate() === Number(text.slice(8, 10))
}

/** The schema of a moment in ISO 8601. */
export const moment: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.check(isMoment, 'is not a moment such as 2026-01-31T12:00:00Z'),
)
