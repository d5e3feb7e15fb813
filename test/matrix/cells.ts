import { type Axes, coverPairs, product } from './pairs.ts'

/** The runtimes, by their names in this folder's package.json. */
export const NODES = ['22.12', '24', '26'] as const
/** The test runners, and the form that tests are loaded in. */
export const RUNNERS = [
  'vitest 3',
  'vitest 4',
  'vitest 5',
  'Jest 30, ES modules',
  'Jest 30, ts-jest',
  'Jest 30, babel-jest',
  'node:test',
] as const
/** MSW: the oldest that takes a function as a predicate, the newest of 2, and 3. */
export const MSWS = ['2.11.0', '2.15.0', '3.0.5'] as const
/** The AWS SDK: of January 2023 and 2024, of a year ago, and of today; and the one before them. */
export const SDKS = ['3.245.0', '3.496.0', '3.907.0', '3.1169.0', '2.1693.0'] as const
export const TYPESCRIPTS = ['5.4.5', '5.9.3', '6.0.3', '7.0.2'] as const
export const RESOLUTIONS = ['node16', 'nodenext', 'bundler'] as const

/** One project that the package is installed in. */
export interface Cell {
  readonly node: (typeof NODES)[number]
  readonly runner: (typeof RUNNERS)[number]
  readonly msw: (typeof MSWS)[number]
  readonly sdk: (typeof SDKS)[number]
  readonly typescript: (typeof TYPESCRIPTS)[number]
  readonly resolution: (typeof RESOLUTIONS)[number]
}

const AXES: Axes<Cell> = {
  node: NODES,
  runner: RUNNERS,
  msw: MSWS,
  sdk: SDKS,
  typescript: TYPESCRIPTS,
  resolution: RESOLUTIONS,
}

/** The pairs of axes that can affect each other. A compiler has no part in what runs, and Node none in what compiles. */
const PAIRS: readonly (readonly [keyof Cell, keyof Cell])[] = [
  ['node', 'runner'],
  ['node', 'msw'],
  ['node', 'sdk'],
  ['msw', 'sdk'],
  ['typescript', 'resolution'],
  ['typescript', 'msw'],
]

/** Tells whether a cell loads its tests with `require()`. */
export function isCommonJs({ runner }: Pick<Cell, 'runner'>): boolean {
  return runner === 'Jest 30, ts-jest' || runner === 'Jest 30, babel-jest'
}

/** Tells whether MSW, or a package that it needs, has ES modules only. */
export function needsEsModules({ msw }: Pick<Cell, 'msw'>): boolean {
  return msw !== '2.11.0'
}

/** Tells whether the parts of a cell can be used together at all, with this package or without. */
export function isPossible(cell: Partial<Cell>): boolean {
  const { node, runner, msw, typescript, resolution } = cell
  if (runner !== undefined && msw !== undefined && isCommonJs({ runner }) && needsEsModules({ msw })) {
    // Jest can require() ES modules from Node 24.9 on.
    if (node === '22.12') return false
    // And compilers know of that since TypeScript 5.8, under nodenext.
    if (resolution === 'node16' || (resolution === 'nodenext' && typescript === '5.4.5')) return false
  }
  // MSW 3 asks for TypeScript 5.9 or newer.
  if (msw === '3.0.5' && typescript === '5.4.5') return false
  // TypeScript 7 has no compiler that a program could call.
  return !(runner === 'Jest 30, ts-jest' && typescript === '7.0.2')
}

/** Selects few cells that hold every pair of values that can affect each other. */
export function selectedCells(): readonly Cell[] {
  // All other tests run on Node 24: the oldest and the newest are left.
  return coverPairs({ ...AXES, node: ['22.12', '26'] }, PAIRS, isPossible)
}

/** Lists every combination of Node, runner, MSW and SDK; compilers take turns. */
export function allCells(): readonly Cell[] {
  const compilers = product({ typescript: TYPESCRIPTS, resolution: RESOLUTIONS })
  const cells = product({ runner: RUNNERS, msw: MSWS, sdk: SDKS, node: NODES }).filter(isPossible)
  return cells.map((cell, index) => {
    const turn = compilers.slice(index % compilers.length).concat(compilers)
    const compiler = turn.find((one) => isPossible({ ...cell, ...one }))
    if (compiler === undefined) throw new Error(`Failed to find a compiler for ${nameOf(cell)}`)
    return { ...cell, ...compiler }
  })
}

/** Names what runs in a cell. */
export function nameOf({ node, runner, msw, sdk }: Omit<Cell, 'typescript' | 'resolution'>): string {
  return `Node ${node}, ${runner}, msw ${msw}, AWS SDK ${sdk}`
}
