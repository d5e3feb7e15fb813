import { regionOfHost } from '../../mocks/protocol/endpoint.ts'
import { FILES, fileOfEnum, fileOfOperation } from './files.ts'
import type { OperationModel, ServiceModel, Type } from './service-model.ts'

/** One difference between what was known of the service and what a model of it says. */
export interface Drift {
  readonly change: 'added' | 'removed' | 'changed'
  readonly what: string
  /** The file to open. */
  readonly file: string
}

/**
 * Compares a model of the service with what was known before. Only what was known is compared, so that the simulation,
 * which knows a part, is compared with a whole model.
 *
 * @example
 * compareModels(simulatedModel(), await readModel('@aws-sdk/client-lightsail'))
 */
export function compareModels(known: ServiceModel, actual: ServiceModel): Drift[] {
  const drifts = [
    ...compareNames('operation', Object.keys(known.operations), Object.keys(actual.operations), () => FILES.operations),
    ...Object.entries(known.operations).flatMap(([name, operation]) =>
      new Comparison(known, actual, name).compareOperation(operation),
    ),
    ...['NetworkProtocol', 'RegionName'].flatMap((name) =>
      compareValues(name, known.enums[name], actual.enums[name], fileOfEnum(name)),
    ),
    ...compareErrors(known, actual),
    ...compareTexts('pattern', known.patterns, actual.patterns, FILES.shapes),
    ...compareTexts('range', known.ranges, actual.ranges, FILES.ports),
    ...compareEndpoints(known, actual),
  ]
  // A structure is met on many ways.
  return [...new Map(drifts.map((drift) => [`${drift.change} ${drift.what}`, drift])).values()]
}

function compareNames(
  kind: string,
  known: readonly string[],
  actual: readonly string[],
  file: (name: string) => string,
): Drift[] {
  const added = actual.filter((name) => !known.includes(name))
  const removed = known.filter((name) => !actual.includes(name))
  return [
    ...added.map((name): Drift => ({ change: 'added', what: `${kind} ${name}`, file: file(name) })),
    ...removed.map((name): Drift => ({ change: 'removed', what: `${kind} ${name}`, file: file(name) })),
  ]
}

function compareValues(
  name: string,
  known: readonly string[] | undefined,
  actual: readonly string[] | undefined,
  file: string,
): Drift[] {
  if (known === undefined || actual === undefined) return []
  return compareNames(`value of ${name}:`, known, actual, () => file)
}

function compareErrors(known: ServiceModel, actual: ServiceModel): Drift[] {
  const drifts = compareNames('error', Object.keys(known.errors), Object.keys(actual.errors), () => FILES.errors)
  for (const [name, error] of Object.entries(known.errors)) {
    const now = actual.errors[name]
    if (now === undefined) continue
    drifts.push(...compareNames(`member of ${name}:`, error.members, now.members, () => FILES.errors))
    drifts.push(...compareScalar(`fault of ${name}`, error.fault, now.fault, FILES.errors))
    drifts.push(...compareScalar(`status of ${name}`, error.status, now.status, FILES.errors))
  }
  return drifts
}

function compareScalar(what: string, known: unknown, actual: unknown, file: string): Drift[] {
  if (known === undefined || actual === undefined || String(known) === String(actual)) return []
  return [{ change: 'changed', what: `${what}: ${known} is now ${actual}`, file }]
}

function compareTexts(
  kind: string,
  known: Readonly<Record<string, unknown>> = {},
  actual: Readonly<Record<string, unknown>> | undefined,
  file: string,
): Drift[] {
  if (actual === undefined) return []
  return Object.entries(known).flatMap(([name, text]) =>
    compareScalar(`${kind} of ${name}`, text, actual[name] ?? 'none', file),
  )
}

function compareEndpoints(known: ServiceModel, actual: ServiceModel): Drift[] {
  const hosts = known.endpoints && new Set(known.endpoints.map(({ host }) => host))
  const isKnown = (region: string, host: string): boolean => hosts?.has(host) ?? regionOfHost(host) === region
  return (actual.endpoints ?? [])
    .filter(({ region, host }) => !isKnown(region, host))
    .map(({ host }) => ({ change: 'added', what: `endpoint ${host}`, file: FILES.endpoints }))
}

/** The comparison of one operation. */
class Comparison {
  readonly #known: ServiceModel
  readonly #actual: ServiceModel
  readonly #operation: string
  readonly #visited = new Set<string>()

  constructor(known: ServiceModel, actual: ServiceModel, operation: string) {
    this.#known = known
    this.#actual = actual
    this.#operation = operation
  }

  compareOperation({ input, output, errors }: OperationModel): Drift[] {
    const actual = this.#actual.operations[this.#operation]
    if (actual === undefined) return []
    const what = `error of ${this.#operation}:`
    return [
      ...(errors && actual.errors ? compareNames(what, errors, actual.errors, () => FILES.errors) : []),
      ...this.#compareStructures(input, actual.input),
      ...this.#compareStructures(output, actual.output),
    ]
  }

  get #file(): string {
    return fileOfOperation(this.#operation)
  }

  #compareStructures(known: string | undefined, actual: string | undefined): Drift[] {
    const [before, now] = [this.#known.structures[known ?? ''], this.#actual.structures[actual ?? '']]
    if (before === undefined || now === undefined || this.#visited.has(`${known} ${actual}`)) return []
    this.#visited.add(`${known} ${actual}`)
    const members = Object.entries(before.members).flatMap(([name, type]) =>
      this.#compareTypes(`${actual}.${name}`, type, now.members[name]),
    )
    return [
      ...compareNames(`member of ${actual}:`, Object.keys(before.members), Object.keys(now.members), () => this.#file),
      ...compareNames(`required member of ${actual}:`, before.required, now.required, () => this.#file),
      ...members,
    ]
  }

  #compareTypes(path: string, known: Type, actual: Type | undefined): Drift[] {
    if (actual === undefined) return []
    const parts =
      typeof known === 'object' && typeof actual === 'object' ? this.#compareParts(path, known, actual) : undefined
    if (parts !== undefined) return parts
    return areAlike(known, actual) ? [] : compareScalar(`type of ${path}`, textOf(known), textOf(actual), this.#file)
  }

  /** Compares two types of the same kind by their parts; returns `undefined` for two kinds. */
  #compareParts(path: string, known: CompositeType, actual: CompositeType): Drift[] | undefined {
    if ('list' in known && 'list' in actual) return this.#compareTypes(path, known.list, actual.list)
    if ('map' in known && 'map' in actual) return this.#compareTypes(path, known.map, actual.map)
    if ('structure' in known && 'structure' in actual) return this.#compareStructures(known.structure, actual.structure)
    if (!('enum' in known && 'enum' in actual)) return undefined
    const values = [this.#known.enums[known.enum], this.#actual.enums[actual.enum]] as const
    return compareValues(actual.enum, ...values, fileOfEnum(actual.enum))
  }
}

type CompositeType = Exclude<Type, string>

/** Tells whether two types are the same on the wire, as far as both sources say. */
function areAlike(known: Type, actual: Type): boolean {
  const [one, other] = [wireType(known), wireType(actual)]
  const isNumber = (text: string): boolean => text === 'number' || text === 'integer'
  return one === other || (isNumber(one) && isNumber(other) && (one === 'number' || other === 'number'))
}

/** An enum is a text on the wire. */
const wireType = (type: Type): string => (typeof type === 'object' && 'enum' in type ? 'string' : textOf(type))

const textOf = (type: Type): string => (typeof type === 'string' ? type : JSON.stringify(type))
