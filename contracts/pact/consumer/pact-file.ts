import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile, waitForLock } from '../../../mocks/runtime/node/index.ts'
import { PROVIDER } from '../provider-name.ts'
import { contractCases } from './cases.ts'

/** An interaction in the form in which a pact file has it. */
export interface PactInteraction {
  readonly description: string
}

/** A case that ran, and its interactions. */
interface RunCase {
  readonly name: string
  readonly interactions: readonly PactInteraction[]
}

/**
 * Writes the interactions of the cases that ran into the pact file of a consumer. The file has the same bytes at every run.
 * Cases that did not run keep the interactions that the file has.
 *
 * @returns the file's path
 * @throws {TypeError} if the file exists and is not a pact
 */
export async function writeCases(dir = 'pacts', consumer: string, cases: readonly RunCase[]): Promise<string> {
  const path = join(dir, `${consumer}-${PROVIDER}.json`)
  await mkdir(dir, { recursive: true })
  using _lock = await waitForLock(path)
  const ran = new Set(cases.map(({ name }) => name))
  const isKept = ({ description }: PactInteraction) =>
    contractCases.some(({ name }) => !ran.has(name) && description.includes(`(${name})`))
  const kept = (await readInteractions(path)).filter(isKept)
  const interactions = [...kept, ...cases.flatMap((one) => one.interactions)].toSorted((left, right) =>
    left.description < right.description ? -1 : 1,
  )
  const pact = {
    consumer: { name: consumer },
    interactions,
    metadata: { pactSpecification: { version: '4.0' } },
    provider: { name: PROVIDER },
  }
  await replaceFile(path, `${JSON.stringify(sortMembers(pact), null, 2)}\n`)
  return path
}

async function readInteractions(path: string): Promise<readonly PactInteraction[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"interactions":[]}'
    throw error
  })
  try {
    const { interactions } = JSON.parse(text)
    if (Array.isArray(interactions)) return interactions.filter((one) => typeof one?.description === 'string')
  } catch {
    // The error below says it.
  }
  throw new TypeError(`Failed to write the pact ${path}: the file is not a pact. Remove it, and run the tests again.`)
}

/** Sorts the members of all objects by name. */
function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([name, one]) => [name, sortMembers(one)]))
}
