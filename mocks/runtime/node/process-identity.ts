import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Identifies a process by more than its number, which another process may get after a restart. */
export interface ProcessIdentity {
  readonly pid: number
  /** The time of its start, in ticks since the system started; `undefined` if the system does not tell. */
  readonly started?: string | undefined
  /** The host, its start and its namespace of processes: a number means nothing outside of it. */
  readonly space?: string | undefined
}

/** Returns the identity of this process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, started: startTimeOf(process.pid), space: ownSpace() }
}

/** Tells whether a process of this namespace runs; a process that has taken over its number does not count. */
export function isProcessRunning({ pid, started }: ProcessIdentity): boolean {
  if (!hasProcess(pid)) return false
  const { state, start } = readStat(pid)
  // A zombie process has ended: its parent has not asked for its exit code yet.
  if (state === 'Z' || state === 'X') return false
  return started === undefined || start === undefined || started === start
}

/** Describes where the numbers of processes are valid: host, start of its system, namespace. */
export function ownSpace(): string {
  return [hostname(), readTrimmed('/proc/sys/kernel/random/boot_id'), readLink('/proc/self/ns/pid')].join(' ').trim()
}

function startTimeOf(pid: number): string | undefined {
  return readStat(pid).start
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Reads the state and the start time of a process. Only Linux has them in a file. */
function readStat(pid: number): { readonly state?: string | undefined; readonly start?: string | undefined } {
  const stat = readTrimmed(`/proc/${pid}/stat`)
  // The name of the program, in brackets, may have spaces and brackets of its own.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return stat === '' ? {} : { state: fields[0], start: fields[19] }
}

function readTrimmed(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
