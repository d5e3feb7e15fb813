import { globSync } from 'node:fs'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readText } from './page.ts'

const ROOT = new URL('../../', import.meta.url)
const { repository, scripts } = JSON.parse(readText('package.json'))

const about = { label: v.string(), description: v.optional(v.string()) }

/** A question of a form. */
const question = <T extends string, A extends v.ObjectEntries>(type: T, attributes: A) =>
  v.strictObject({
    type: v.literal(type),
    id: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
    attributes: v.strictObject(attributes),
    validations: v.optional(v.strictObject({ required: v.boolean() })),
  })

const options = v.pipe(v.array(v.string()), v.minLength(2))
const boxes = v.array(v.strictObject({ label: v.string() }))
const questions = [
  question('input', about),
  question('textarea', { ...about, render: v.optional(v.string()) }),
  question('dropdown', { ...about, options }),
  question('checkboxes', { ...about, options: boxes }),
] as const
const markdown = v.strictObject({ type: v.literal('markdown'), attributes: v.strictObject({ value: v.string() }) })

/** An issue form, as far as ours use it. @see https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms */
const form = v.strictObject({
  name: v.string(),
  description: v.string(),
  labels: v.array(v.string()),
  body: v.pipe(
    v.array(v.variant('type', [markdown, ...questions])),
    v.check((elements) => {
      const ids = elements.flatMap((one) => ('id' in one ? one.id : []))
      return ids.length > 0 && new Set(ids).size === ids.length
    }, 'needs an id for each question, and each its own'),
  ),
})

const forms = globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: ROOT }).filter((path) => !path.endsWith('/config.yml'))

test.each(forms)('%s is an issue form', (path) => {
  expect(v.safeParse(form, parse(readText(path))).issues).toBeUndefined()
})

test('a form with an unknown member is refused', () => {
  const given = {
    name: 'a',
    description: 'b',
    labels: [],
    body: [{ type: 'input', id: 'a', attributes: { labl: 'a' } }],
  }
  expect(v.safeParse(form, given).success).toBe(false)
})

test('links of the issue forms lead to the repository that package.json names', () => {
  const { contact_links: links } = parse(readText('.github/ISSUE_TEMPLATE/config.yml'))
  const home = repository.url.replace(/^git\+/, '').replace(/\.git$/, '')
  expect(links.map(({ url }: { url: string }) => url.startsWith(`${home}/`))).toEqual([true, true])
})

const workflows = globSync('.github/workflows/*.yml', { cwd: ROOT })

test.each(workflows)('%s runs scripts that there are, and may only read', (path) => {
  const { permissions, jobs } = parse(readText(path))
  expect(permissions).toEqual({ contents: 'read' })
  const steps = Object.values(jobs as Record<string, { steps: { run?: string; uses?: string }[] }>).flatMap(
    (job) => job.steps,
  )
  const named = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script))
  expect(named.filter((script) => scripts[script] === undefined)).toEqual([])
  expect(steps.flatMap(({ uses }) => uses ?? []).filter((action) => !/^actions\/[\w-]+@v\d+$/.test(action))).toEqual([])
})

test('continuous integration runs everything on the oldest, the usual and the newest Node', () => {
  const { jobs } = parse(readText('.github/workflows/ci.yml'))
  expect(jobs.all.strategy.matrix.node).toEqual(['22.12', '24', '26'])
  expect(jobs.all.steps.at(-1).run).toContain('.ci/run')
})
