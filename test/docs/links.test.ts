import { existsSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { slugOf } from '../../docs/site/slug.ts'
import { PAGES, readText } from './page.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Reads a page without its blocks of code. */
const proseOf = (path: string): string => readText(path).replaceAll(/^```.*?^```$/gms, '')

/** Lists the anchors of a page: those of its headings, numbered where two are equal. */
function anchorsOf(path: string): readonly string[] {
  const seen = new Map<string, number>()
  return [...proseOf(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => {
    const slug = slugOf(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'))
    const count = seen.get(slug) ?? 0
    seen.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  })
}

/** Says what is wrong with a link, if anything is. */
function problemOf(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : normalize(join(dirname(page), path))
  if (!existsSync(join(ROOT, target))) return `${target} does not exist`
  if (statSync(join(ROOT, target)).isDirectory()) return 'it leads to a folder, which the site does not have'
  if (anchor === undefined || anchorsOf(target).includes(anchor)) return undefined
  return `${target} has no heading ${anchor}`
}

test.each([...PAGES, 'llms.txt'])('every link of %s leads somewhere', (page) => {
  const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  const problems = links
    .filter((link) => !/^https?:/.test(link))
    .flatMap((link) => {
      const problem = problemOf(page, link)
      return problem === undefined ? [] : [`${link}: ${problem}`]
    })
  expect(problems).toEqual([])
})

test('a link that leads nowhere is found', () => {
  expect(problemOf('README.md', 'docs/none.md')).toBe('docs/none.md does not exist')
  expect(problemOf('docs/index.md', 'errors.md#none')).toBe('docs/errors.md has no heading none')
  expect(problemOf('docs/certificate/index.md', '../errors.md#all-errors')).toBeUndefined()
})

test('docs/index.md leads to every page', () => {
  const index = readText('docs/index.md')
  const pages = PAGES.filter((page) => /^docs\/(?!certificate\/(?!index)|index)/.test(page))
  expect(pages.filter((page) => !index.includes(`(${page.slice('docs/'.length)})`))).toEqual([])
})
