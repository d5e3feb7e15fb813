import { expect, test } from 'vitest'
import { allCells, selectedCells } from './matrix/cells.ts'
import { coverPairs } from './matrix/pairs.ts'
import { compatibilityPage } from './matrix/table.ts'

test('the compatibility page says what the matrix runs', async () => {
  // `npm run docs` writes it.
  await expect(compatibilityPage()).toMatchFileSnapshot('../docs/compatibility.md')
})

test('a selection of few combinations holds every possible pair', () => {
  const axes = { a: [1, 2, 3], b: [1, 2, 3], c: [1, 2, 3] } as const
  const isPossible = ({ a, b }: { a?: number; b?: number }) => !(a === 3 && b === 3)
  const pairs = [['a', 'b'] as const, ['b', 'c'] as const, ['a', 'c'] as const]
  const selected = coverPairs(axes, pairs, isPossible)
  for (const [left, right] of pairs) {
    const found = new Set(selected.map((one) => `${one[left]} ${one[right]}`))
    expect(found.size).toBe(left === 'a' && right === 'b' ? 8 : 9)
  }
  expect(selected.length).toBeLessThan(14)
})

test('the matrix is small enough for each change, and whole for a night', () => {
  expect(selectedCells().length).toBeLessThan(20)
  expect(allCells().length).toBeGreaterThan(200)
})
