import { readFileSync } from 'node:fs'
import { behaviours, createLightsail } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'
import { worldJsonSchema } from '../../../mocks/world/world-schema.ts'

interface Schema {
  readonly type?: string
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | false
  readonly $ref?: string
}

const schema = worldJsonSchema() as Schema

/** Checks a value by the parts of JSON Schema that the schema uses. */
function accepts(one: Schema, value: unknown): boolean {
  if (one.$ref !== undefined) return accepts(schema.properties?.['regions']?.additionalProperties as Schema, value)
  if (one.anyOf !== undefined) return one.anyOf.some((choice) => accepts(choice, value))
  if (one.enum !== undefined) return one.enum.includes(value)
  if (one.const !== undefined) return one.const === value
  if (one.type === 'array') return Array.isArray(value) && value.every((item) => accepts(one.items ?? {}, item))
  if (one.type === 'object') return acceptsObject(one, value)
  if (one.type === 'integer') return Number.isInteger(value)
  if (one.type === 'null') return value === null
  if (one.type !== undefined && typeof value !== one.type) return false
  return one.pattern === undefined || new RegExp(one.pattern).test(String(value))
}

function acceptsObject({ properties = {}, required = [], additionalProperties }: Schema, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  if (!required.every((name) => Object.hasOwn(value, name))) return false
  return Object.entries(value).every(([name, member]) => {
    const own = properties[name] ?? additionalProperties
    return own === undefined || (own !== false && accepts(own, member))
  })
}

test('world.schema.json is generated from the code', async () => {
  // `npm run docs` writes it.
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../../world.schema.json')
})

const PAGE = readFileSync(new URL('../../../docs/world.md', import.meta.url), 'utf8')
const [, worldOfPage = ''] = /```json\n(.*?)```/s.exec(PAGE) ?? []
const exported = createLightsail({ ...JSON.parse(worldOfPage), rules: { 'put-empty': 'refuse' } }).export()

test.each([
  ['the world of the docs', JSON.parse(worldOfPage)],
  ['an export', JSON.parse(JSON.stringify(exported))],
  ['names alone', { $schema: './world.schema.json', instances: ['web-1', 'www.example.com'] }],
  ['special instances', { instances: [{ name: 'web-1', publicIpAddress: null, portsDelay: '30s' }] }],
  ['nothing', {}],
])('the schema and the service accept %s', (_name, world) => {
  expect(accepts(schema, world)).toBe(true)
  expect(() => createLightsail(world)).not.toThrow()
})

test.each([
  ['an unknown member', { instancs: [] }],
  ['an unknown member of an instance', { instances: [{ name: 'web-1', port: [] }] }],
  ['an instance without a name', { instances: [{ state: 'running' }] }],
  ['a wrong state', { instances: [{ name: 'web-1', state: 'gone' }] }],
  ['a wrong account', { account: { id: '12' } }],
  ['an unknown rule', { rules: { 'put-emty': 'refuse' } }],
  ['an unknown choice', { rules: { 'put-empty': 'refus' } }],
  ['a wrong type', { instances: 'web-1' }],
])('the schema and the service refuse %s', (_name, world) => {
  expect(accepts(schema, world)).toBe(false)
  expect(() => createLightsail(world as never)).toThrow()
})

test('the schema names every rule with choices', () => {
  const named = Object.keys(schema.properties?.['rules']?.properties ?? {})
  expect(named).toEqual(behaviours.filter(({ choices }) => choices !== undefined).map(({ id }) => id))
})
