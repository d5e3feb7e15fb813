import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Finished, run } from '../support/run.ts'

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url))
const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))

/**
 * Runs the tests of an example against the command line of this checkout, as docs/getting-started/pytest.md, go.md and
 * junit.md say.
 */
function inExample(name: string, ...command: readonly string[]): Promise<Finished> {
  const env = { ...process.env, LIGHTSAIL_PORTS: `${process.execPath} ${MAIN}`, PYTHONDONTWRITEBYTECODE: '1' }
  return run('sh', ['-c', 'cd "$0" && exec "$@"', `${EXAMPLES}/${name}`, ...command], env)
}

/** Finds a Python that has boto3 and pytest: Debian's packages are for the system's own. */
async function findPytest(): Promise<string> {
  for (const python of ['python3', '/usr/bin/python3']) {
    const { code } = await run(python, ['-c', 'import boto3, pytest'])
    if (code === 0) return python
  }
  throw new Error('Failed to find boto3 and pytest. Install them: apt-get install -y python3-boto3 python3-pytest')
}

test('the tests of the Python example pass', async () => {
  const python = await findPytest()
  const { code, stdout, stderr } = await inExample('pytest', python, '-m', 'pytest', '-q', '-p', 'no:cacheprovider')
  expect(code, stdout + stderr).toBe(0)
  expect(stdout).toContain('4 passed')
})

test('the tests of the Go example pass', async () => {
  const { code, stdout, stderr } = await inExample('go', 'go', 'test', '-count=1', '-v', './...')
  expect(code, stdout + stderr).toBe(0)
  expect(stdout.match(/--- PASS/g)).toHaveLength(3)
}, 600_000)

test('the tests of the Java example pass', async () => {
  const { code, stdout, stderr } = await inExample('java', 'mvn', '--batch-mode', '--no-transfer-progress', 'test')
  expect(code, stdout + stderr).toBe(0)
  expect(stdout).toMatch(/Tests run: 3, Failures: 0, Errors: 0, Skipped: 0/)
}, 900_000)
