import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { isGroupAlive, signalGroup } from '../../consumers/process-group.ts'
import { programEnvironment } from '../../consumers/program-environment.ts'
import type { ConsumerCall } from '../consumer/consumer.ts'

/** The end of a program. */
export interface ProgramEnd {
  readonly exit: number | null
  readonly signal: NodeJS.Signals | null
  /** The end of its output and its errors, in the order in which they came. */
  readonly output: string
}

/** The characters of the output that are kept. */
const KEPT = 64 * 1024

/**
 * Runs a command of the shell to its end. At the deadline its whole group of processes is killed, and the promise stays open:
 * the caller has its own deadline.
 */
export async function runProgram(command: string, given: ConsumerCall, deadline: number): Promise<ProgramEnd> {
  const child = spawn('/bin/sh', ['-c', command], {
    env: programEnvironment(process.env, given),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    killGroup(child)
  }, deadline)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-KEPT)
    })
  }
  try {
    const [exit, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    if (isLate) return await new Promise<never>(() => {})
    return { exit, signal, output }
  } finally {
    clearTimeout(timer)
    killGroup(child)
  }
}

/** Ends everything that the program has started and left behind. */
function killGroup({ pid }: ChildProcessByStdio<null, Readable, Readable>): void {
  if (pid !== undefined && isGroupAlive(pid)) signalGroup(pid, 'SIGKILL')
}
