import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as sdk from '@aws-sdk/client-lightsail'
import { readSdkDeclarations } from './read-sdk-declarations.ts'
import type { EndpointModel, ErrorModel, ServiceModel, StructureModel, Type } from './service-model.ts'

type Sdk = typeof sdk

// The SDK's schemas: [kind, namespace, name, traits, members, types, how many of them are required].
type Schema = readonly [number, string, string, unknown, string[], unknown[]]
type Schemas = Readonly<Record<string, Schema | undefined>>
const INTEGER = 1

/**
 * Reads a version of `@aws-sdk/client-lightsail` from its folder: its declarations, and where it can be loaded also its
 * endpoints, and its schemas, which know an integer from another number and the HTTP statuses.
 *
 * @throws {Error} if the folder holds no SDK
 */
export async function readSdk(folder: string): Promise<ServiceModel> {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const declared = readSdkDeclarations(folder)
  const loaded = await load(folder)
  if (loaded === undefined) return { name: `${name} ${version}`, ...declared }
  const schemas = loaded as unknown as Schemas
  return {
    name: `${name} ${version}`,
    ...declared,
    structures: mapValues(declared.structures, (one, structure) => addIntegers(structure, schemas[`${one}$`])),
    errors: mapValues(declared.errors, (one, error) => addStatus(error, schemas[`${one}$`])),
    endpoints: await resolveEndpoints(loaded),
  }
}

/** A version that was only unpacked has no dependencies, and cannot be loaded. */
async function load(folder: string): Promise<Sdk | undefined> {
  const resolve = createRequire(join(folder, 'package.json')).resolve
  if (!existsSync(join(folder, 'dist-cjs', 'index.js'))) return undefined
  try {
    resolve('@smithy/core')
  } catch {
    return undefined
  }
  return await import(pathToFileURL(join(folder, 'dist-cjs', 'index.js')).href)
}

function addIntegers(structure: StructureModel, schema: Schema | undefined): StructureModel {
  if (schema === undefined) return structure
  const [, , , , names, types] = schema
  const refine = (member: string, type: Type): Type =>
    type === 'number' && types[names.indexOf(member)] === INTEGER ? 'integer' : type
  return { ...structure, members: mapValues(structure.members, refine) }
}

function addStatus(error: ErrorModel, schema: Schema | undefined): ErrorModel {
  const status = (schema?.[3] as { httpError?: number } | undefined)?.httpError
  return status === undefined ? error : { ...error, status }
}

function mapValues<Value>(
  values: Readonly<Record<string, Value>>,
  change: (name: string, value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(name, value)]))
}

const KINDS = [
  { useDualstackEndpoint: false, useFipsEndpoint: false },
  { useDualstackEndpoint: true, useFipsEndpoint: false },
  { useDualstackEndpoint: false, useFipsEndpoint: true },
  { useDualstackEndpoint: true, useFipsEndpoint: true },
] as const

/** Lets the SDK send to every kind of endpoint of every Region, those of other partitions included. */
async function resolveEndpoints({ GetRegionsCommand, LightsailClient, RegionName }: Sdk): Promise<EndpointModel[]> {
  const endpoints: EndpointModel[] = []
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  for (const kind of KINDS) {
    for (const region of [...Object.values(RegionName), 'cn-north-1', 'cn-northwest-1', 'us-gov-west-1']) {
      const requestHandler = {
        handle: async ({ hostname }: { hostname: string }) => {
          endpoints.push({ region, host: hostname })
          return { response: { statusCode: 200, headers: {}, body: new TextEncoder().encode('{}') } }
        },
      }
      const config = { region, credentials, requestHandler, ...kind } as unknown as sdk.LightsailClientConfig
      await new LightsailClient(config).send(new GetRegionsCommand({}))
    }
  }
  return endpoints
}
