import { readFile } from 'node:fs/promises'
import { findDuplicateMember, withoutByteOrderMark } from '../../mocks/protocol/index.ts'
import { InvalidDefinitionError, type WorldDefinition } from '../../mocks/server/index.ts'
import { UsageError } from './usage-error.ts'

const READ_PROBLEMS: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder' }

/** Turns the error for an invalid world into a mistake of the user; `where` says which file it is from. */
export function orUsageError<T>(where: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof InvalidDefinitionError) throw new UsageError(where + error.message)
    throw error
  }
}

/**
 * Reads a world from a file.
 *
 * @throws {UsageError} if the file cannot be read, or is not a JSON object
 */
export async function readWorld(file: string): Promise<WorldDefinition> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`Failed to read the world from ${file}: ${READ_PROBLEMS[error.code ?? ''] ?? error.message}.`)
  })
  let world: unknown
  try {
    // Editors on Windows put a byte order mark in front.
    world = JSON.parse(withoutByteOrderMark(text))
  } catch (error) {
    throw new UsageError(`Failed to read the world from ${file}: it is not JSON${placeOf(error)}.`)
  }
  const duplicate = findDuplicateMember(text)
  if (duplicate !== undefined) {
    throw new UsageError(`Failed to read the world from ${file}: it has the member ${duplicate} twice in one object.`)
  }
  if (typeof world !== 'object' || world === null || Array.isArray(world)) {
    throw new UsageError(`Failed to read the world from ${file}: it is not a JSON object.`)
  }
  return world
}

/** Says at which place it stops to be JSON. The rest of that message repeats what stands there, which may be a secret. */
function placeOf(error: unknown): string {
  const [, place] = /( at position \d+(?: \(line \d+ column \d+\))?)/.exec(String(error)) ?? []
  return place ?? ''
}
