import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.ts'

/** Returns a Python with pact-python, which is installed once from PyPI. */
export async function pythonWithPact(): Promise<string> {
  const folder = fileURLToPath(new URL('../../node_modules/.cache/pact-python-4.2.0', import.meta.url))
  const python = join(folder, 'bin/python')
  if (existsSync(join(folder, 'ready'))) return python
  const steps: [string, string[]][] = [
    ['python3', ['-m', 'venv', '--clear', folder]],
    [python, ['-m', 'pip', 'install', '--quiet', 'pact-python==4.2.0']],
  ]
  for (const [command, args] of steps) {
    const { code, stderr } = await run(command, args)
    if (code !== 0) throw new Error(`Failed to install pact-python: ${stderr}`)
  }
  await writeFile(join(folder, 'ready'), '')
  return python
}
