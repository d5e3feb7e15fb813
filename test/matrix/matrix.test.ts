import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, inject, test } from 'vitest'
import { allCells, type Cell, isPossible, nameOf, selectedCells } from './cells.ts'
import { LIMITS } from './limits.ts'
import { type Failure, runCell } from './run-cell.ts'

const { tarball, projects } = inject('packed')
const isWhole = process.env['MATRIX'] === 'all'
const cells = isWhole ? allCells() : selectedCells()
const compilerOf = ({ typescript, resolution }: Cell): string => `TypeScript ${typescript}, ${resolution}`
const titleOf = (cell: Cell): string => `${nameOf(cell)}, ${compilerOf(cell)}`

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(projects, 'matrix-'))
})

let count = 0
async function runIn(cell: Cell): Promise<readonly Failure[]> {
  count += 1
  const project = join(folder, `cell-${count}`)
  const failures = await runCell(cell, project, tarball)
  // A cell has 200 megabytes. Few of them may stay until the end of the run.
  if (isWhole) await rm(project, { recursive: true, force: true })
  return failures
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
