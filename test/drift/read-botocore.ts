import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { endpointsOf } from './endpoint-rules.ts'
import type { ErrorModel, OperationModel, ServiceModel, StructureModel, Type } from './service-model.ts'

interface Reference {
  readonly shape: string
}

interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, Reference>>
  readonly required?: readonly string[]
  readonly member?: Reference
  readonly value?: Reference
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly min?: number
  readonly max?: number
  readonly exception?: boolean
  readonly fault?: boolean
  readonly error?: { readonly httpStatusCode?: number }
}

/** The parts of botocore's `service-2.json` that are read here. */
export interface BotocoreModel {
  readonly operations: Readonly<
    Record<string, { readonly input?: Reference; readonly output?: Reference; readonly errors?: readonly Reference[] }>
  >
  readonly shapes: Readonly<Record<string, Shape>>
}

/** Reads a JSON file, which may be compressed. */
export function readJson(file: string): unknown {
  const bytes = readFileSync(file)
  return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
}

/** Reads the service's model of botocore: `service-2.json` or `service-2.json.gz`, and the endpoints beside it. */
export function readBotocore(model: BotocoreModel, file: string): ServiceModel {
  const { operations, shapes } = model
  const rules = ['endpoint-rule-set-1.json', 'endpoint-rule-set-1.json.gz']
    .map((name) => join(dirname(file), name))
    .find((path) => existsSync(path))
  const all = Object.entries(shapes)
  const structures = all.filter(([, shape]) => shape.type === 'structure' && shape.exception !== true)
  return {
    name: `botocore (${file})`,
    operations: Object.fromEntries(Object.entries(operations).map(([name, one]) => [name, readOperation(one)])),
    structures: Object.fromEntries(structures.map(([name, shape]) => [name, readStructure(shape, shapes)])),
    enums: Object.fromEntries(all.flatMap(([name, one]) => (one.enum ? [[name, [...one.enum].sort()]] : []))),
    errors: Object.fromEntries(all.filter(([, one]) => one.exception).map(([name, one]) => [name, readError(one)])),
    patterns: Object.fromEntries(
      all.flatMap(([name, { pattern }]) => (pattern === undefined ? [] : [[name, pattern]])),
    ),
    ranges: Object.fromEntries(
      all
        .filter(([, { min, max }]) => min !== undefined || max !== undefined)
        .map(([name, one]) => [name, rangeOf(one)]),
    ),
    ...(rules !== undefined && { endpoints: endpointsOf(readJson(rules)) }),
  }
}

const rangeOf = ({ min, max }: Shape): [number | null, number | null] => [min ?? null, max ?? null]

function readOperation({ input, output, errors = [] }: BotocoreModel['operations'][string]): OperationModel {
  return {
    ...(input && { input: input.shape }),
    ...(output && { output: output.shape }),
    errors: errors.map(({ shape }) => shape).sort(),
  }
}

function readStructure({ members = {}, required = [] }: Shape, shapes: BotocoreModel['shapes']): StructureModel {
  const types = Object.entries(members).map(([name, { shape }]) => [name, readType(shape, shapes)])
  return { members: Object.fromEntries(types), required: [...required].sort() }
}

function readError({ members = {}, fault, error }: Shape): ErrorModel {
  const status = error?.httpStatusCode
  return {
    members: Object.keys(members).sort(),
    fault: fault === true ? 'server' : 'client',
    ...(status !== undefined && { status }),
  }
}

const SCALARS: Readonly<Record<string, string>> = { double: 'number', float: 'number', long: 'number' }

function readType(name: string, shapes: BotocoreModel['shapes']): Type {
  const shape = shapes[name]
  if (shape === undefined) return `no shape ${name}`
  if (shape.type === 'structure') return { structure: name }
  if (shape.type === 'list') return { list: readType(shape.member?.shape ?? '', shapes) }
  if (shape.type === 'map') return { map: readType(shape.value?.shape ?? '', shapes) }
  return shape.enum ? { enum: name } : (SCALARS[shape.type] ?? shape.type)
}
