import { readFileSync } from 'node:fs'

/** Microseconds of CPU that this process has used, in all its threads. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Linux counts the time of a process in hundredths of a second. */
const TICK = 10_000

/** Microseconds of CPU that another process has used; `undefined` where there is no /proc. */
export function cpuOf(pid: number): number | undefined {
  const fields = readProc(pid, 'stat')?.split(') ')[1]?.split(' ')
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * TICK
}

/** Mebibytes of memory that another process has now; `undefined` where there is no /proc. */
export function memoryOf(pid: number): number | undefined {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readProc(pid, 'status') ?? '')?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}
