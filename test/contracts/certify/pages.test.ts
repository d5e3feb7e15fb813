import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { type CertifyOptions, certifyConsumer, textReport } from 'lightsail-ports-testkit/certify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judgementRules } from '../../../contracts/certify/judgements/index.ts'
import { budget } from '../../support/budget.ts'
import { blocksOf, readPage, situationsOf } from './pages.ts'

// The examples import the SDK, so they have to stand somewhere below node_modules.
const FOLDER = new URL(`../../../node_modules/.certificate-pages-${process.pid}/`, import.meta.url)

beforeAll(() => mkdir(FOLDER, { recursive: true }))
afterAll(() => rm(FOLDER, { recursive: true, force: true }))

async function certifyExample(name: string, code: string, situations: readonly string[]) {
  const file = new URL(`${name}.mjs`, FOLDER)
  await writeFile(file, code)
  const { default: call } = (await import(pathToFileURL(file.pathname).href)) as { default: CertifyOptions['call'] }
  return await certifyConsumer({ name, call, situations, deadline: 4000 })
}

describe.concurrent.each(judgementRules.map(({ name, fix }) => ({ name, fix })))(
  'the page of $name',
  ({ name, fix }) => {
    test('has the advice of the card', async () => {
      expect(await readPage(name)).toContain(`**Fix:** ${fix}`)
    })

    test(
      'has a wrong example that fails the judgement, and a right one that does not',
      async () => {
        const page = await readPage(name)
        const situations = situationsOf(page)
        const [wrong = '', right = ''] = blocksOf(page, 'js')
        const failing = await certifyExample(`${name}-wrong`, wrong, situations)
        const verdicts = failing.situations.flatMap(({ judgements }) =>
          judgements.filter((one) => one.name === name).map(({ verdict }) => verdict),
        )
        expect(
          verdicts.some((verdict) => verdict !== 'pass'),
          textReport(failing),
        ).toBe(true)
        const passing = await certifyExample(`${name}-right`, right, situations)
        expect(passing.failed, textReport(passing)).toBe(0)
        const own = passing.situations.flatMap(({ judgements }) => judgements.filter((one) => one.name === name))
        expect(own.map(({ verdict }) => verdict).filter((verdict) => verdict !== 'pass')).toEqual([])
      },
      budget(120_000),
    )
  },
)

test('the pages are those of the judgements', async () => {
  const { readdir } = await import('node:fs/promises')
  const pages = await readdir(new URL('../../../docs/certificate/', import.meta.url))
  // The index lists them all; a test of the documentation keeps it.
  expect(pages.filter((page) => page !== 'index.md').toSorted()).toEqual(
    judgementRules.map(({ name }) => `${name}.md`).toSorted(),
  )
  expect(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')).toContain('"docs/**/*.md"')
})
