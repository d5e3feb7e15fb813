import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sampleMutants } from './sample.ts'

/** Samples lines of code in a folder of their own. */
function sample(lines: readonly string[], { count = 10, seed = 1 } = {}): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), 'mutants-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  mkdirSync(join(root, 'room'))
  writeFileSync(join(root, 'room/code.ts'), `${lines.join('\n')}\n`)
  return sampleMutants(root, 'room', count, seed).map(({ code }) => code)
}

const LINES = Array.from({ length: 40 }, (_, index) => `export const sum${index} = (a: number) => a + ${index}`)

test('a sample has as many lines as it should, and another seed chooses others', () => {
  const chosen = sample(LINES)
  expect(new Set(chosen).size).toBe(10)
  expect(sample(LINES)).toEqual(chosen)
  expect(sample(LINES, { seed: 2 })).not.toEqual(chosen)
})

test('a line that is gone makes room for one other', () => {
  const chosen = sample(LINES)
  const after = sample(LINES.filter((line) => line !== chosen[3]))
  expect(after).toEqual([...chosen.slice(0, 3), ...chosen.slice(4), after.at(-1)])
  expect(chosen).not.toContain(after.at(-1))
})

test('a line that comes takes the place of one other at most', () => {
  const chosen = sample(LINES)
  const after = sample(['export const more = (a: number) => a - 1', ...LINES])
  expect(chosen.filter((line) => after.includes(line)).length).toBeGreaterThanOrEqual(9)
})

test('a folder without code is refused by name', () => {
  expect(() => sampleMutants(tmpdir(), 'no-such-room', 1, 1)).toThrow('there is no TypeScript in no-such-room')
})
