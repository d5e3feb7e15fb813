import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { blocksOf, markedWith, PAGES, readText } from './page.ts'
import { fenced, PARTS } from './parts.ts'
import { type Part, PLACES } from './places.ts'

/** The examples that pages show are whole files, which tests run. Readers have them side by side in one folder. */
function exampleOf(path: string): string {
  return readText(path).replaceAll('../../../examples/firewall-sync/', './')
}

/** Puts the files that a page shows into it. */
function withFiles(path: string, page: string): string {
  let made = page
  for (const block of blocksOf(path, page)) {
    const file = markedWith('file', block)
    if (file === undefined) continue
    const mark = `<!-- ${block.mark} -->\n`
    made = made.replace(
      `${mark}${fenced(block.language, block.text)}`,
      () => `${mark}${fenced(block.language, exampleOf(file))}`,
    )
  }
  return made
}

/** Makes the parts of a page anew that come from the code. */
async function withParts(path: string, page: string): Promise<string> {
  let made = page
  for (const [part, place] of Object.entries(PLACES)) {
    if (place !== path) continue
    const block = new RegExp(`(<!-- ${part} -->\n)[^]*?(<!-- end -->)`)
    expect(made).toMatch(block)
    const text = await PARTS[part as Part]()
    made = made.replace(block, (_all, before, after) => `${before}${text}\n${after}`)
  }
  return made
}

// `npm run docs` writes the pages.
test.each([...PAGES, 'llms.txt'])('%s says what the code, the examples and the command line say', async (path) => {
  const made = await withParts(path, withFiles(path, readText(path)))
  await expect(made).toMatchFileSnapshot(`../../${path}`)
})

test('every part that is made from the code has a page', () => {
  expect(Object.values(PLACES).filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
})

test('the README has at most 200 lines', () => {
  expect(readText('README.md').split('\n').length).toBeLessThanOrEqual(201)
})

test('pages name scripts of package.json only', () => {
  const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> }
  const named = [...readText('README.md').matchAll(/npm (?:run ([\w:]+)|(start|test)\b)/g)]
  const asked = named.map(([, script, short]) => script ?? short ?? '')
  expect(asked).toEqual(expect.arrayContaining(['start', 'test', 'demo']))
  const inPages = [...readText('CONTRIBUTING.md').matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script)
  expect(inPages).toEqual(
    expect.arrayContaining(['check', 'test:clients', 'test:package', 'test:browser', 'bench', 'docs', 'site']),
  )
  expect([...asked, ...inPages].filter((name) => scripts[name] === undefined)).toEqual([])
})
