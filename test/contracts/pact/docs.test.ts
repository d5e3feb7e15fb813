import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const DOCS = read('docs/contracts.md')

test('the states of the docs, and the workflow, are valid YAML', () => {
  const blocks = [...DOCS.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block ?? '')
  expect(blocks).toHaveLength(2)
  const [workflow, states] = blocks.map((block) => parse(block))
  expect(Object.keys(workflow.jobs)).toEqual(['provider', 'consumer'])
  expect(Object.keys(states)[1]).toContain('(\\d+)')
})

test('the advice of verify is the advice of the docs', () => {
  const source = read('contracts/pact/provider/matcher-advice.ts')
  for (const [, name] of source.matchAll(/name: '([\w-]+) /g)) {
    if (name !== 'pact-ruby') expect(DOCS).toContain(`| ${name} (`)
  }
})
