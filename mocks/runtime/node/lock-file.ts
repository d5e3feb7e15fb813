import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** How often a lock is looked at that changes hands meanwhile. */
const LOOKS = 10

/** Another process holds the lock of a file. */
export class LockedError extends Error {
  override readonly name = 'LockedError'
  /** The process that holds the lock; `undefined` if the lock changed hands at every look. */
  readonly owner: number | undefined

  constructor(path: string, owner: number | undefined) {
    super(`Failed to lock ${path}: ${owner === undefined ? 'other processes take it' : `process ${owner} has it`}.`)
    this.owner = owner
  }
}

/**
 * Locks a file for this process, by a file beside it that holds the process's number.
 *
 * @returns a function that gives the lock back
 * @throws {LockedError} if another process that runs has the lock; and the error of the system, e.g. for a missing folder
 */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`
  for (let look = 1; look <= LOOKS; look++) {
    if (takeLock(lock)) return () => rmSync(lock, { force: true })
    const owner = ownerOf(lock)
    if (owner !== undefined && isRunning(owner)) throw new LockedError(path, owner)
    // A process that was killed has left its lock behind.
    breakLock(lock, owner)
  }
  throw new LockedError(path, undefined)
}

/** Locks held by this process: its own number in a lock file says nothing of which part of it has the lock. */
const held = new Set<string>()

/**
 * Locks a file as `lockFile` does, and waits while anybody else has the lock: the workers of a test runner write one
 * file one after the other.
 *
 * @throws the error of the system, e.g. for a missing folder
 */
export async function waitForLock(path: string): Promise<Disposable> {
  for (;;) {
    const release = held.has(path) ? undefined : tryLock(path)
    if (release !== undefined) {
      held.add(path)
      return {
        [Symbol.dispose]() {
          held.delete(path)
          release()
        },
      }
    }
    await delay(5)
  }
}

function tryLock(path: string): (() => void) | undefined {
  try {
    return lockFile(path)
  } catch (error) {
    if (error instanceof LockedError) return undefined
    throw error
  }
}

/** Makes the lock with its owner in it, in one step: nobody ever sees a lock without an owner. */
function takeLock(lock: string): boolean {
  const draft = `${lock}.${randomUUID().slice(0, 8)}`
  try {
    writeFileSync(draft, String(process.pid), { flag: 'wx' })
    linkSync(draft, lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Removes the lock of a dead owner; a lock that somebody else has taken in its place is put back. */
function breakLock(lock: string, owner: number | undefined): void {
  const away = `${lock}.${randomUUID().slice(0, 8)}`
  try {
    renameSync(lock, away)
    if (ownerOf(away) !== owner) linkSync(away, lock)
  } catch {
    // Somebody else was quicker: the lock is looked at again.
  } finally {
    rmSync(away, { recursive: true, force: true })
  }
}

function ownerOf(lock: string): number | undefined {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
