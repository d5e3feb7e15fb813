import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Finished, run } from '../support/run.ts'
import type { Cell } from './cells.ts'
import { testArguments, writeProject } from './project.ts'

const CHECK_TYPES = fileURLToPath(new URL('./check-types.ts', import.meta.url))
const RUNTIMES = fileURLToPath(new URL('./node_modules/', import.meta.url))

/** The folder of a Node's binary. */
function nodeFolder(node: Cell['node']): string {
  return join(RUNTIMES, `node-${node.split('.')[0]}`, 'bin')
}

/** Variables by which a runner, or npm, tells programs that they run inside it. */
const OF_A_RUNNER =
  /^(?:VITEST|JEST|TEST$|NODE_ENV$|NODE_OPTIONS$|NODE_TEST_CONTEXT$|NODE_PATH$|npm_|INIT_CWD$|FORCE_COLOR$)/

/** The environment of a program that runs with one Node, and not inside the runner that runs this. */
export function environmentOf(node: Cell['node']): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !OF_A_RUNNER.test(name))
  return {
    ...Object.fromEntries(inherited),
    PATH: `${nodeFolder(node)}:${process.env['PATH']}`,
    NO_COLOR: '1',
    PACT_DO_NOT_TRACK: '1',
  }
}

/** Runs a program in a folder. */
export function inFolder(folder: string, env: NodeJS.ProcessEnv, ...command: readonly string[]): Promise<Finished> {
  return run('sh', ['-c', 'cd "$0" && exec "$@"', folder, ...command], env)
}

/** One step that went wrong; `output` is what it printed. */
interface Failure {
  readonly step: 'install' | 'types' | 'tests'
  readonly output: string
}

/** Installs the package in a project of its own, checks its types and runs its tests. Returns what went wrong. */
export async function runCell(cell: Cell, folder: string, tarball: string): Promise<readonly Failure[]> {
  await writeProject(folder, cell, tarball)
  const env = environmentOf(cell.node)
  const installed = await inFolder(folder, env, 'npm', 'install', ...INSTALL)
  const problem =
    installed.code === 0 ? /^npm (?:warn|error).*(?:ERESOLVE|peer).*/m.exec(installed.stderr)?.[0] : installed.stderr
  if (problem !== undefined) return [{ step: 'install', output: problem }]
  const failures: Failure[] = []
  const types = ownErrors(await inFolder(folder, env, ...compilerCommand(cell)))
  if (types !== '') failures.push({ step: 'types', output: types })
  const tests = await inFolder(folder, env, 'node', ...testArguments(cell))
  if (tests.code !== 0) failures.push({ step: 'tests', output: `${tests.stdout}\n${tests.stderr}` })
  await rm(folder, { recursive: true, force: true })
  return failures
}

/** The options with which npm installs a project. */
export const INSTALL = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', '--no-package-lock']

/** A compiler that has functions checks only the files whose errors count. It does so on any Node. */
function compilerCommand({ typescript }: Cell): readonly string[] {
  return typescript.startsWith('7.')
    ? ['node', 'node_modules/typescript/bin/tsc', '--pretty', 'false']
    : [process.execPath, CHECK_TYPES]
}

/** Returns the errors in this package and in the tests, without those in the declarations of others. */
function ownErrors({ code, stdout, stderr }: Finished): string {
  const errors = stdout.split('\n').filter((line) => line.includes('error TS'))
  if (code !== 0 && errors.length === 0) return `${stdout}\n${stderr}`
  return errors.filter((line) => !(isOfOthers(line) || isAboutMissingPeer(line))).join('\n')
}

function isOfOthers(line: string): boolean {
  const name = /^(?:\.\.\/.*)?node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//.exec(line)?.[1]
  return name !== undefined && name !== 'lightsail-ports-testkit'
}

/** Declarations name the types of peers: who has not installed one gets this error, or sets `skipLibCheck`. */
function isAboutMissingPeer(line: string): boolean {
  return /^node_modules\/.*TS2307: Cannot find module '(?:@aws-sdk\/client-lightsail|@pact-foundation\/pact|vitest|@jest\/globals)'/.test(
    line,
  )
}
