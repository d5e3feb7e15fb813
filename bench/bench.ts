import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Prints how fast it is, beside what it should be. Ratios are taken within one run; absolute times are this machine's.
 * Each benchmark has a process of its own: what one has allocated and compiled is no part of the next.
 */
for (const name of [
  'engine',
  'instances',
  'authentication',
  'request-handler',
  'http-server',
  'memory',
  'log',
  'contracts',
  'certificate',
  'fixtures',
]) {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
  const { status } = spawnSync(process.execPath, ['--expose-gc', file], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
