/**
 * The type of a member: a scalar (`string`, `integer`, `number` where the source does not say which, `boolean`,
 * `timestamp`, `blob`), a list, a map, or the name of an enum or a structure.
 */
export type Type =
  | string
  | { readonly list: Type }
  | { readonly map: Type }
  | { readonly enum: string }
  | { readonly structure: string }

export interface StructureModel {
  readonly members: Readonly<Record<string, Type>>
  readonly required: readonly string[]
}

/** An operation. What a source does not say is left out, and is not compared. */
export interface OperationModel {
  readonly input?: string
  readonly output?: string
  readonly errors?: readonly string[]
}

export interface ErrorModel {
  readonly members: readonly string[]
  readonly fault?: 'client' | 'server'
  readonly status?: number
}

/** An endpoint: the host that serves a Region. */
export interface EndpointModel {
  readonly region: string
  readonly host: string
}

/** The service as a source describes it: an SDK, botocore, a Smithy model, a record of one, or the simulation. */
export interface ServiceModel {
  readonly name: string
  readonly operations: Readonly<Record<string, OperationModel>>
  readonly structures: Readonly<Record<string, StructureModel>>
  readonly enums: Readonly<Record<string, readonly string[]>>
  readonly errors: Readonly<Record<string, ErrorModel>>
  /** Only botocore and Smithy have them. */
  readonly patterns?: Readonly<Record<string, string>>
  /** Only botocore and Smithy have them. */
  readonly ranges?: Readonly<Record<string, readonly [min: number | null, max: number | null]>>
  readonly endpoints?: readonly EndpointModel[]
}

/** Lists the names of the structures and the enums that some structures lead to, themselves included. */
function namesWithin(model: ServiceModel, roots: readonly (string | undefined)[]): Set<string> {
  const found = new Set<string>()
  const visit = (type: Type): void => {
    if (typeof type === 'string') return
    if ('list' in type) visit(type.list)
    else if ('map' in type) visit(type.map)
    else if ('enum' in type) found.add(type.enum)
    else visitStructure(type.structure)
  }
  const visitStructure = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    for (const type of Object.values(model.structures[name]?.members ?? {})) visit(type)
  }
  for (const root of roots) if (root !== undefined) visitStructure(root)
  return found
}

/** Leaves out the details of all operations but the given ones; their names stay. */
export function extractOperations(model: ServiceModel, names: readonly string[]): ServiceModel {
  const kept = names.flatMap((name) => model.operations[name] ?? [])
  const within = namesWithin(
    model,
    kept.flatMap(({ input, output }) => [input, output]),
  )
  const pick = <Value>(all: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => within.has(name)))
  const operations = Object.entries(model.operations).map(([name, operation]): [string, OperationModel] => [
    name,
    names.includes(name) ? operation : {},
  ])
  return {
    ...model,
    operations: Object.fromEntries(operations),
    structures: pick(model.structures),
    enums: pick(model.enums),
  }
}
