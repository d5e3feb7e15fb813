import type { Room } from './floors.ts'

/** The floors of the house as a page for readers. */
export function architecturePage(floors: readonly (readonly Room[])[]): string {
  const rows = floors.flatMap((rooms, index) =>
    rooms.map(({ path, purpose }) => `| ${floors.length - index} | \`${path}\` | ${purpose} |`),
  )
  return `${[
    '# The architecture',
    '',
    'One engine answers all requests: a request in, a reply out, without a network, MSW or an SDK. Everything that a user',
    'touches is a thin door to it, so a behaviour is written once and is the same through all of them.',
    '',
    '```text',
    'consumer -- MSW handlers --------+',
    'consumer -- SDK requestHandler --+        +- checks, in one list -+',
    'anything -- fetch(Request) ------+-> engine -> operation -> world (account, Regions, instances, rules)',
    'AWS CLI  -- HTTP server ---------+        +- faults, calls -------+',
    '```',
    '',
    '## The floors, from the top down',
    '',
    'A room stands above everything that it imports: nothing imports upwards, and nothing in a circle. A room talks to',
    'another top-level folder through its face alone. `test/architecture.test.ts` holds all of this over the graph of',
    'imports, and `npm run docs` writes this page from the same table, `test/support/floors.ts`.',
    '',
    '| floor | room | what lives there |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '`test/` has the same rooms and may import all of them. `bench/` has a package.json of its own: what a benchmark needs',
    'belongs in no install of the package.',
    '',
    '[CONTRIBUTING.md](../CONTRIBUTING.md) says how to add an operation, an error, a fault, a situation, a judgement, an',
    'importer or a rule.',
  ].join('\n')}\n`
}
