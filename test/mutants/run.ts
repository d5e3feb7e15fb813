import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { budget } from '../support/budget.ts'
import { type TestRun, Workspace } from '../support/workspace.ts'
import { type Mutant, sampleMutants } from './sample.ts'

// Changes a sample of lines, one at a time, in a copy of the repository, and runs the tests that should notice.
// It takes about 10 seconds for a mutant that is killed, and up to two minutes for one that survives.

const HELP = `npm run mutants -- [--room FOLDER]... [--sample N] [--seed N]

  --room    a folder, or a file, whose lines are changed (default: mocks, contracts, fixtures, cli)
  --sample  mutants for each room (default: 60)
  --seed    chooses the lines (default: 1)
  --all     prints the killed mutants, too, each with the first test that failed
`

/** A mutant may make a loop endless: its tests are ended, and it is killed. */
const TIMEOUT = budget(240_000)

const { values } = parseArgs({
  options: {
    room: { type: 'string', multiple: true, default: ['mocks', 'contracts', 'fixtures', 'cli'] },
    sample: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    all: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const print = (text: string): unknown => process.stdout.write(`${text}\n`)

/** The tests of the room of a file, or of a folder whose path ends with a slash. */
function testsOf(path: string, folder: string): string {
  for (let room = path.endsWith('/') ? path.slice(0, -1) : dirname(path); room !== '.'; room = dirname(room)) {
    if (existsSync(join(folder, 'test', room))) return `test/${room}/`
  }
  return 'test/'
}

const FAST = ['--project', 'unit', '--bail', '1']

/** Code that runs in a browser. */
const CLIENT = 'mocks/server/inspector/client/'

/** The test files of a file and of its room, the nearest first. */
function ownTestsOf(file: string, folder: string): readonly string[] {
  const sameName = `test/${file.replace(/\.ts$/, '.test.ts')}`
  const room = testsOf(file, folder)
  return existsSync(join(folder, sameName)) ? [sameName, room] : [room]
}

/** Runs the tests that should notice the mutant until one does: those of its own room, then all that import its file. */
async function runTestsOf(workspace: Workspace, mutant: Mutant): Promise<TestRun> {
  const { file, start, end, replacement } = mutant
  const mutate = (source: string): string => source.slice(0, start) + replacement + source.slice(end)
  return await workspace.withChange(file, mutate, async () => {
    for (const tests of ownTestsOf(file, workspace.folder)) {
      const own = await workspace.runTests(['run', ...FAST, tests], TIMEOUT)
      if (!own.passed) return own
    }
    const related = await workspace.runTests(['related', file, '--run', ...FAST], TIMEOUT)
    if (!related.passed || !file.startsWith(CLIENT)) return related
    return await workspace.runTests(['run', '--project', 'browser', '--bail', '1', 'test/browser/'], TIMEOUT)
  })
}

/** The first test that failed: a machine that is too slow fails tests, too. */
function firstFailure({ timedOut, output }: TestRun): string {
  if (timedOut) return 'timed out'
  return /^ *FAIL +(.*)$/m.exec(output)?.[1] ?? 'no test ran'
}

async function runRoom(workspace: Workspace, room: string): Promise<void> {
  const began = performance.now()
  const untouched = await workspace.runTests(['run', ...FAST, testsOf(`${room}/`, workspace.folder)], 10 * TIMEOUT)
  if (!untouched.passed) {
    print(`Failed to begin with ${room}: its tests fail without any mutant.\n${untouched.output}`)
    process.exitCode = 1
    return
  }
  const mutants = sampleMutants(workspace.folder, room, Number(values.sample), Number(values.seed))
  let killed = 0
  for (const mutant of mutants) {
    const run = await runTestsOf(workspace, mutant)
    if (!run.passed) killed += 1
    const text = `${mutant.file}:${mutant.line}  ${mutant.what}: ${mutant.code}`
    if (run.passed) print(`survived  ${text}`)
    else if (values.all) print(`killed    ${text}  (${firstFailure(run)})`)
  }
  const seconds = Math.round((performance.now() - began) / 1000)
  const percent = Math.round((killed / mutants.length) * 100)
  print(`${room}: ${killed} of ${mutants.length} killed (${percent} %), in ${seconds} s`)
}

if (values.help) {
  print(HELP)
} else {
  using workspace = new Workspace()
  for (const room of values.room) await runRoom(workspace, room)
}
