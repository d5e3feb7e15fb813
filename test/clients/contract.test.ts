import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { findPython } from '../support/boto3.ts'
import { lightsailPorts } from '../support/command-line.ts'

const example = (path: string) => fileURLToPath(new URL(`../../examples/${path}`, import.meta.url))

let python: string
beforeAll(async () => {
  python = await findPython()
})

test.each([
  ['python-sync', () => `${python} ${example('python-sync/sync.py')}`],
  ['bash-open', () => example('bash-open/open-ports.sh')],
])('%s keeps its promises, and its contract is the committed one', { timeout: 300_000 }, async (name, command) => {
  const pactDir = await mkdtemp(join(tmpdir(), 'lightsail-contract-'))
  try {
    const args = [
      '--exec',
      command(),
      '--handles',
      example(`${name}/handles.yaml`),
      '--name',
      name,
      '--pact-dir',
      pactDir,
    ]
    const { code, stderr } = await lightsailPorts('contract', ...args, '--timeout', '120000')
    expect([code, stderr]).toEqual([0, ''])
    const file = `${name}-lightsail.json`
    expect(await readFile(join(pactDir, file), 'utf8')).toBe(await readFile(example(`${name}/pacts/${file}`), 'utf8'))
  } finally {
    await rm(pactDir, { recursive: true })
  }
})
