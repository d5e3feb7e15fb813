import type { Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import { clipped, LightsailError } from '../errors/index.ts'
import { isDeeperThan, MAX_INPUT_DEPTH } from '../protocol/depth.ts'

/** The type of a member of an operation's input, as the service's model has it. */
export type Shape =
  | { readonly type: 'string'; readonly pattern?: Pattern }
  | { readonly type: 'integer' }
  | { readonly type: 'boolean' }
  | { readonly type: 'timestamp' }
  | { readonly type: 'list'; readonly of: Shape }
  | { readonly type: 'map'; readonly of: Shape }
  | Structure

/** A structure's members; the required ones are named. */
export interface Structure {
  readonly type: 'structure'
  readonly members: Readonly<Record<string, Shape>>
  readonly required: readonly string[]
}

interface Pattern {
  /** The only texts that are met, if there are few. */
  readonly values?: readonly string[]
  readonly isMet: (text: string, rules: ShapeRules) => boolean
  readonly problem: (text: string) => string
}

/** The TypeScript type of a value of a shape. Every member may be missing: that is a complaint, not a wrong type. */
export type Read<S extends Shape> = S extends { readonly type: 'string' }
  ? string
  : S extends { readonly type: 'integer' | 'timestamp' }
    ? number
    : S extends { readonly type: 'boolean' }
      ? boolean
      : S extends { readonly type: 'list'; readonly of: infer Of extends Shape }
        ? readonly Read<Of>[]
        : S extends { readonly type: 'map' }
          ? Readonly<Record<string, unknown>>
          : S extends { readonly type: 'structure'; readonly members: infer Members extends Record<string, Shape> }
            ? { readonly [Name in keyof Members]: Read<Members[Name]> | undefined }
            : never

export const text = { type: 'string' } as const
export const integer = { type: 'integer' } as const
export const boolean = { type: 'boolean' } as const
/** Seconds since 1970, which may have a fraction. */
export const timestamp = { type: 'timestamp' } as const

export function list<const Of extends Shape>(of: Of): { readonly type: 'list'; readonly of: Of } {
  return { type: 'list', of }
}

/** An object whose members have any names, and values of one type. */
export function map<const Of extends Shape>(of: Of): { readonly type: 'map'; readonly of: Of } {
  return { type: 'map', of }
}

export function structure<const Members extends Record<string, Shape>>(
  members: Members,
  required: readonly (keyof Members & string)[] = [],
): { readonly type: 'structure'; readonly members: Members; readonly required: readonly string[] } {
  return { type: 'structure', members, required }
}

/** The rules with choices that reading an input depends on. */
type ShapeRules = Pick<Rules, 'name-pattern'>

/** The notes that reading an input leaves besides its value. */
export interface ReadNotes {
  readonly rules: ShapeRules
  /** Members that the model does not have, by path. AWS ignores them; a test wants to see a typo. */
  readonly unknownMembers: string[]
  readonly complain: Complain
}

/** The most unknown members that are listed: a body of one MiB has room for half a million. */
const UNKNOWN_MEMBERS_KEPT = 100

/**
 * Reads a parsed JSON value as a shape. It is checked in place, not copied: `null` counts as absent, as in AWS's JSON
 * protocols, and is removed; members that the model does not have stay, and are ignored.
 *
 * @throws {LightsailError} SerializationException if a JSON type is wrong
 */
export function readShape<S extends Structure>(shape: S, value: unknown, notes: ReadNotes): Read<S> {
  readStructure(shape, value, '', notes)
  return value as Read<S>
}

// The path has two parts, which are joined only for a message: joining them for each member of each request took a
// tenth of the engine's time.
function readValue(shape: Shape, value: unknown, prefix: string, key: string, notes: ReadNotes): void {
  switch (shape.type) {
    case 'string':
      if (typeof value !== 'string') throw wrongType(value, 'String', prefix + key)
      if (shape.pattern !== undefined && !shape.pattern.isMet(value, notes.rules)) {
        notes.complain(prefix + key, shape.pattern.problem(value))
      }
      return
    case 'integer':
    case 'timestamp':
      checkNumber(shape.type, value, prefix + key)
      return
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(value, 'Boolean', prefix + key)
      return
    case 'list':
      readListMembers(shape.of, value, prefix + key, notes)
      return
    case 'map':
      readMap(shape.of, value, prefix + key, notes)
      return
    default:
      readStructure(shape, value, prefix + key, notes)
  }
}

function readListMembers(of: Shape, value: unknown, path: string, notes: ReadNotes): void {
  if (!Array.isArray(value)) throw wrongType(value, 'List', path)
  for (let index = 0; index < value.length; index++) readValue(of, value[index], path, `[${index}]`, notes)
}

function readMap(of: Shape, value: unknown, path: string, notes: ReadNotes): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(value, 'Map', path)
  for (const [name, one] of Object.entries(value)) readValue(of, one, `${path}.`, clipped(name, 64), notes)
}

function checkNumber(type: 'integer' | 'timestamp', value: unknown, path: string): void {
  if (typeof value !== 'number') throw wrongType(value, type === 'integer' ? 'Integer' : 'Timestamp', path)
  if (type === 'integer' && (!Number.isInteger(value) || Math.abs(value) > 0x7fff_ffff)) {
    throw wrongType(value, 'Integer', path)
  }
}

function readStructure(shape: Structure, value: unknown, path: string, notes: ReadNotes): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(value, 'Structure', path)
  const prefix = path === '' ? '' : `${path}.`
  const given = value as Record<string, unknown>
  for (const name of Object.keys(given)) {
    // hasOwn: a member called `constructor` is one that the model does not have.
    const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined
    if (member === undefined) noteUnknown(prefix + name, given[name], notes)
    else if (given[name] === null) delete given[name]
    else readValue(member, given[name], prefix, name, notes)
  }
  for (const name of shape.required) {
    if (given[name] === undefined) notes.complain(prefix + name, 'a value is required')
  }
}

function noteUnknown(path: string, value: unknown, { unknownMembers }: ReadNotes): void {
  if (isDeeperThan(value, MAX_INPUT_DEPTH)) throw new LightsailError('SerializationException', { message: '' })
  if (unknownMembers.length < UNKNOWN_MEMBERS_KEPT) unknownMembers.push(clipped(path))
}

/** The words are those of AWS's JSON front end (DynamoDB); the path in front is ours. */
function wrongType(value: unknown, wanted: string, path: string): LightsailError {
  const at = path === '' ? '' : `${path}: `
  return new LightsailError('SerializationException', {
    message: `${at}${received(value)} cannot be converted to ${wanted}`,
  })
}

function received(value: unknown): string {
  if (value === null) return 'NULL_VALUE'
  if (Array.isArray(value)) return 'START_ARRAY'
  switch (typeof value) {
    case 'string':
      return 'STRING_VALUE'
    case 'number':
      return 'NUMBER_VALUE'
    case 'boolean':
      return value ? 'TRUE_VALUE' : 'FALSE_VALUE'
    default:
      return 'START_OBJECT'
  }
}
