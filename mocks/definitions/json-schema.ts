import type * as v from 'valibot'
import { behaviours } from '../behaviours.ts'

/** A JSON Schema, as far as worlds need it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** The members of the library's schemas that say what they take. */
interface Node {
  readonly type: string
  readonly pipe?: readonly Node[]
  readonly entries?: Readonly<Record<string, Node>>
  readonly wrapped?: Node
  readonly item?: Node
  readonly value?: Node
  readonly options?: readonly unknown[]
  readonly literal?: unknown
  readonly requirement?: unknown
}

/**
 * Converts a schema of a definition to JSON Schema. Checks that JSON Schema cannot express are left out: so it accepts
 * everything that the schema accepts.
 *
 * @param replaced the parts that a schema computes from the value, and the JSON Schemas for them
 */
export function toJsonSchema(
  schema: v.GenericSchema,
  replaced: ReadonlyMap<unknown, JsonSchema> = new Map(),
): JsonSchema {
  return convert(schema as unknown as Node, replaced)
}

function convert(node: Node, replaced: ReadonlyMap<unknown, JsonSchema>): JsonSchema {
  const known = replaced.get(node)
  if (known !== undefined) return known
  if (node.pipe !== undefined) {
    const [, ...more] = node.pipe
    const inner =
      node.pipe.filter(({ type }) => type !== 'custom' && CONVERT[type] !== undefined).at(-1) ?? node.pipe[0]
    const base = inner === undefined ? {} : convert(inner, replaced)
    return Object.assign({}, base, ...more.map(({ type, requirement }) => LIMITS[type]?.(requirement)))
  }
  return CONVERT[node.type]?.(node, (inner) => convert(inner, replaced)) ?? {}
}

const LIMITS: Readonly<Record<string, (requirement: unknown) => JsonSchema>> = {
  regex: (requirement) => ({ pattern: (requirement as RegExp).source }),
  integer: () => ({ type: 'integer' }),
  min_value: (requirement) => ({ minimum: requirement }),
  max_value: (requirement) => ({ maximum: requirement }),
}

type Convert = (node: Node, inner: (node: Node) => JsonSchema) => JsonSchema

const CONVERT: Readonly<Record<string, Convert>> = {
  string: () => ({ type: 'string' }),
  number: () => ({ type: 'number' }),
  boolean: () => ({ type: 'boolean' }),
  literal: ({ literal }) => ({ const: literal }),
  picklist: ({ options = [] }) => ({ enum: options }),
  array: ({ item }, inner) => ({ type: 'array', ...(item !== undefined && { items: inner(item) }) }),
  union: ({ options = [] }, inner) => ({ anyOf: options.map((one) => inner(one as Node)) }),
  nullable: ({ wrapped }, inner) => ({ anyOf: [wrapped === undefined ? {} : inner(wrapped), { type: 'null' }] }),
  optional: ({ wrapped }, inner) => (wrapped === undefined ? {} : inner(wrapped)),
  record: ({ value }, inner) => ({ type: 'object', additionalProperties: value === undefined ? {} : inner(value) }),
  object: (node, inner) => membersOf(node, inner),
  strict_object: (node, inner) => ({ ...membersOf(node, inner), additionalProperties: false }),
}

function membersOf({ entries = {} }: Node, inner: (node: Node) => JsonSchema): JsonSchema {
  const required = Object.entries(entries).flatMap(([name, { type }]) => (type === 'optional' ? [] : [name]))
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([name, node]) => [name, inner(node)])),
    ...(required.length > 0 && { required }),
  }
}

/** Returns the JSON Schema of a world's rules: the choices of each, with what they mean. */
export function rulesJsonSchema(): JsonSchema {
  const properties = behaviours.flatMap(({ id, does, choices, default: chosen }): [string, JsonSchema][] =>
    choices === undefined ? [] : [[id, { enum: Object.keys(choices), default: chosen, description: does }]],
  )
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false }
}
