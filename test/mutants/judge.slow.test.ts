import { expect, test } from 'vitest'
import { Workspace } from '../support/workspace.ts'
import { Judge } from './judge.ts'

test('a mutant is killed by the first test that fails, and without it the same test passes again', async () => {
  using workspace = new Workspace()
  const judge = new Judge(workspace.folder)
  const changed = 'mocks/protocol/depth.ts'
  const tests = ['test/mocks/protocol/depth.test.ts']
  try {
    const run = () => judge.run({ changed, tests }, 120_000)
    expect(await run()).toEqual({ ran: 1, failure: undefined })
    const broken = await workspace.withChange(
      changed,
      (source) => source.replaceAll('return false', 'return true'),
      run,
    )
    expect(broken.failure).toMatch(/^test\/mocks\/protocol\/depth\.test\.ts > /)
    expect(await run()).toEqual({ ran: 1, failure: undefined })
    // A run that never ends is ended, and the next one has a process of its own.
    expect((await judge.run({ changed, tests }, 0)).failure).toBe('timed out')
    expect(await run()).toEqual({ ran: 1, failure: undefined })
  } finally {
    judge.end()
  }
})
