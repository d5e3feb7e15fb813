import { readFile } from 'node:fs/promises'
import { describeJsonProblem, findDuplicateMember, isObject, withoutByteOrderMark } from '../../mocks/protocol/index.ts'
import { InvalidDefinitionError, type WorldDefinition } from '../../mocks/server/index.ts'
import { UsageError } from './usage-error.ts'

const READ_PROBLEMS: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder' }

/** Turns the refusal of a world into a mistake of the user's. `where` names the file that it is from. */
export function orUsageError<T>(where: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof InvalidDefinitionError) throw new UsageError(where + error.message)
    throw error
  }
}

/**
 * Reads a world from a file: YAML if its name ends in .yaml or .yml, JSON otherwise. The service checks its members.
 *
 * @throws {UsageError} if the file cannot be read or parsed, naming the line but nothing of the text, which may be secret
 */
export async function readWorldFile(file: string): Promise<WorldDefinition> {
  const fail = (problem: string) => new UsageError(`Failed to read the world from ${file}: ${problem}`)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw fail(`${READ_PROBLEMS[error.code ?? ''] ?? error.message}.`)
  })
  const isYaml = /\.ya?ml$/i.test(file)
  // Editors on Windows put a byte order mark in front.
  const world = await (isYaml ? parseWorldYaml : parseWorldJson)(withoutByteOrderMark(text), fail)
  if (isObject(world)) return world
  throw fail(isYaml ? 'it is not a mapping of members.' : 'it is not a JSON object.')
}

function parseWorldJson(text: string, fail: (problem: string) => UsageError): unknown {
  let world: unknown
  try {
    world = JSON.parse(text)
  } catch {
    throw fail(describeJsonProblem(text))
  }
  const duplicate = findDuplicateMember(text)
  if (duplicate !== undefined) throw fail(`it has the member ${duplicate} twice in one object.`)
  return world
}

async function parseWorldYaml(text: string, fail: (problem: string) => UsageError): Promise<unknown> {
  // It has seventy files, and most worlds are JSON.
  const { LineCounter, parseDocument } = await import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error', stringKeys: true })
  const [first] = document.errors
  if (first !== undefined) {
    const { line, col } = lines.linePos(first.pos[0])
    throw fail(`it is not YAML at line ${line}, column ${col} (${first.code}).`)
  }
  try {
    return document.toJS()
  } catch {
    // Aliases that repeat without end.
    throw fail('it repeats too much of itself with aliases.')
  }
}
