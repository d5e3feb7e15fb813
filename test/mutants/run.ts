import { parseArgs } from 'node:util'
import { budget } from '../support/budget.ts'
import { Workspace } from '../support/workspace.ts'
import { Judge, type Judgement } from './judge.ts'
import { type Mutant, sampleMutants } from './sample.ts'
import { TestOrder } from './test-order.ts'

// Changes a sample of lines, one at a time, in a copy of the repository, and runs the tests that should notice.
// It takes a few seconds for a mutant that is killed, and up to a minute for one that survives.

const HELP = `npm run mutants -- [--room FOLDER]... [--sample N] [--seed N]

  --room    a folder, or a file, whose lines are changed (default: mocks, contracts, fixtures, cli)
  --sample  mutants for each room (default: 60)
  --seed    chooses the lines (default: 1)
  --from    begins with the mutant of this number of the sample (default: 1)
  --only    judges these mutants of the sample alone, such as 8,17
  --tests   runs so many files of tests for a mutant, the nearest (default: all): quicker, and it kills no more
  --all     prints the killed mutants, too, each with the first test that failed
`

/** A mutant may make a loop endless: its tests are ended, and it is killed. */
const TIMEOUT = budget(240_000)

const { values } = parseArgs({
  options: {
    room: { type: 'string', multiple: true, default: ['mocks', 'contracts', 'fixtures', 'cli'] },
    sample: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '1' },
    only: { type: 'string' },
    tests: { type: 'string', default: 'Infinity' },
    all: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const print = (text: string): unknown => process.stdout.write(`${text}\n`)

/** Finds out whether a test that failed passes without the mutant: a machine that is too slow fails tests, too. */
class Untouched {
  readonly #passing = new Set<string>()
  readonly #judge: Judge

  constructor(judge: Judge) {
    this.#judge = judge
  }

  async passes(test: string, file: string): Promise<boolean> {
    if (!this.#passing.has(test)) {
      const { failure } = await this.#judge.run({ changed: file, tests: [test] }, TIMEOUT)
      if (failure !== undefined) return false
      this.#passing.add(test)
    }
    return true
  }
}

/** Code that runs in a browser. */
const CLIENT = 'mocks/server/inspector/client/'

/** Runs the tests that should notice a mutant until one does, and gives the test that did. */
async function findKiller(workspace: Workspace, judge: Judge, order: TestOrder, mutant: Mutant): Promise<Judgement> {
  const { file, start, end, replacement } = mutant
  const mutate = (source: string): string => source.slice(0, start) + replacement + source.slice(end)
  return await workspace.withChange(file, mutate, async () => {
    const unit = await judge.run({ changed: file, tests: order.of(file).slice(0, Number(values.tests)) }, TIMEOUT)
    if (unit.failure !== undefined || !file.startsWith(CLIENT)) return unit
    const args = ['run', '--project', 'browser', '--bail', '1', 'test/browser/']
    const { passed } = await workspace.runTests(args, TIMEOUT)
    return { ran: unit.ran, failure: passed ? undefined : 'a test in a browser' }
  })
}

/** The chosen mutants of a room, with their numbers. */
function chosenMutants(root: string, room: string): readonly (readonly [number, Mutant])[] {
  const only = values.only?.split(',').map(Number)
  return sampleMutants(root, room, Number(values.sample), Number(values.seed))
    .map((mutant, index) => [index + 1, mutant] as const)
    .filter(([number]) => number >= Number(values.from) && only?.includes(number) !== false)
}

async function runRoom(workspace: Workspace, judge: Judge, order: TestOrder, room: string): Promise<void> {
  const began = performance.now()
  const chosen = chosenMutants(workspace.folder, room)
  const untouched = new Untouched(judge)
  let killed = 0
  let unclear = 0
  for (const [number, mutant] of chosen) {
    const { ran, failure } = await findKiller(workspace, judge, order, mutant)
    const text = `${number}  ${mutant.file}:${mutant.line}  ${mutant.what}: ${mutant.code}`
    const [test = ''] = /^test\/[\w/.-]+\.test\.ts/.exec(failure ?? '') ?? []
    if (failure === undefined) print(`survived  ${text}  (${ran} files of tests)`)
    else if (test !== '' && !(await untouched.passes(test, mutant.file))) {
      unclear += 1
      print(`unclear   ${text}  (fails without it: ${failure})`)
    } else {
      killed += 1
      if (values.all) print(`killed    ${text}  (${failure})`)
    }
  }
  const seconds = Math.round((performance.now() - began) / 1000)
  const judged = chosen.length - unclear
  const percent = Math.round((killed / judged) * 100)
  print(`${room}: ${killed} of ${judged} killed (${percent} %), ${unclear} unclear, in ${seconds} s`)
}

if (values.help) {
  print(HELP)
} else {
  using workspace = new Workspace()
  const judge = new Judge(workspace.folder)
  const order = new TestOrder()
  try {
    for (const room of values.room) await runRoom(workspace, judge, order, room)
  } finally {
    judge.end()
  }
}
