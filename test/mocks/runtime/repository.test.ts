import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { REPOSITORY } from '../../../mocks/runtime/index.ts'

test('the address of the project is that of its package', async () => {
  const { repository } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'))
  expect(repository.url).toBe(`git+${REPOSITORY}.git`)
})
