import { readFileSync } from 'node:fs'
import { allCells, isPossible, MSWS, NODES, RESOLUTIONS, RUNNERS, SDKS, selectedCells, TYPESCRIPTS } from './cells.ts'
import { LIMITS } from './limits.ts'

const { peerDependencies, engines } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { readonly peerDependencies: Readonly<Record<string, string>>; readonly engines: { readonly node: string } }

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n')

/** Tells in words with which versions of Node a runner and an MSW go together. */
function nodesFor(runner: (typeof RUNNERS)[number], msw: (typeof MSWS)[number]): string {
  const nodes = NODES.filter((node) => isPossible({ node, runner, msw }))
  if (nodes.length === NODES.length) return 'yes'
  return nodes.length === 0 ? 'no' : `Node ${nodes.join(', ')}`
}

/** Writes the compatibility page. Every cell that it calls possible is run by the matrix test. */
export function compatibilityPage(): string {
  const peers = Object.entries(peerDependencies).map(([name, range]) => [
    `\`${name}\``,
    `\`${range.replaceAll('|', '\\|')}\``,
  ])
  return `# Compatibility

The matrix test writes this page. It installs the packed package in projects of many versions, checks their types, and runs
the README's first test, a contract and a certificate in each. \`npm run test:matrix\` runs ${selectedCells().length} projects that hold every pair
of versions that can affect each other: \`.ci/run\` does so for each change. \`npm run test:matrix -- --all\` runs all ${allCells().length}.

## Versions

${table(
  ['what', 'tested with'],
  [
    [`Node (\`${engines.node}\`)`, NODES.join(', ')],
    ['test runner', RUNNERS.join('; ')],
    ['MSW', MSWS.join(', ')],
    ['AWS SDK', SDKS.join(', ')],
    ['TypeScript, with `skipLibCheck: false`', TYPESCRIPTS.join(', ')],
    ['module resolution of TypeScript', RESOLUTIONS.join(', ')],
    ['browser', 'Chromium, with `vite dev` and `vite build`, MSW 3 and `setupWorker`'],
    ['Bun and Deno', 'Bun 1.4.5 (`bun test`) and Deno 2.9.6 (`deno test`), with MSW 2.15'],
  ],
)}

Every peer is optional. Install those that you use:

${table(['peer', 'range'], peers)}

The entry \`.\` loads MSW, \`./vitest\` loads vitest and \`./jest\` Jest's globals when they are imported. No other entry loads a
peer then: \`./server\` has the same service without MSW.

## Runners and MSW

${table(
  ['runner', ...MSWS.map((msw) => `MSW ${msw}`)],
  RUNNERS.map((runner) => [runner, ...MSWS.map((msw) => nodesFor(runner, msw))]),
)}

Every entry can be imported and loaded with \`require()\`: there is a build for each. Jest runs tests that are CommonJS without
a flag, and needs \`node --experimental-vm-modules\` for tests that are ES modules, or for an MSW that is.

## Limits

${table(
  ['what', 'why', 'instead'],
  LIMITS.map(({ what, why, instead }) => [what, why, instead]),
)}
`
}
