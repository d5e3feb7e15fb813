import { AsyncLocalStorage } from 'node:async_hooks'
import { run as runCommandLine } from '../../cli/run.ts'
import type { Finished } from './run.ts'

interface Printed {
  stdout: string
  stderr: string
}

const printing = new AsyncLocalStorage<Printed>()
let isWatching = false

/**
 * Runs `lightsail-ports` to its end in this process, which takes a tenth of the time of a process of its own.
 * Several may run at once: each has what it has printed itself.
 *
 * Commands that load a module of a user need `lightsailPortsProcess`: vitest would load it in its own way.
 */
export function lightsailPorts(...args: string[]): Promise<Finished> {
  watchOutput()
  const printed: Printed = { stdout: '', stderr: '' }
  return printing.run(printed, async () => {
    const code = await runCommandLine(args)
    return { code, signal: null, ...printed }
  })
}

/** Lets all that is printed by a command line go to its own record, and everything else where it went before. */
function watchOutput(): void {
  if (isWatching) return
  isWatching = true
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = process[name]
    const write = stream.write
    stream.write = function (this: typeof stream, ...given: Parameters<typeof write>): boolean {
      const printed = printing.getStore()
      if (printed === undefined) return write.apply(this, given)
      printed[name] += String(given[0])
      const done = given.findLast((one: unknown) => typeof one === 'function') as (() => void) | undefined
      done?.()
      return true
    } as typeof write
  }
}
