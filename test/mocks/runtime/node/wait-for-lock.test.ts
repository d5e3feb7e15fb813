import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { waitForLock } from '../../../../mocks/runtime/node/index.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lightsail-locks-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Returns the number of a process that has ended. */
function endedProcess(): number {
  const { pid } = spawnSync(process.execPath, ['--version'])
  return pid
}

describe('waitForLock', () => {
  test.each([
    ['of a process that has ended', () => String(endedProcess())],
    ['without a process', () => ''],
  ])('breaks a lock %s', async (_name, owner) => {
    const path = join(folder, 'a.json')
    writeFileSync(`${path}.lock`, owner())
    {
      using _lock = await waitForLock(path)
      expect(readFileSync(`${path}.lock`, 'utf8')).toContain(String(process.pid))
    }
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  test('waits for a lock of a process that runs', async () => {
    const path = join(folder, 'a.json')
    // The parent of this process runs as long as this test does.
    writeFileSync(`${path}.lock`, String(process.ppid))
    let isTaken = false
    const waiting = waitForLock(path).then((lock) => {
      isTaken = true
      return lock
    })
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect([isTaken, readFileSync(`${path}.lock`, 'utf8')]).toEqual([false, String(process.ppid)])
    rmSync(`${path}.lock`)
    using _lock = await waiting
    expect(readFileSync(`${path}.lock`, 'utf8')).toContain(String(process.pid))
  })

  test('gives the lock to one holder after the other in one process', async () => {
    const path = join(folder, 'a.json')
    const seen: string[] = []
    const hold = async (name: string) => {
      using _lock = await waitForLock(path)
      seen.push(`${name} starts`)
      await new Promise((resolve) => setImmediate(resolve))
      seen.push(`${name} ends`)
    }
    await Promise.all(['a', 'b', 'c'].map(hold))
    for (const [index, one] of seen.entries()) {
      if (index % 2 === 1) expect(one).toBe(`${seen[index - 1]?.split(' ')[0]} ends`)
    }
  })
})
