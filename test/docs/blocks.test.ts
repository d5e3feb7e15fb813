import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judgementRules } from '../../contracts/certify/judgements/index.ts'
import { type Block, blocksOf, PAGES, readText } from './page.ts'
import { PLACES } from './places.ts'

/** These are shown, and nothing can be wrong in them that a test could run. */
const PLAIN = ['', 'text']

/** Each example of these pages is certified, by test/contracts/certify and test/clients/certificate-pages.test.ts. */
const PAGES_OF_JUDGEMENTS = judgementRules.map(({ name }) => `docs/certificate/${name}.md`)

const exists = (path: string): boolean => existsSync(new URL(`../../${path}`, import.meta.url))

/** Tells whether tests run a file that a page shows: it is a test itself, or stands in an example. */
const isRun = (file: string): boolean => exists(file) && (file.endsWith('.test.ts') || file.startsWith('examples/'))

/** Tells whether a test file exists and names the page, or the folder, that it checks. */
function isCheckedBy(test: string, { at }: Block): boolean {
  const page = at.replace(/:\d+$/, '')
  const name = page.replace(/\/README\.md$/, '')
  return exists(test) && (readText(test).includes(page) || readText(test).includes(name.split('/').at(-1) ?? name))
}

type Check = (value: string, block: Block, previous: Block | undefined) => string | undefined

const isRunMark = (mark: string): boolean => mark === 'run' || /^run, exits with \d$/.test(mark)

/** The keywords of marks, and what is wrong with one, if anything is. */
const CHECKS: Readonly<Record<string, Check>> = {
  run: () => undefined,
  serve: () => undefined,
  prints: (_value, _block, previous) => (isRunMark(previous?.mark ?? '') ? undefined : 'nothing above it is run'),
  file: (file) => (isRun(file) ? undefined : `no test runs ${file}`),
  'checked by': (test, block) => (isCheckedBy(test, block) ? undefined : `${test} does not name this page`),
  save: (name) => (name === '' ? 'it has no name' : undefined),
  'not run': (reason) => (reason.length > 10 ? undefined : 'it says no reason'),
}

/** Says what is wrong with the mark of a block, if anything is. */
function problemOf(block: Block, previous: Block | undefined): string | undefined {
  const { mark, at } = block
  const place = (PLACES as Readonly<Record<string, string>>)[mark]
  if (place !== undefined) return at.startsWith(place) ? undefined : 'it is a part of another page'
  if (isRunMark(mark)) return undefined
  const [keyword = '', value = ''] = mark.split(/: (.*)/s)
  return Object.hasOwn(CHECKS, keyword) ? CHECKS[keyword]?.(value, block, previous) : 'it has no mark'
}

// CONTRIBUTING.md lists the marks.
test.each(PAGES.filter((page) => !PAGES_OF_JUDGEMENTS.includes(page)))(
  'every block of %s is run, or says why it is not',
  (page) => {
    const blocks = blocksOf(page)
    const problems = blocks.flatMap((block, index) => {
      const problem =
        PLAIN.includes(block.language) && block.mark === '' ? undefined : problemOf(block, blocks[index - 1])
      return problem === undefined ? [] : [`${block.at}: ${problem}`]
    })
    expect(problems).toEqual([])
  },
)

test('a block without a mark is found', () => {
  const [block] = blocksOf('sample.md', '```sh\nnpm test\n```\n')
  expect(problemOf(block as Block, undefined)).toBe('it has no mark')
})

test('a mark that names no test is found', () => {
  const [block] = blocksOf('sample.md', '<!-- checked by: test/none.test.ts -->\n```sh\nnpm test\n```\n')
  expect(problemOf(block as Block, undefined)).toBe('test/none.test.ts does not name this page')
})
