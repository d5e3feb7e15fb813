import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile, waitForLock } from '../../mocks/runtime/node/index.ts'
import { type PactInteraction, PROVIDER } from './interactions.ts'

/**
 * Writes the interactions of a consumer into its pact file, in one order, so that the file has the same bytes at every
 * run. Interactions that are in it already and were not made anew stay: a run of one case alone loses nothing.
 *
 * @param isCurrent whether an interaction that was not made anew still has its place
 * @returns the file's path
 */
export async function writePact(
  dir: string,
  consumer: string,
  made: readonly PactInteraction[],
  isCurrent: (description: string) => boolean,
): Promise<string> {
  const path = join(dir, `${consumer}-${PROVIDER}.json`)
  await mkdir(dir, { recursive: true })
  using _lock = await waitForLock(path)
  const byDescription = new Map<string, PactInteraction>()
  for (const one of await readPresent(path)) if (isCurrent(one.description)) byDescription.set(one.description, one)
  for (const one of made) byDescription.set(one.description, one)
  const interactions = [...byDescription.values()].toSorted((left, right) =>
    left.description < right.description ? -1 : 1,
  )
  const pact = {
    consumer: { name: consumer },
    interactions,
    metadata: { pactSpecification: { version: '4.0' } },
    provider: { name: PROVIDER },
  }
  await replaceFile(path, `${JSON.stringify(sorted(pact), null, 2)}\n`)
  return path
}

async function readPresent(path: string): Promise<readonly PactInteraction[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"interactions":[]}'
    throw error
  })
  try {
    const { interactions } = JSON.parse(text)
    if (Array.isArray(interactions)) return interactions.filter((one) => typeof one?.description === 'string')
  } catch {
    // Told below: what is there is no pact.
  }
  throw new TypeError(`Failed to write the pact ${path}: what is there is no pact. Remove it, and run the tests again.`)
}

/** The members of all objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([name, one]) => [name, sorted(one)]))
}
