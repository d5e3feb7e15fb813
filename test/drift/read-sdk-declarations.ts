import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseSync } from 'oxc-parser'
import type { ErrorModel, OperationModel, StructureModel, Type } from './service-model.ts'

/** The parts of a parsed declaration that are read here. */
interface Syntax {
  readonly type: string
  readonly [member: string]: unknown
}

/** The contents of the declarations of an SDK. Every version has them; only later ones have schemas. */
export interface Declarations {
  readonly operations: Record<string, OperationModel>
  readonly structures: Record<string, StructureModel>
  readonly enums: Record<string, readonly string[]>
  readonly errors: Record<string, ErrorModel>
}

/**
 * Reads the type declarations of a version of `@aws-sdk/client-lightsail`: structures, enums and errors from its
 * models, inputs, outputs and `@throws` tags from its commands.
 *
 * @throws {Error} if the folder has no such declarations
 */
export function readSdkDeclarations(folder: string): Declarations {
  const found: Declarations = { operations: {}, structures: {}, enums: {}, errors: {} }
  for (const file of filesOf(folder, 'models')) readModels(file, found)
  for (const file of filesOf(folder, 'commands')) {
    const name = basename(file).replace(/Command\.d\.ts$/, '')
    if (name !== 'index.d.ts') found.operations[name] = readCommand(readFileSync(file, 'utf8'))
  }
  if (Object.keys(found.operations).length === 0) {
    throw new Error(`Failed to read ${folder}: it has no dist-types/commands. Give the folder of an AWS SDK client.`)
  }
  resolveNames(found)
  return found
}

function filesOf(folder: string, part: string): string[] {
  return globSync(`dist-types/${part}/*.d.ts`, { cwd: folder })
    .map((path) => join(folder, path))
    .sort()
}

function readCommand(source: string): OperationModel {
  const [, input] = /interface \w+CommandInput extends (\w+)/.exec(source) ?? []
  const [, output] = /interface \w+CommandOutput extends (\w+)/.exec(source) ?? []
  const thrown = [...source.matchAll(/@throws \{@link (\w+)\}/g)].flatMap(([, name]) => name ?? [])
  const errors = thrown.filter((name) => name !== 'LightsailServiceException').sort()
  return { ...(input !== undefined && { input }), ...(output !== undefined && { output }), errors }
}

function readModels(file: string, found: Declarations): void {
  const { program } = parseSync(file, readFileSync(file, 'utf8'))
  for (const statement of program.body as unknown as Syntax[]) {
    const declaration = (statement['declaration'] ?? statement) as Syntax
    if (declaration.type === 'TSInterfaceDeclaration') readInterface(declaration, found)
    else if (declaration.type === 'VariableDeclaration') readConstants(declaration, found)
    else if (declaration.type === 'ClassDeclaration') readError(declaration, found)
  }
}

const nameOf = (syntax: unknown): string => String((syntax as { name?: unknown } | undefined)?.name ?? '')

function readInterface(declaration: Syntax, found: Declarations): void {
  const members: Record<string, Type> = {}
  const required: string[] = []
  for (const property of (declaration['body'] as { body: Syntax[] }).body) {
    const name = nameOf(property['key'])
    members[name] = readType((property['typeAnnotation'] as Syntax)['typeAnnotation'] as Syntax)
    if (property['optional'] !== true) required.push(name)
  }
  found.structures[nameOf(declaration['id'])] = { members, required: required.sort() }
}

/** An enum is an object of constants: `const NetworkProtocol: { readonly TCP: 'tcp' }`. */
function readConstants(declaration: Syntax, found: Declarations): void {
  for (const { id } of declaration['declarations'] as { id: Syntax }[]) {
    const type = (id['typeAnnotation'] as Syntax | undefined)?.['typeAnnotation'] as Syntax | undefined
    if (type?.type !== 'TSTypeLiteral') continue
    const values = (type['members'] as Syntax[]).map((member) => literalOf(member['typeAnnotation']))
    if (values.every((value) => value !== undefined)) found.enums[nameOf(id)] = values.sort()
  }
}

function literalOf(annotation: unknown): string | undefined {
  const type = (annotation as Syntax | undefined)?.['typeAnnotation'] as Syntax | undefined
  if (type?.type !== 'TSLiteralType') return undefined
  return String((type['literal'] as { value: unknown }).value)
}

/** An error is a class; its `message` is inherited. */
function readError(declaration: Syntax, found: Declarations): void {
  const name = nameOf(declaration['id'])
  if (!name.endsWith('Exception') || name === 'LightsailServiceException') return
  const properties = (declaration['body'] as { body: Syntax[] }).body.filter(
    ({ type }) => type === 'PropertyDefinition',
  )
  const names = properties.map(({ key }) => nameOf(key))
  const fault = literalOf(properties.find(({ key }) => nameOf(key) === '$fault')?.['typeAnnotation'])
  const members = names.filter((member) => !['name', 'shapeId', '$fault', '$retryable'].includes(member))
  found.errors[name] = {
    members: [...members, 'message'].sort(),
    ...((fault === 'client' || fault === 'server') && { fault }),
  }
}

const SCALARS: Readonly<Record<string, string>> = {
  TSStringKeyword: 'string',
  TSNumberKeyword: 'number',
  TSBooleanKeyword: 'boolean',
}

function readType(type: Syntax): Type {
  if (type.type === 'TSUnionType') {
    const parts = (type['types'] as Syntax[]).filter((part) => part.type !== 'TSUndefinedKeyword')
    return parts.length === 1 && parts[0] !== undefined ? readType(parts[0]) : 'string'
  }
  if (type.type === 'TSParenthesizedType') return readType(type['typeAnnotation'] as Syntax)
  if (type.type === 'TSArrayType') return { list: readType(type['elementType'] as Syntax) }
  if (type.type === 'TSTypeReference') return readReference(type)
  return SCALARS[type.type] ?? type.type
}

function readReference(type: Syntax): Type {
  const name = nameOf(type['typeName'])
  if (name === 'Date') return 'timestamp'
  if (name === 'Uint8Array') return 'blob'
  const [first, second] = (type['typeArguments'] as { params: Syntax[] } | null)?.params ?? []
  // A map whose keys are an enum: Partial<Record<Name, string>>.
  if (name === 'Partial' && first !== undefined) return readType(first)
  return name === 'Record' && second !== undefined ? { map: readType(second) } : { structure: name }
}

/** A name that is not the name of a structure is that of an enum. */
function resolveNames({ structures, enums }: Declarations): void {
  const resolve = (type: Type): Type => {
    if (typeof type === 'string' || 'enum' in type) return type
    if ('list' in type) return { list: resolve(type.list) }
    if ('map' in type) return { map: resolve(type.map) }
    return type.structure in enums ? { enum: type.structure } : type
  }
  for (const [name, { members, required }] of Object.entries(structures)) {
    const resolved = Object.entries(members).map(([member, type]) => [member, resolve(type)])
    structures[name] = { members: Object.fromEntries(resolved), required }
  }
}
