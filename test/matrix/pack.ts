import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { run } from '../support/run.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const HERE = fileURLToPath(new URL('.', import.meta.url))

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of the packed package. */
    readonly tarball: string
  }
}

/** Packs the package once, and installs the runtimes that it is run with. */
export default async function pack(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-pack-'))
  await npm('ci', '--prefix', HERE, '--no-audit', '--no-fund')
  const printed = await npm('pack', ROOT, '--json', '--pack-destination', folder)
  const json = JSON.parse(printed.slice(printed.search(/^[[{]/m)))
  const { filename } = Array.isArray(json) ? json[0] : Object.values(json)[0]
  project.provide('tarball', join(folder, filename))
  return () => rm(folder, { recursive: true, force: true })
}

async function npm(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run('npm', args)
  if (code !== 0) throw new Error(`Failed to run npm ${args[0]}: ${stderr}`)
  return stdout
}
