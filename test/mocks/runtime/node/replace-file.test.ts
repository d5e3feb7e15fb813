import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { replaceFile } from '../../../../mocks/runtime/node/index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-replace-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a link to a file that does not exist stays a link', async () => {
  const link = join(folder, 'link.har')
  await symlink('file.har', link)
  await replaceFile(link, 'text')
  expect((await lstat(link)).isSymbolicLink()).toBe(true)
  expect(await readFile(join(folder, 'file.har'), 'utf8')).toBe('text')
})

test('many pieces are written in their order', async () => {
  const pieces = Array.from({ length: 3000 }, (_, index) => Buffer.from(`${index}\n`))
  await replaceFile(join(folder, 'file'), pieces)
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe(Buffer.concat(pieces).toString())
})

test('a draft with a fixed name that a killed process has left is replaced', async () => {
  await writeFile(join(folder, 'file.recording.tmp'), 'half of a longer te')
  await replaceFile(join(folder, 'file'), 'whole', { draftName: 'recording' })
  expect(await readdir(folder)).toEqual(['file'])
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('whole')
})
