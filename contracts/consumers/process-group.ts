import { readdirSync, readFileSync } from 'node:fs'

/** Sends a signal to a whole group of processes. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  sendSignal(group, signal)
}

/** Tells whether a process of a group runs. A zombie process does not. */
export function isGroupAlive(group: number): boolean {
  if (!sendSignal(group, 0)) return false
  const states = processStates(group)
  return states === undefined || states.some((state) => state !== 'Z')
}

function sendSignal(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal)
    return true
  } catch {
    return false
  }
}

/** Lists the states of the processes of a group (`Z`: zombie); `undefined` if the system has no /proc. */
function processStates(group: number): string[] | undefined {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        // The name in brackets may hold any character, brackets too. Then come state, parent and group.
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
    // The process has ended meanwhile.
    return ''
  }
}
