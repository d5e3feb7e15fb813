import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { verifyProvider } from 'lightsail-ports-testkit/contracts'
import { expect, test } from 'vitest'
import { pythonWithPact } from '../support/pact-python.ts'
import { run } from '../support/run.ts'

const SCRIPT = fileURLToPath(new URL('write_pact.py', import.meta.url))

test.each([
  ['V4', 'matched', false],
  ['V4', 'plain', true],
  ['V3', 'matched', true],
  ['V3', 'plain', true],
])('a pact of pact-python (%s, %s) is verified as JSON, in a repaired copy: %s', async (version, kind, isRepaired) => {
  const folder = await mkdtemp(join(tmpdir(), 'lightsail-python-pact-'))
  try {
    const env = { ...process.env, PACT_DO_NOT_TRACK: '1' }
    const written = await run(await pythonWithPact(), [SCRIPT, folder, version, kind], env)
    expect(written.code, written.stderr).toBe(0)
    const { pacts } = await verifyProvider({ pacts: [folder] })
    expect(pacts).toMatchObject([{ interactions: [{ verdict: 'kept', repaired: isRepaired }] }])
  } finally {
    await rm(folder, { recursive: true })
  }
})
