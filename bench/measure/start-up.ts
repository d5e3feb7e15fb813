import { type SpawnSyncReturns, spawnSync } from 'node:child_process'

/** Microseconds of CPU until a script has done its work and ended. @throws {Error} if it fails */
export function measureStart(script: string): number {
  const program = `${script}
const { user, system } = process.cpuUsage()
process.stderr.write('CPU ' + (user + system))
process.exit()`
  const { status, stderr }: SpawnSyncReturns<string> = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { encoding: 'utf8' },
  )
  const cpu = /CPU (\d+)/.exec(stderr)?.[1]
  if (status !== 0 || cpu === undefined) throw new Error(stderr.slice(0, 300))
  return Number(cpu)
}
