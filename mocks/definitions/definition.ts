import * as v from 'valibot'
import { clipped } from '../errors/index.ts'
import { isObject } from '../protocol/json.ts'

/** Collects what is wrong with an input. `at` is a path such as `portInfos[2].cidrs[0]`. */
export type Complain = (at: string, problem: string) => void

/** A world, an instance or a fault that was given is not one: what is wrong with it, and where. Nothing of it was taken. */
export class InvalidDefinitionError extends Error {
  override readonly name = 'InvalidDefinitionError'
  /** What is wrong, each with its path. */
  readonly problems: readonly string[]

  constructor(what: string, problems: readonly string[]) {
    super(`Failed to take the ${what}: ${problems.join('; ')}. Nothing of it was taken.`)
    this.problems = problems
  }
}

/** An object with these members and no others. The library's own takes a list for an object without members. */
export function strictObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.SchemaWithPipe<readonly [typeof anyObject, v.StrictObjectSchema<Entries, undefined>]> {
  return v.pipe(anyObject, v.strictObject(entries))
}

/** Any object but a list, as a schema. */
export const anyObject: v.CustomSchema<object, v.ErrorMessage<v.CustomIssue> | undefined> = v.custom<object>(
  isObject,
  'is not an object',
)

type Schema<T> = v.GenericSchema<unknown, T>

/**
 * Reads what a user gave as JSON.
 *
 * @param what names it in the error
 * @param at where it stands in what was given, for the paths in the error
 * @throws {InvalidDefinitionError} with the path of everything that is wrong
 */
export function readDefinition<T>(schema: Schema<T>, json: unknown, what: string, at = ''): T {
  const result = v.safeParse(schema, json)
  if (result.success) return result.output
  throw new InvalidDefinitionError(
    what,
    result.issues.map((issue) => {
      const path = pathOf(issue, at)
      return path === '' ? problemOf(issue) : `${path}: ${problemOf(issue)}`
    }),
  )
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  // The library's words for a member that is not in the schema.
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'there is no such member'
  if (issue.received === 'undefined') return issue.path === undefined ? 'nothing was given' : 'is required'
  // What is wrong with a principal is told without what was given: it may be a secret in the wrong place.
  const received = issue.path?.[0].key === 'principals' ? '' : clipped(issue.received, 64)
  if (issue.kind === 'validation' || issue.type === 'custom') return `${received} ${issue.message}`.trimStart()
  return received === '' ? `expected ${issue.expected}` : `expected ${issue.expected}, not ${received}`
}

function pathOf(issue: v.BaseIssue<unknown>, at: string): string {
  let path = at
  for (const { key } of issue.path ?? []) {
    if (typeof key === 'number') path += `[${key}]`
    else path += path === '' ? String(key) : `.${String(key)}`
  }
  return path
}

/** Runs `use` and turns what it complains of into one error that names everything. */
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

/** Tags, as long as AWS takes them. */
export const tags: v.GenericSchema<unknown, Record<string, string>> = v.pipe(
  anyObject,
  v.custom<Record<string, string>>(
    areTags,
    'is not an object of texts, keys of up to 128 and values of up to 256 characters',
  ),
)

/** Whether there is such a moment: 31 February is none, though `Date` takes it for 3 March. */
function isMoment(text: string): boolean {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  const known = v.ISO_TIMESTAMP_REGEX.test(text) && !Number.isNaN(Date.parse(text))
  return known && day.getUTCDate() === Number(text.slice(8, 10))
}

/** A moment in ISO 8601. */
export const moment: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.check(isMoment, 'is not a moment such as 2026-01-31T12:00:00Z'),
)
