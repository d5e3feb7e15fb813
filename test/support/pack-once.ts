import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { run } from './run.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

interface Packed {
  /** The path of the packed package. */
  readonly tarball: string
  /** The paths of the files in it. */
  readonly files: readonly string[]
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly packed: Packed
  }
}

/**
 * Packs the package once for all tests of a run. Packing builds it anew, which two runs cannot do at the same time: `.ci/run`
 * packs it into the folder that it names in `LIGHTSAIL_PACKED`, together with what `npm pack --json` printed.
 */
export default async function packOnce(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['LIGHTSAIL_PACKED']
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'lightsail-ports-packed-')))
  if (given === undefined) await packInto(folder)
  project.provide('packed', await readPacked(folder))
  return async () => {
    if (given === undefined) await rm(folder, { recursive: true, force: true })
  }
}

async function packInto(folder: string): Promise<void> {
  const { code, stdout, stderr } = await run('npm', ['pack', ROOT, '--json', '--pack-destination', folder])
  if (code !== 0) throw new Error(`Failed to pack the package: npm pack ended with ${code}. It printed:\n${stderr}`)
  await writeFile(join(folder, 'pack.json'), stdout)
}

/** npm prints what it builds first, and then one package: in an array, or in an object under its name. */
async function readPacked(folder: string): Promise<Packed> {
  const printed = await readFile(join(folder, 'pack.json'), 'utf8')
  const json = JSON.parse(printed.slice(printed.search(/^[[{]/m)))
  const { filename, files } = Array.isArray(json) ? json[0] : Object.values(json)[0]
  return { tarball: join(folder, filename), files: files.map(({ path }: { path: string }) => path) }
}
