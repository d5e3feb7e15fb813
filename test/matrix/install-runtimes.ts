import { fileURLToPath } from 'node:url'
import { run } from '../support/run.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))

/** Installs the runtimes that the package is run with. */
export default async function installRuntimes(): Promise<void> {
  const { code, stderr } = await run('npm', ['ci', '--prefix', HERE, '--no-audit', '--no-fund', '--prefer-offline'])
  if (code !== 0)
    throw new Error(`Failed to install the runtimes of the matrix: npm ci ended with ${code}. It printed:\n${stderr}`)
}
