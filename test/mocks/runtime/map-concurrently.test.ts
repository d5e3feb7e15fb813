import { expect, test } from 'vitest'
import { mapConcurrently } from '../../../mocks/runtime/index.ts'

test('results stand in the order of their items, however long each takes, and no more run at once than may', async () => {
  const gates = [1, 2, 3, 4].map(() => Promise.withResolvers<void>())
  let running = 0
  let most = 0
  const results = mapConcurrently(gates, 2, async (gate) => {
    running += 1
    most = Math.max(most, running)
    await gate.promise
    running -= 1
    return gates.indexOf(gate)
  })
  for (const gate of gates.toReversed()) gate.resolve()
  expect(await results).toEqual([0, 1, 2, 3])
  expect(most).toBe(2)
})

test('after a failure nothing more is started, and what runs is waited for', async () => {
  const slow = Promise.withResolvers<void>()
  const ended: number[] = []
  const mapped = mapConcurrently([1, 2, 3], 2, async (item) => {
    if (item === 1) throw new Error('the first one fails')
    await slow.promise
    ended.push(item)
    throw new Error('and so does the second one')
  })
  slow.resolve()
  await expect(mapped).rejects.toThrow('the first one fails')
  expect(ended).toEqual([2])
})
