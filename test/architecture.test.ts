import { expect, test } from 'vitest'
import { architecturePage } from './support/architecture-page.ts'
import { FACES, FLOORS } from './support/floors.ts'
import { type Import, importsOf } from './support/import-graph.ts'

const ROOMS = FLOORS.flat().map(({ path }) => path)

const roomOf = (path: string): string | undefined => ROOMS.find((room) => path === room || path.startsWith(room))
const floorOf = (room: string): number => FLOORS.findIndex((floor) => floor.some(({ path }) => path === room))
const show = ({ from, to }: Import): string => `${from} imports ${to}`

const { files, imports } = importsOf(['mocks', 'cli', 'contracts', 'fixtures', 'examples'])
const inside = imports.filter(({ to }) => to.endsWith('.ts'))
const packages = imports.filter(({ to }) => !to.endsWith('.ts'))

function runsUp({ from, to }: Import): boolean {
  const [above, below] = [roomOf(from), roomOf(to)]
  return above === undefined || below === undefined || (above !== below && floorOf(above) >= floorOf(below))
}

function findCircles(edges: readonly Import[]): string[] {
  const next = Map.groupBy(edges, ({ from }) => from)
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
    if (done.has(file) || path.includes(file)) return
    for (const { to } of next.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return circles
}

test('every file has a room', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(files.filter((file) => roomOf(file) === undefined)).toEqual([])
})

test('every room stands above all that it imports', () => {
  expect(inside.filter(runsUp).map(show)).toEqual([])
})

test('nothing imports in a circle', () => {
  expect(findCircles(inside)).toEqual([])
})

test('rooms talk to another top-level folder through its face alone', () => {
  const folder = (path: string) => path.slice(0, path.indexOf('/'))
  const across = inside.filter(({ from, to }) => folder(from) !== folder(to))
  expect(across.filter(({ to }) => !FACES.includes(to)).map(show)).toEqual([])
})

test.each([
  ['msw', ['mocks/doors/']],
  ['msw/node', ['mocks/doors/']],
  ['@pact-foundation/pact', ['contracts/pact/']],
  ['commander', ['cli/']],
  // One entry is for it, and the examples have tests.
  ['vitest', ['mocks/runners/vitest.ts', 'examples/']],
  ['@jest/globals', ['mocks/runners/jest.ts']],
])('%s is loaded in %s only', (name, rooms) => {
  const isAllowed = (from: string) => rooms.some((room) => from.startsWith(room))
  const loads = packages.filter(({ from, to, typeOnly }) => !typeOnly && to === name && !isAllowed(from))
  expect(loads.map(show)).toEqual([])
})

test("the service does not load the AWS SDK (but for its signer's parts, late), and its engine does not load Node", () => {
  const sdk = packages.filter(
    ({ from, to, typeOnly }) =>
      !typeOnly &&
      from.startsWith('mocks/') &&
      /^@(?:aws-sdk|smithy)\//.test(to) &&
      from !== 'mocks/sigv4/signature.ts',
  )
  expect(sdk.map(show)).toEqual([])
  const engine = FLOORS.findIndex((floor) => floor.some(({ path }) => path === 'mocks/engine/'))
  const below = FLOORS.slice(engine)
    .flat()
    .filter(({ path }) => path !== 'mocks/runtime/node/')
  const node = packages.filter(
    ({ from, to }) => to.startsWith('node:') && below.some(({ path }) => roomOf(from) === path),
  )
  expect(node.map(show)).toEqual([])
})

test('docs/architecture.md says what these floors are', async () => {
  // `npm run docs` writes it.
  await expect(architecturePage(FLOORS)).toMatchFileSnapshot('../docs/architecture.md')
})

test('these tests can fail', () => {
  const edge = (from: string, to: string): Import => ({ from, to, typeOnly: true })
  expect(runsUp(edge('mocks/world/a.ts', 'mocks/engine/b.ts'))).toBe(true)
  expect(runsUp(edge('mocks/checks/a.ts', 'mocks/faults/b.ts'))).toBe(true)
  expect(runsUp(edge('mocks/engine/a.ts', 'mocks/world/b.ts'))).toBe(false)
  expect(findCircles([edge('a', 'b'), edge('b', 'c'), edge('c', 'a')])).toEqual(['a -> b -> c -> a'])
})
