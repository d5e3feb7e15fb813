import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
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
  await using _lock = await lock(path)
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
  // A crash leaves the old file whole.
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, `${JSON.stringify(sorted(pact), null, 2)}\n`)
  await rename(temporary, path)
  return path
}

/** Test runners have several workers: who reads the file and writes it again has it for itself meanwhile. */
async function lock(path: string): Promise<AsyncDisposable> {
  const folder = `${path}.lock`
  const release = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
  for (;;) {
    try {
      await mkdir(folder)
      return release
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }))
      // Whoever made it has ended without taking it away.
      if (Date.now() - mtimeMs > STALE) await release[Symbol.asyncDispose]()
      else await delay(5)
    }
  }
}

/** Milliseconds; writing takes a few. */
const STALE = 10_000

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
