import { spawnSync } from 'node:child_process'

/** Runs the matrix: a selection of its cells, or with `--all` every one. Other arguments are for vitest. */
const args = process.argv.slice(2)
const isWhole = args.includes('--all')
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'matrix', ...args.filter((arg) => arg !== '--all')],
  { stdio: 'inherit', env: { ...process.env, ...(isWhole && { MATRIX: 'all' }) } },
)
process.exitCode = status ?? 1
