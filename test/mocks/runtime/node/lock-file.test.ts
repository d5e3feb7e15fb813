import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LockedError, lockFile, waitForLock } from '../../../../mocks/runtime/node/index.ts'
import { ownIdentity } from '../../../../mocks/runtime/node/process-identity.ts'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-lock-'))
  file = join(folder, 'session.har')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a second lock of a file is refused until the first is released', async () => {
  const release = await lockFile(file)
  await expect(lockFile(file)).rejects.toThrow(new LockedError(file, process.pid))
  release()
  expect(await readdir(folder)).toEqual([])
  const again = await lockFile(file)
  again()
})

test('a link to a file has the lock of the file, also before the file exists', async () => {
  const link = join(folder, 'link.har')
  await symlink('session.har', link)
  await symlink(folder, join(folder, 'sub'))
  const release = await lockFile(file)
  await expect(lockFile(link)).rejects.toThrow(LockedError)
  await expect(lockFile(join(folder, 'sub', 'link.har'))).rejects.toThrow(LockedError)
  release()
})

test('the lock of a process that has ended is taken over', async () => {
  const child = spawn(process.execPath, ['--eval', ''])
  await once(child, 'close')
  await writeFile(`${file}.lock`, String(child.pid))
  const release = await lockFile(file)
  expect(JSON.parse(await readFile(`${file}.lock`, 'utf8'))).toEqual(ownIdentity())
  release()
})

test('a process that has only the number of the owner does not hold its lock', async () => {
  await writeFile(`${file}.lock`, JSON.stringify({ ...ownIdentity(), started: '1' }))
  const release = await lockFile(file)
  release()
})

test('the lock of another host is taken over when its signs of life end', async () => {
  await writeFile(`${file}.lock`, JSON.stringify({ ...ownIdentity(), space: 'another host' }))
  const release = await lockFile(file)
  release()
})

test('the lock of another host is respected while it gives signs of life', async () => {
  const lock = `${file}.lock`
  await writeFile(lock, JSON.stringify({ ...ownIdentity(), space: 'another host' }))
  let seconds = 1_000_000_000
  const beat = setInterval(() => {
    seconds += 1
    void utimes(lock, seconds, seconds)
  }, 50)
  await expect(lockFile(file)).rejects.toThrow(LockedError)
  clearInterval(beat)
})

test('a damaged lock is taken over', async () => {
  await writeFile(`${file}.lock`, 'not an owner')
  const release = await lockFile(file)
  release()
})

test('old drafts of locks that killed processes have left are removed', async () => {
  const draft = `${file}.lock.0123abcd`
  await writeFile(draft, '')
  await utimes(draft, 1, 1)
  await writeFile(`${file}.lock.notes`, 'not a draft')
  const release = await lockFile(file)
  release()
  expect(await readdir(folder)).toEqual(['session.har.lock.notes'])
})

test('parts of one process wait for each other', async () => {
  const order: string[] = []
  const work = async (name: string) => {
    using _lock = await waitForLock(file)
    order.push(`${name} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    order.push(`${name} ends`)
  }
  await Promise.all([work('one'), work('two')])
  expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
})

test('a lock in a missing folder is the error of the system', async () => {
  await expect(lockFile(join(folder, 'no', 'such.har'))).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(waitForLock(join(folder, 'no', 'such.har'))).rejects.toMatchObject({ code: 'ENOENT' })
})
