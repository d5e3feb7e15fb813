import { readdirSync, readFileSync } from 'node:fs'

/** Sends a signal to a whole group of processes. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  send(group, signal)
}

/** Whether a process of a group runs: not one that has ended and that nobody has asked for its exit code yet. */
export function isGroupAlive(group: number): boolean {
  if (!send(group, 0)) return false
  const states = statesOf(group)
  return states === undefined || states.some((state) => state !== 'Z')
}

function send(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal)
    return true
  } catch {
    return false
  }
}

/** What the processes of a group are doing (`Z`: ended); `undefined` where the system does not say. */
function statesOf(group: number): string[] | undefined {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        // The name in brackets may have anything in it, brackets too. Then: state, parent, group.
        const [, state, of] = /.*\) (\S) \d+ (\d+) /s.exec(statOf(pid)) ?? []
        return state !== undefined && Number(of) === group ? [state] : []
      })
  } catch {
    return undefined
  }
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}
