import { expect, test, vi } from 'vitest'

let loads = 0

/** Loads the module once more, for this test alone: it reads its variables when it is loaded. */
async function loadBudget(): Promise<typeof import('../support/budget.ts')> {
  loads += 1
  const module = `../support/budget.ts?load=${loads}`
  return await import(module)
}

test('a budget is scaled by one variable', async () => {
  vi.stubEnv('LIGHTSAIL_TEST_TIME_SCALE', '2.5')
  const { budget } = await loadBudget()
  expect(budget(1000)).toBe(2500)
})

test('a budget is as it is written without the variable', async () => {
  vi.stubEnv('LIGHTSAIL_TEST_TIME_SCALE', '')
  const { budget } = await loadBudget()
  expect(budget(1000)).toBe(1000)
})

test('a scale that is no number is refused by name', async () => {
  vi.stubEnv('LIGHTSAIL_TEST_TIME_SCALE', 'slow')
  await expect(loadBudget()).rejects.toThrow('LIGHTSAIL_TEST_TIME_SCALE: "slow" is no positive number')
})

test.each([
  ['', 20],
  ['all', 50],
])('with LIGHTSAIL_TEST_RUNS=%s, a proof of linear time has the size %i', async (value, size) => {
  vi.stubEnv('LIGHTSAIL_TEST_RUNS', value)
  const { proofSize } = await loadBudget()
  expect(proofSize({ whole: 50, small: 20 })).toBe(size)
})

test.each([
  ['', 100, 40],
  ['20', 20, 20],
  ['all', 5000, 40],
])('with LIGHTSAIL_TEST_RUNS=%s, 5000 random runs are %i and 40 are %i', async (value, many, some) => {
  vi.stubEnv('LIGHTSAIL_TEST_RUNS', value)
  const { randomRuns } = await loadBudget()
  expect([randomRuns(5000), randomRuns(40)]).toEqual([many, some])
})
