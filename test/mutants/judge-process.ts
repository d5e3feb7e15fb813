import { BaseSequencer, createVitest, type TestModule } from 'vitest/node'
import type { Judgement, TestsToRun } from './judge.ts'

// A process that holds one vitest: it runs the tests that it is asked for, and tells which failed first.
// A start of vitest takes seconds, which a sample of mutants would pay hundreds of times.

/** Keeps the order in which the tests are given. */
class GivenOrder extends BaseSequencer {
  override async sort<T>(files: T[]): Promise<T[]> {
    return files
  }
}

const vitest = await createVitest({
  project: ['unit'],
  watch: false,
  bail: 1,
  maxWorkers: 1,
  reporters: [{}],
  sequence: { sequencer: GivenOrder },
})
await vitest.standalone()
const specifications = await vitest.getRelevantTestSpecifications()

const changedBefore = new Set<string>()

async function run({ changed, tests }: TestsToRun): Promise<Judgement> {
  // A file that was changed for an earlier run is as it was again.
  for (const file of changedBefore.add(changed)) vitest.invalidateFile(`${process.cwd()}/${file}`)
  // The failures of the last run would end this one.
  vitest.state.filesMap.clear()
  vitest.state.idMap.clear()
  const chosen = tests.flatMap((test) => specifications.filter(({ moduleId }) => moduleId.endsWith(`/${test}`)))
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen)
  const failure = testModules.map(failureIn).find((text) => text !== undefined)
  return { ran: chosen.length, failure: failure ?? unhandledErrors.map(String)[0] }
}

function failureIn(module: TestModule): string | undefined {
  for (const test of module.children.allTests('failed')) {
    return `${module.relativeModuleId} > ${test.fullName}: ${test.result().errors?.[0]?.message.split('\n')[0]}`
  }
  if (module.ok()) return undefined
  return `${module.relativeModuleId}: ${module.errors()[0]?.message.split('\n')[0]}`
}

process.on('message', async (message: TestsToRun) => process.send?.(await run(message)))
process.send?.('ready')
