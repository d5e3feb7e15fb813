import { type JsonSchema, rulesJsonSchema, toJsonSchema } from '../definitions/json-schema.ts'
import { REGIONS } from '../model/regions.ts'
import { LAZY_SCHEMAS, worldSchema } from './world-json.ts'

/** Makes the JSON Schema of a world file, by which editors complete it. */
export function worldJsonSchema(): JsonSchema {
  const replaced = LAZY_SCHEMAS.map(
    ({ schema, name, whole }) => [schema, { anyOf: [toJsonSchema(name), toJsonSchema(whole)] }] as const,
  )
  const schema = toJsonSchema(worldSchema, new Map(replaced))
  const { properties } = schema as { readonly properties: Readonly<Record<string, JsonSchema>> }
  const regions = Object.fromEntries(
    REGIONS.map((region) => [region.name, { $ref: '#/properties/regions/additionalProperties' }]),
  )
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A world of lightsail-ports-testkit',
    ...schema,
    properties: {
      ...properties,
      regions: { ...properties['regions'], properties: regions },
      rules: rulesJsonSchema(),
      faults: {
        type: 'array',
        items: { anyOf: [{ type: 'string' }, { type: 'object', properties: FAULT_MEMBERS }] },
      },
    },
  }
}

const FAULT_MEMBERS = {
  error: { type: 'string', description: 'the name of an error, such as ServiceException' },
  fault: { type: 'string', description: 'the name of a fault, such as delay' },
  times: { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'always' }] },
  probability: { type: 'number', minimum: 0, maximum: 1 },
  when: { type: 'object' },
}
