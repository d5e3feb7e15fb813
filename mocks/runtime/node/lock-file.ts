import { randomUUID } from 'node:crypto'
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isProcessRunning, ownIdentity, ownSpace, type ProcessIdentity } from './process-identity.ts'
import { resolveLinks } from './resolve-links.ts'

/** Attempts to get a lock that changes hands meanwhile. */
const ATTEMPTS = 10
/** Milliseconds between two signs of life of an owner. */
const BEAT_MS = 250
/** Milliseconds without a sign of life after which an owner of another namespace or host is dead. */
const DEAD_AFTER_MS = 8 * BEAT_MS
/** Drafts of locks exist for microseconds; older ones were left by killed processes. */
const DRAFT_IS_OLD_MS = 10_000

/** Another process holds the lock of a file. */
export class LockedError extends Error {
  override readonly name = 'LockedError'
  /** The process that holds the lock; `undefined` if the lock changed hands at every attempt. */
  readonly owner: number | undefined

  constructor(path: string, owner: number | undefined) {
    const reason = owner === undefined ? 'other processes take it' : `process ${owner} has it`
    super(`Failed to lock ${path}: ${reason}.`)
    this.owner = owner
  }
}

/**
 * Locks a file for this process, by a file beside it that identifies the process. Links to the file lead to the same lock.
 * The lock of a killed process is taken over.
 *
 * @returns a function that releases the lock
 * @throws {LockedError} if another process that runs has the lock; and the error of the system, e.g. for a missing folder
 */
export async function lockFile(path: string): Promise<() => void> {
  const lock = `${resolveLinks(path)}.lock`
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (takeLock(lock)) return holdLock(lock)
    const owner = readOwner(lock)
    if (owner !== undefined && (await isAlive(owner, lock))) throw new LockedError(path, owner.pid)
    breakLock(lock, owner)
  }
  throw new LockedError(path, undefined)
}

/** Locks that this process holds. Its identity in a lock file does not say which part of the process has the lock. */
const held = new Set<string>()

/**
 * Locks a file as `lockFile` does, and waits while another process, or another part of this one, has the lock: the workers
 * of a test runner write one file one after the other.
 *
 * @throws the error of the system, e.g. for a missing folder
 */
export async function waitForLock(path: string): Promise<Disposable> {
  const key = resolveLinks(path)
  for (;;) {
    if (!held.has(key)) {
      held.add(key)
      const release = await tryLock(path).catch((error: unknown) => {
        held.delete(key)
        throw error
      })
      if (release !== undefined) {
        return {
          [Symbol.dispose]() {
            held.delete(key)
            release()
          },
        }
      }
      held.delete(key)
    }
    await delay(5)
  }
}

async function tryLock(path: string): Promise<(() => void) | undefined> {
  try {
    return await lockFile(path)
  } catch (error) {
    if (error instanceof LockedError) return undefined
    throw error
  }
}

/** Makes the lock with its owner in it, in one step: no process ever sees a lock without an owner. */
function takeLock(lock: string): boolean {
  const draft = `${lock}.${randomUUID().slice(0, 8)}`
  try {
    writeFileSync(draft, JSON.stringify(ownIdentity()), { flag: 'wx' })
    linkSync(draft, lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The real timers: a test may replace the global ones. */
const startTimer = setInterval
const stopTimer = clearInterval

/** Gives signs of life until the lock is released: another host cannot see whether the process runs. */
function holdLock(lock: string): () => void {
  removeOldDrafts(lock)
  const timer = startTimer(() => {
    try {
      const now = new Date()
      utimesSync(lock, now, now)
    } catch {
      // Somebody has removed the lock. There is nothing to give a sign with.
    }
  }, BEAT_MS)
  timer.unref()
  return () => {
    stopTimer(timer)
    rmSync(lock, { force: true })
  }
}

/** Removes the drafts that killed processes have left beside a lock. */
function removeOldDrafts(lock: string): void {
  const folder = dirname(lock)
  const prefix = `${basename(lock)}.`
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const isDraft = name.startsWith(prefix) && /^[\da-f]{8}$/.test(name.slice(prefix.length))
    if (isDraft && Date.now() - modifiedAt(path) > DRAFT_IS_OLD_MS) rmSync(path, { force: true })
  }
}

/** Tells whether the owner of a lock still runs. If its process cannot be seen from here, its signs of life decide. */
async function isAlive(owner: ProcessIdentity, lock: string): Promise<boolean> {
  if (owner.space === undefined || owner.space === ownSpace()) return isProcessRunning(owner)
  const last = modifiedAt(lock)
  for (let waited = 0; waited < DEAD_AFTER_MS; waited += BEAT_MS) {
    await delay(BEAT_MS)
    if (modifiedAt(lock) !== last) return true
  }
  return false
}

/** Removes the lock of a dead owner. If another process has taken the lock meanwhile, it gets its lock back. */
function breakLock(lock: string, owner: ProcessIdentity | undefined): void {
  const away = `${lock}.${randomUUID().slice(0, 8)}`
  try {
    renameSync(lock, away)
    if (JSON.stringify(readOwner(away)) !== JSON.stringify(owner)) linkSync(away, lock)
  } catch {
    // Another process was quicker: the next attempt looks at the lock again.
  } finally {
    rmSync(away, { recursive: true, force: true })
  }
}

/** Reads the owner from a lock; `undefined` if the lock is gone or damaged. */
function readOwner(lock: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(lock, 'utf8'))
    const owner = (typeof value === 'number' ? { pid: value } : value) as ProcessIdentity
    return Number.isInteger(owner.pid) && owner.pid > 0 ? owner : undefined
  } catch {
    return undefined
  }
}

function modifiedAt(path: string): number {
  try {
    return statSync(path).mtimeMs
  } catch {
    return 0
  }
}
