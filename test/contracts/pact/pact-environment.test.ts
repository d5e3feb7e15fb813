import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { verifyProvider } from 'lightsail-ports-testkit/contracts'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => vi.unstubAllEnvs())

const PACT = fileURLToPathOfPackage('@pact-foundation/pact')
const CORE = fileURLToPathOfPackage('@pact-foundation/pact-core')

function fileURLToPathOfPackage(name: string): string {
  const require = createRequire(import.meta.url)
  let folder = dirname(require.resolve(name))
  while (!folder.endsWith(name)) folder = dirname(folder)
  return folder
}

/** Returns the variables of Pact that its JavaScript reads from the environment. */
function variablesRead(): string[] {
  const files = execFileSync('find', [CORE, join(PACT, 'src'), '-name', '*.js', '-not', '-name', '*.spec.js'], {
    encoding: 'utf8',
  })
  const names = files
    .trim()
    .split('\n')
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/process\.env(?:\.|\[['"])(\w+)/g)])
    .map(([, name]) => name ?? '')
  return [...new Set(names)].toSorted()
}

/** The variables that are not ours to decide: where Pact's own parts are. */
const KEPT = ['PACT_PREBUILD_LOCATION', 'PACT_PREBUILD_PACKAGE_LOCATION']
/** The variables that have a documented meaning in `verify`. */
const OPTIONS = [
  'PACT_BROKER_BASE_URL',
  'PACT_BROKER_PASSWORD',
  'PACT_BROKER_TOKEN',
  'PACT_BROKER_USERNAME',
  'PACT_DESCRIPTION',
  'PACT_PROVIDER_NO_STATE',
  'PACT_PROVIDER_STATE',
]
/** The variables that are shielded, and have no effect. */
const SHIELDED = [
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'LOG_LEVEL',
  'PACT_BROKER_PUBLISH_VERIFICATION_RESULTS',
  'PACT_EXPERIMENTAL_FEATURE_ALLOW_MISSING_REQUESTS',
]

test('every variable that Pact reads is an option of ours, or shielded', () => {
  expect(variablesRead()).toEqual([...KEPT, ...OPTIONS, ...SHIELDED].toSorted())
})

test('the documentation of verify names the variables that are options', async () => {
  const { verifyCommand } = await import('../../../cli/commands/verify.ts')
  let help = ''
  const command = verifyCommand().configureOutput({
    writeOut: (text) => {
      help += text
    },
  })
  command.outputHelp()
  for (const name of OPTIONS) expect(help).toContain(name)
})

test.each(SHIELDED)('%s does not reach Pact', async (name) => {
  vi.stubEnv(name, name.endsWith('_PROXY') ? 'http://127.0.0.1:9' : 'trace')
  const pact = new URL('./cases/two-states.json', import.meta.url).pathname
  let printed = ''
  const report = await verifyProvider({
    pacts: [pact],
    onOutput: (text) => {
      printed += text
    },
  })
  expect(report.passed).toBe(true)
  expect(printed).not.toMatch(/TRACE|DEBUG/)
})
