import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { DEFAULT_JOB } from '../../../../contracts/certify/job.ts'
import type { Observations } from '../../../../contracts/certify/observe-consumer.ts'
import type { Observed } from '../../../../contracts/certify/observed.ts'
import { situations } from '../../../../contracts/certify/situations/index.ts'

/** Holds everything that a consumer did in one situation, which is kept by its name. */
type Trace = Omit<Observed, 'situation' | 'job'> & { readonly situation: string }

/** Everything that is judged of a consumer. */
export type Recording = Pick<Observations, 'runs' | 'skipped'>

const FOLDER = new URL('traces/', import.meta.url)

/** Makes the URL of the file of a consumer: `opens each rule` is in `opens-each-rule.json.br`. */
function fileOf(consumer: string): URL {
  return new URL(`${consumer.toLowerCase().replaceAll(/[^a-z\d]+/g, '-')}.json.br`, FOLDER)
}

/** Everything that is in a file. */
interface Traces {
  readonly skipped: number
  readonly traces: readonly Trace[]
}

/** Writes down what a consumer did. What is known of other situations is kept. */
export async function writeTraces(consumer: string, { runs, skipped }: Recording): Promise<void> {
  const known = await parseFile(consumer).catch((): Traces => ({ skipped: 0, traces: [] }))
  const own = runs.map(({ situation, job: _job, ...observed }): Trace => ({ ...observed, situation: situation.name }))
  const kept = known.skipped + skipped > 0 ? [] : known.traces
  const byName = new Map([...kept, ...own].map((trace) => [trace.situation, trace]))
  const traces = situations.flatMap(({ name }) => byName.get(name) ?? [])
  const text = withoutPaths(JSON.stringify({ skipped, traces } satisfies Traces))
  const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS }
  await writeFile(fileOf(consumer), brotliCompressSync(text, { params }))
}

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const HOME = /\/(?:root|home\/[\w.-]+|Users\/[\w.-]+)\//g

/** Replaces the folders of the machine: stack traces name them. */
function withoutPaths(text: string): string {
  return text.replaceAll(ROOT, '/checkout/').replace(HOME, '/home/user/')
}

async function parseFile(consumer: string): Promise<Traces> {
  return JSON.parse(brotliDecompressSync(await readFile(fileOf(consumer))).toString('utf8'))
}

/**
 * Reads what a consumer did.
 *
 * @throws if its traces are missing, or lack a situation
 */
export async function readTraces(consumer: string): Promise<Recording> {
  const { skipped, traces } = await parseFile(consumer)
  const byName = new Map(traces.map((trace) => [trace.situation, trace]))
  const runs = situations.flatMap((situation): Observed[] => {
    const trace = byName.get(situation.name)
    return trace === undefined ? [] : [{ ...trace, situation, job: DEFAULT_JOB }]
  })
  if (runs.length + skipped !== situations.length) {
    throw new Error(
      `Failed to read the traces of ${consumer}: they hold ${runs.length} of ${situations.length} situations. Record them again: npm run judge -- --record '${consumer}'`,
    )
  }
  return { runs, skipped }
}
