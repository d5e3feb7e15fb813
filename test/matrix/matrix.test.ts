import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { allCells, type Cell, isPossible, nameOf, selectedCells } from './cells.ts'
import { LIMITS } from './limits.ts'
import { runCell } from './run-cell.ts'

const { tarball } = inject('packed')
const cells = process.env['MATRIX'] === 'all' ? allCells() : selectedCells()
const compilerOf = ({ typescript, resolution }: Cell): string => `TypeScript ${typescript}, ${resolution}`
const titleOf = (cell: Cell): string => `${nameOf(cell)}, ${compilerOf(cell)}`

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-matrix-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let count = 0
const runIn = (cell: Cell) => {
  count += 1
  return runCell(cell, join(folder, `cell-${count}`), tarball)
}

test.concurrent.each(cells.map((cell) => [titleOf(cell), cell] as const))('%s', async (_title, cell) => {
  const failures = await runIn(cell)
  expect(failures.map(({ step, output }) => `${step}: ${output.slice(-3000)}`)).toEqual([])
})

const proofs = LIMITS.flatMap(({ what, proof }) => (proof === undefined ? [] : [{ what, ...proof }]))

test.concurrent.each(proofs)('$what does not work', async ({ cell, prints }) => {
  expect(isPossible(cell)).toBe(false)
  const failures = await runIn(cell)
  expect(failures.map(({ step }) => step)).toEqual(['tests'])
  expect(failures[0]?.output).toMatch(prints)
})
