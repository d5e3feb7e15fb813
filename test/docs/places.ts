/** The page of each part that is made from the code. On the page it stands between `<!-- NAME -->` and `<!-- end -->`. */
export const PLACES = {
  'first test in vitest': 'docs/getting-started/vitest.md',
  'first test in Jest': 'docs/getting-started/jest.md',
  'first test in node:test': 'docs/getting-started/node-test.md',
  errors: 'docs/errors.md',
  'sdk names': 'docs/errors.md',
  'fault table': 'docs/faults.md',
  rules: 'docs/knowledge.md',
  operations: 'docs/knowledge.md',
  situations: 'docs/certificate/index.md',
  judgements: 'docs/certificate/index.md',
  commands: 'docs/command-line.md',
  pages: 'llms.txt',
} as const

/** A part of a page that is made from the code. */
export type Part = keyof typeof PLACES

/** The page of the faults' names, of the options of a service, and of the importers. */
export const PAGE_OF_FAULTS = PLACES['fault table']
export const PAGE_OF_OPTIONS = 'docs/world.md'
export const PAGE_OF_IMPORTERS = 'docs/fixtures.md'
