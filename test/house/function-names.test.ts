import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The runners' entries: each has its own function for the same. */
const SAME_BY_DESIGN = ['setupLightsail']

/** Finds the names that functions of several files have. */
function findSharedNames(sources: ReadonlyMap<string, string>): readonly string[] {
  const names = [...sources].flatMap(([file, source]) =>
    [...source.matchAll(/^(?:export )?(?:async )?function\*? (\w+)/gm)].map(([, name = '']) => ({ name, file })),
  )
  return [...Map.groupBy(names, ({ name }) => name)]
    .filter(([name, found]) => new Set(found.map(({ file }) => file)).size > 1 && !SAME_BY_DESIGN.includes(name))
    .map(([name, found]) => `${name}: ${found.map(({ file }) => file).join(', ')}`)
}

test('no two files have a function of the same name', () => {
  const files = globSync('{mocks,contracts,fixtures,cli}/**/*.ts', { cwd: ROOT })
  expect(findSharedNames(new Map(files.map((file) => [file, readFileSync(ROOT + file, 'utf8')])))).toEqual([])
})

test('a name in two files is found, with both of them', () => {
  const sources = new Map([
    ['a.ts', 'export async function send() {}\n  function send() {}'],
    ['b.ts', 'function* send() {}\nfunction sendAll() {}\nfunction sendAll(a) {}'],
  ])
  expect(findSharedNames(sources)).toEqual(['send: a.ts, b.ts'])
})
