import { expect, test } from 'vitest'
import { mutationsIn } from './mutations.ts'

/** The sources after each mutation. */
function mutated(source: string): readonly string[] {
  return mutationsIn('sample.ts', source).map(
    ({ start, end, replacement }) => source.slice(0, start) + replacement + source.slice(end),
  )
}

test.each([
  ['a comparison', 'export const f = (a: number) => a === 1', ['a !== 1', 'a === (1 + 1)']],
  ['a logical operator', 'export const f = (a: boolean, b: boolean) => a && b', ['a || b']],
  ['an operator behind a bracket', 'export const f = (a: number) => (a) - a', ['(a) + a']],
  ['a boolean', 'export const a = true', ['= false']],
  ['a call', 'f()', [';']],
  ['a call that is waited for', 'await f()', [';']],
  ['a condition', 'if (f) g = f', ['if (!(f)) g = f']],
  ['a return', 'function f(a: string) { return a }', ['return undefined as never }']],
])('%s is changed', (_what, source, expected) => {
  const sources = mutated(source)
  expect(sources).toHaveLength(expected.length)
  for (const [index, part] of expected.entries())
    expect(
      sources.some((one) => one.includes(part)),
      String(index),
    ).toBe(true)
})

test.each([
  ['a type', 'export type A = 1 | true'],
  ['a text', "export const a = 'one'"],
  ['a return of nothing', 'function f() { return undefined }'],
  ['an import', "import { a } from './a.ts'\nexport { a }"],
])('%s is left alone', (_what, source) => {
  expect(mutated(source)).toEqual([])
})
