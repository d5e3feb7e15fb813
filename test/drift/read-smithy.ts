import { endpointsOf } from './endpoint-rules.ts'
import type { ErrorModel, OperationModel, ServiceModel, StructureModel, Type } from './service-model.ts'

type Traits = Readonly<Record<string, unknown>>

interface Member {
  readonly target: string
  readonly traits?: Traits
}

interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, Member>>
  readonly member?: Member
  readonly value?: Member
  readonly input?: Member
  readonly output?: Member
  readonly errors?: readonly Member[]
  readonly traits?: Traits
}

/** The parts of Smithy's JSON form that are read here. */
export interface SmithyModel {
  readonly smithy: string
  readonly shapes: Readonly<Record<string, Shape>>
}

const bareName = (id: string): string => id.slice(id.indexOf('#') + 1)

/** Reads a model of the service in Smithy's JSON form. */
export function readSmithy({ shapes }: SmithyModel, file: string): ServiceModel {
  const all = Object.entries(shapes).map(([id, shape]): [string, Shape] => [bareName(id), shape])
  const read = <Value>(choose: (shape: Shape) => Value | undefined): Record<string, Value> =>
    Object.fromEntries(
      all.flatMap(([name, shape]) => {
        const value = choose(shape)
        return value === undefined ? [] : [[name, value]]
      }),
    )
  const rules = all.map(([, { traits }]) => traits?.['smithy.rules#endpointRuleSet']).find((one) => one !== undefined)
  return {
    name: `Smithy (${file})`,
    operations: read((shape) => (shape.type === 'operation' ? readOperation(shape) : undefined)),
    structures: read((shape) => readStructure(shape, shapes)),
    enums: read(valuesOf),
    errors: read(readError),
    patterns: read(({ traits }) => traits?.['smithy.api#pattern'] as string | undefined),
    ranges: read(({ traits }) => {
      const range = traits?.['smithy.api#range'] as { min?: number; max?: number } | undefined
      return range && ([range.min ?? null, range.max ?? null] as const)
    }),
    ...(rules !== undefined && { endpoints: endpointsOf(rules) }),
  }
}

function readOperation({ input, output, errors = [] }: Shape): OperationModel {
  return {
    ...(input && { input: bareName(input.target) }),
    ...(output && { output: bareName(output.target) }),
    errors: errors.map(({ target }) => bareName(target)).sort(),
  }
}

function readStructure(
  { type, members = {}, traits }: Shape,
  shapes: SmithyModel['shapes'],
): StructureModel | undefined {
  if (type !== 'structure' || traits?.['smithy.api#error'] !== undefined) return undefined
  const entries = Object.entries(members)
  return {
    members: Object.fromEntries(entries.map(([name, { target }]) => [name, readType(target, shapes)])),
    required: entries.flatMap(([name, member]) => (member.traits?.['smithy.api#required'] ? [name] : [])).sort(),
  }
}

function readError({ members = {}, traits = {} }: Shape): ErrorModel | undefined {
  const fault = traits['smithy.api#error'] as 'client' | 'server' | undefined
  const status = traits['smithy.api#httpError'] as number | undefined
  return fault && { members: Object.keys(members).sort(), fault, ...(status !== undefined && { status }) }
}

/** Smithy 2 has enums of their own; in Smithy 1 they are texts with a trait. */
function valuesOf({ type, members = {}, traits }: Shape): readonly string[] | undefined {
  const older = traits?.['smithy.api#enum'] as readonly { value: string }[] | undefined
  if (older) return older.map(({ value }) => value).sort()
  if (type !== 'enum') return undefined
  return Object.entries(members)
    .map(([name, member]) => String(member.traits?.['smithy.api#enumValue'] ?? name))
    .sort()
}

const SCALARS: Readonly<Record<string, string>> = {
  double: 'number',
  float: 'number',
  long: 'number',
  'smithy.api#String': 'string',
  'smithy.api#Integer': 'integer',
  'smithy.api#PrimitiveInteger': 'integer',
  'smithy.api#Boolean': 'boolean',
  'smithy.api#PrimitiveBoolean': 'boolean',
  'smithy.api#Timestamp': 'timestamp',
  'smithy.api#Blob': 'blob',
  'smithy.api#Double': 'number',
  'smithy.api#Float': 'number',
  'smithy.api#Long': 'number',
}

function readType(id: string, shapes: SmithyModel['shapes']): Type {
  const shape = shapes[id]
  if (shape === undefined) return SCALARS[id] ?? `no shape ${id}`
  if (shape.type === 'structure') return { structure: bareName(id) }
  if (shape.type === 'list') return { list: readType(shape.member?.target ?? '', shapes) }
  if (shape.type === 'map') return { map: readType(shape.value?.target ?? '', shapes) }
  return valuesOf(shape) ? { enum: bareName(id) } : (SCALARS[shape.type] ?? shape.type)
}
