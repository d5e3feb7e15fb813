import { type ChildProcess, spawn } from 'node:child_process'
import { within } from '../../../mocks/runtime/index.ts'
import { KnownSecrets } from '../../../mocks/secrets/index.ts'
import { Output } from '../../consumers/output.ts'
import { CommandNotFoundError } from '../certify-error.ts'
import { JOB } from '../job.ts'
import type { Certified, Ended, Given } from './certified.ts'
import { fillPlaceholders } from './placeholders.ts'
import { isGroupAlive, signalGroup } from './process-group.ts'

/** What a shell exits with where there is no such command, or none that may be run. */
const NOT_FOUND = [126, 127]
/** Milliseconds that a program has to end when it was told to. */
const TO_END = 500
/** Milliseconds between two looks at it. */
const STEP = 20

/** A consumer that is a program, in whatever language: a command for the shell. */
export function certifiedProgram(command: string, baseEnv: NodeJS.ProcessEnv): Certified {
  return {
    run: (given) => runProgram(command, baseEnv, given),
  }
}

async function runProgram(command: string, baseEnv: NodeJS.ProcessEnv, given: Given): Promise<Ended> {
  const { deadline, signal, credentials } = given
  const secrets = new KnownSecrets([credentials.secretAccessKey, credentials.sessionToken])
  const streams = { output: new Output(secrets), errors: new Output(secrets), all: new Output(secrets) }
  // A group of its own: what it starts is ended with it.
  const child = start(fillPlaceholders(command, valuesOf(given)), environmentOf(baseEnv, given))
  const end = endOf(child)
  // Each by itself, as what comes in between belongs to neither, and both as they come.
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
    const exit = await within(deadline, end.exited)
    const hasLeft = exit !== undefined && child.pid !== undefined && (await outlives(child.pid))
    await endGroup(child, end.closed)
    signal.throwIfAborted()
    return toEnded(exit, hasLeft, streams, deadline)
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function start(command: string, env: NodeJS.ProcessEnv) {
  try {
    return spawn('/bin/sh', ['-c', command], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  } catch (error) {
    // A command, or an environment, that the system does not take.
    throw new CommandNotFoundError(`Failed to run the command: ${String(error)}`, { cause: error })
  }
}

/** What ends with its program may end a moment after it. */
async function outlives(group: number): Promise<boolean> {
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

function endOf(child: ChildProcess): { readonly exited: Promise<Exit>; readonly closed: Promise<void> } {
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', reject)
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  exited.catch(() => {})
  return { exited, closed }
}

/** Ends the whole group: kindly, then not. What it has printed by then is read. */
async function endGroup({ pid, stdout, stderr }: ChildProcess, closed: Promise<void>): Promise<void> {
  if (pid !== undefined && isGroupAlive(pid)) {
    signalGroup(pid, 'SIGTERM')
    await within(TO_END, closed)
    signalGroup(pid, 'SIGKILL')
  }
  // Who has left the group may still hold the pipe.
  await within(TO_END, closed)
  stdout?.destroy()
  stderr?.destroy()
}

/** Where programs say why they have failed. */
function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? ''
}

function toEnded(
  exit: Exit | undefined,
  hasLeft: boolean,
  { output, errors, all }: Readonly<Record<'output' | 'errors' | 'all', Output>>,
  deadline: number,
): Ended {
  const lastError = lastLine(errors.text)
  const common = {
    ...{ printed: all.text, told: [all.text, ...output.names, ...errors.names].join('\n') },
    toldSecret: output.hasSecret || errors.hasSecret ? 'what it printed' : undefined,
  }
  if (exit === undefined) {
    const how = `had not ended after ${deadline} ms`
    return { ...common, says: undefined, how, problem: `it ${how}`, sameness: how }
  }
  if (exit.signal !== null) {
    const how = `was ended by ${exit.signal}`
    return { ...common, says: undefined, how, problem: `it ${how}`, sameness: how }
  }
  const how = `exited with ${exit.code}`
  return {
    ...common,
    ...{ says: exit.code === 0 ? 'success' : 'failure', sameness: how },
    how: exit.code === 0 || lastError === '' ? how : `${how}: ${lastError}`,
    problem: hasLeft ? 'it ended, and left something running' : undefined,
  }
}

/** @throws {CommandNotFoundError} where a program that has ended like that was none */
export function checkCommand(command: string, { how, printed }: Ended): void {
  if (!NOT_FOUND.some((code) => new RegExp(`^exited with ${code}\\b`).test(how))) return
  throw new CommandNotFoundError(
    `Failed to run ${JSON.stringify(command)}: ${printed.trim() || how}. Give a command that the shell finds from here, that may be executed (chmod +x), and whose first line ends as Unix has it.`,
  )
}

/** What a command may have in braces. */
function valuesOf({ endpoint, region }: Given): Readonly<Record<string, string>> {
  return { endpoint, region, instance: JOB.instanceName, ports: JSON.stringify(JOB.portInfos) }
}

/** What would lead a program to another account, another endpoint or through a proxy. */
const NOT_INHERITED = /^(?:AWS_(?!MAX_ATTEMPTS$|RETRY_MODE$).*|LIGHTSAIL_.*|(?:https?|all|no)_proxy)$/i

function environmentOf(base: NodeJS.ProcessEnv, { endpoint, region, credentials }: Given): NodeJS.ProcessEnv {
  const inherited = Object.entries(base).filter(([name]) => !NOT_INHERITED.test(name))
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_LIGHTSAIL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    // Nobody's own profile, and no machine's role.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    NO_PROXY: '127.0.0.1,localhost',
    LIGHTSAIL_INSTANCE: JOB.instanceName,
    LIGHTSAIL_PORTS: JSON.stringify(JOB.portInfos),
  }
}
