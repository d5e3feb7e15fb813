import { type ChildProcess, spawn } from 'node:child_process'
import { within } from '../../../mocks/runtime/index.ts'
import { Output } from '../../consumers/output.ts'
import { fillPlaceholders } from '../../consumers/placeholders.ts'
import { isGroupAlive, signalGroup } from '../../consumers/process-group.ts'
import { programEnvironment } from '../../consumers/program-environment.ts'
import { CommandNotFoundError } from '../certify-error.ts'
import { withoutVolatile } from '../outcome-text.ts'
import { type Certified, type Ended, type Given, stoppedEnd } from './certified.ts'
import { reasonIn } from './reason-in.ts'

/** The exit codes of a shell for a command that is missing, or not executable. */
const NOT_FOUND = [126, 127]
/** Milliseconds that a program has to end after SIGTERM. */
const TO_END = 500
/** Milliseconds between two checks of a group of processes. */
const STEP = 20

/** Makes a consumer of a shell command: a program in any language. */
export function certifiedProgram(command: string, baseEnv: NodeJS.ProcessEnv): Certified {
  return {
    run: (given) => runCertifiedProgram(command, baseEnv, given),
  }
}

async function runCertifiedProgram(command: string, baseEnv: NodeJS.ProcessEnv, given: Given): Promise<Ended> {
  const { signal, secrets, stopped } = given
  const streams = { output: new Output(secrets), errors: new Output(secrets), all: new Output(secrets) }
  // The program gets a group of its own, so that the processes that it starts end with it.
  const child = startProgram(
    fillPlaceholders(command, placeholdersOf(given)),
    programEnvironment(baseEnv, { ...given, ...given.job }),
  )
  const end = watchEnd(child)
  // Each stream is searched by itself, because the other one may come in between. All of it is kept as it comes.
  for (const [stream, its] of [
    [child.stdout, streams.output],
    [child.stderr, streams.errors],
  ] as const) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      its.write(text)
      streams.all.write(text)
    })
  }
  const onAbort = () => child.pid !== undefined && signalGroup(child.pid, 'SIGKILL')
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    const exit = await Promise.race([end.exited, stopped])
    const hasLeft = typeof exit !== 'string' && child.pid !== undefined && (await outlivesProgram(child.pid))
    await endGroup(child, end.closed)
    signal.throwIfAborted()
    return endOfProgram(exit, hasLeft, streams)
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function startProgram(command: string, env: NodeJS.ProcessEnv) {
  try {
    return spawn('/bin/sh', ['-c', command], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  } catch (error) {
    // The system does not accept the command or the environment.
    throw new CommandNotFoundError(`Failed to run the command: ${String(error)}`, { cause: error })
  }
}

/** Tells whether a group of processes outlives its program. Some end a moment after it. */
async function outlivesProgram(group: number): Promise<boolean> {
  for (let waited = 0; waited < TO_END; waited += STEP) {
    if (!isGroupAlive(group)) return false
    await within(STEP, new Promise<never>(() => {}))
  }
  return isGroupAlive(group)
}

interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

function watchEnd(child: ChildProcess): { readonly exited: Promise<Exit>; readonly closed: Promise<void> } {
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', reject)
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  exited.catch(() => {})
  return { exited, closed }
}

/** Ends the whole group: with SIGTERM, then with SIGKILL. Its output up to then is read. */
async function endGroup({ pid, stdout, stderr }: ChildProcess, closed: Promise<void>): Promise<void> {
  if (pid !== undefined && isGroupAlive(pid)) {
    signalGroup(pid, 'SIGTERM')
    await within(TO_END, closed)
    signalGroup(pid, 'SIGKILL')
  }
  // A process that has left the group may still hold the pipe.
  await within(TO_END, closed)
  stdout?.destroy()
  stderr?.destroy()
}

function endOfProgram(
  exit: Exit | string,
  hasLeft: boolean,
  { output, errors, all }: Readonly<Record<'output' | 'errors' | 'all', Output>>,
): Ended {
  const allText = [all.text, ...output.names, ...errors.names].join('\n')
  const common = {
    printed: all.text,
    allText,
    secretPlace: output.hasSecret || errors.hasSecret ? 'what it printed' : undefined,
  }
  if (typeof exit === 'string') return stoppedEnd({ ...common, fingerprint: allText }, exit)
  if (exit.signal !== null) {
    const how = `was ended by ${exit.signal}`
    return { ...common, says: undefined, how, problem: `it ${how}`, sameness: how, fingerprint: how }
  }
  const how = `exited with ${exit.code}`
  const reason = exit.code === 0 ? '' : reasonIn(errors.text)
  return {
    ...common,
    says: exit.code === 0 ? 'success' : 'failure',
    sameness: how,
    fingerprint: `${how}\n${withoutVolatile(allText)}`,
    how: reason === '' ? how : `${how}: ${reason}`,
    problem: hasLeft ? 'it ended, and left something running' : undefined,
  }
}

/**
 * Checks that the shell could run a command at all.
 *
 * @throws {CommandNotFoundError} if it ended like a command that is missing, before it sent a request
 */
export function checkCommand(
  command: string,
  { ended: { how }, exchanges }: { readonly ended: Ended; readonly exchanges: readonly unknown[] },
): void {
  if (exchanges.length > 0) return
  if (!NOT_FOUND.some((code) => new RegExp(`^exited with ${code}\\b`).test(how))) return
  throw new CommandNotFoundError(
    `Failed to run ${JSON.stringify(command)}: it ${how}. Give a command that the shell finds from here, that may be executed (chmod +x), and whose first line ends as Unix has it.`,
  )
}

/** Lists the placeholders of a command with their values. */
function placeholdersOf({ endpoint, region, job }: Given): Readonly<Record<string, string>> {
  return { endpoint, region, instance: job.instanceName, ports: JSON.stringify(job.portInfos) }
}
