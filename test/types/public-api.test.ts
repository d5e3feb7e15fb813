import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { budget } from '../support/budget.ts'
import { apiPage, type PublicApi, readPublicApi } from './public-api.ts'
import { typeTests } from './type-tests.ts'

let folder = ''
let api: PublicApi
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-types-'))
  api = await readPublicApi(folder)
}, budget(60_000))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the public API changes only on purpose', async () => {
  // `npm run docs` writes it.
  await expect(apiPage(api)).toMatchFileSnapshot('public-api.md')
})

test('every published function and class has a type test, and one of a wrong use', () => {
  const callable = api.entries
    .flatMap(({ names }) => names)
    .filter(({ kind }) => kind === 'function' || kind === 'class')
    .map(({ name }) => name)
  expect(callable).toContain('createLightsail')
  const missing = callable.flatMap((name) => [
    ...(typeTests.rightUses.has(name) ? [] : [`${name}: a type test of a right use`]),
    ...(typeTests.wrongUses.has(name) ? [] : [`${name}: a type test of a wrong use`]),
  ])
  expect([...new Set(missing)]).toEqual([])
})

test('declarations are found through several files, and their comments are left out', () => {
  const { names = [] } = api.entries.find(({ name }) => name === 'lightsail-ports-testkit') ?? {}
  const { kind, declaration } = names.find(({ name }) => name === 'createLightsail') ?? {}
  expect([declaration?.file, kind]).toEqual(['mocks/lightsail', 'function'])
  expect(declaration?.text).toBe('export declare function createLightsail(options?: LightsailOptions): Lightsail;')
  // It is mentioned by LightsailService, and it is not published by its name.
  expect(api.declarations.map(({ name }) => name)).toContain('WireRequest')
})
