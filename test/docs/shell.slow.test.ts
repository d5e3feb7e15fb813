import { expect, test } from 'vitest'
import { blocksOf, PAGES } from './page.ts'
import { PageRun } from './run-page.ts'

const pages = PAGES.filter((page) => blocksOf(page).some(({ mark }) => /^(?:run|serve)/.test(mark)))

test.each(pages)('the commands of %s do what it says', async (page) => {
  await using running = new PageRun(page)
  expect(await running.run()).toEqual([])
})
