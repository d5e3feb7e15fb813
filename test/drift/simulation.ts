import { readFileSync } from 'node:fs'
import { errorCatalogue } from '../../mocks/errors/index.ts'
import { OPERATION_NAMES } from '../../mocks/model/operation-names.ts'
import { REGIONS } from '../../mocks/model/regions.ts'
import type { Shape, Structure } from '../../mocks/model/shape.ts'
import { OPERATIONS } from '../../mocks/operations/index.ts'
import { PROTOCOLS } from '../../mocks/world/port-rule.ts'
import type { ErrorModel, OperationModel, ServiceModel, StructureModel, Type } from './service-model.ts'

/** The record of AWS's outputs, which the simulation does not declare. `npm run drift -- --accept` writes it. */
export const RECORD: URL = new URL('./recorded/aws.json', import.meta.url)

/** The operations whose errors are known to be the eight of PutInstancePublicPorts. */
const WITH_EIGHT_ERRORS: readonly string[] = [
  'PutInstancePublicPorts',
  'OpenInstancePublicPorts',
  'CloseInstancePublicPorts',
  'GetInstancePortStates',
  'GetInstance',
]

const DOCUMENTED = errorCatalogue.filter(({ documentedForPut }) => documentedForPut)

/** Members that take a part of their enum, by the documentation. */
const TAKES_PART = ['input of SetIpAddressType.resourceType']

/** Describes what the simulation takes the service for: what its code declares, and the record of AWS's outputs. */
export function simulatedModel(): ServiceModel {
  const recorded = readRecord()
  const found: Found = { structures: { ...recorded.structures }, enums: { ...recorded.enums } }
  const operations = OPERATION_NAMES.map((name): [string, OperationModel] => [
    name,
    describeOperation(name, recorded, found),
  ])
  return {
    name: 'the simulation',
    operations: Object.fromEntries(operations),
    structures: found.structures,
    enums: {
      ...found.enums,
      NetworkProtocol: [...PROTOCOLS].sort(),
      RegionName: REGIONS.map(({ name }) => name).sort(),
    },
    errors: Object.fromEntries(DOCUMENTED.map(({ name, fault, status }) => [name, describeError(fault, status.model)])),
    patterns: {
      ResourceName: String.raw`\w[\w\-]*\w`,
      NonEmptyString: String.raw`.*\S.*`,
      ResourceArn: '^arn:(aws[^:]*):([a-zA-Z0-9-]+):([a-z0-9-]+):([0-9]+):([a-zA-Z]+)/([a-zA-Z0-9-]+)$',
    },
    ranges: { Port: [-1, 65_535], MetricPeriod: [60, 86_400] },
  }
}

/** Reads the record; it is empty before the first `--accept`. */
function readRecord(): ServiceModel {
  return JSON.parse(readFileSync(RECORD, 'utf8'))
}

interface Found {
  readonly structures: Record<string, StructureModel>
  readonly enums: Record<string, readonly string[]>
}

/** Every error of the service has these members. */
const describeError = (fault: 'client' | 'server', status: number): ErrorModel => ({
  members: ['code', 'docs', 'message', 'tip'],
  fault,
  status,
})

function describeOperation(name: string, recorded: ServiceModel, found: Found): OperationModel {
  const simulated = OPERATIONS.get(name)
  if (simulated === undefined) return {}
  const output = recorded.operations[name]?.output
  return {
    input: addStructure(`input of ${name}`, simulated.input, found),
    ...(output !== undefined && { output }),
    ...(WITH_EIGHT_ERRORS.includes(name) && { errors: DOCUMENTED.map((error) => error.name).sort() }),
  }
}

function addStructure(name: string, shape: Structure, found: Found): string {
  const members = Object.entries(shape.members).map(([member, one]) => [
    member,
    describe(`${name}.${member}`, one, found),
  ])
  found.structures[name] = { members: Object.fromEntries(members), required: [...shape.required].sort() }
  return name
}

function describe(name: string, shape: Shape, found: Found): Type {
  if (shape.type === 'structure') return { structure: addStructure(name, shape, found) }
  if (shape.type === 'list') return { list: describe(name, shape.of, found) }
  if (shape.type === 'map') return { map: describe(name, shape.of, found) }
  if (shape.type !== 'string' || shape.pattern?.values === undefined || TAKES_PART.includes(name)) {
    return shape.type
  }
  found.enums[name] = [...shape.pattern.values].sort()
  return { enum: name }
}
