import { type ChildProcess, spawn } from 'node:child_process'
import { createConnection } from 'node:net'

/** A server as a command: what to start, and where it answers. */
export interface ServerCommand {
  readonly command: string
  readonly args: readonly string[]
  /** The port that it was told to listen on; 0 if it prints its URL in its first line. */
  readonly port: number
  readonly path?: string
}

/** A server that is running in a process of its own. */
export interface RunningServer {
  readonly url: string
  readonly pid: number
  readonly stop: () => void
}

const LONGEST_START = 60_000

/** Starts a server and waits until it takes connections. @throws {Error} if it ends before, or takes too long */
export async function startServer({ command, args, port, path = '/' }: ServerCommand): Promise<RunningServer> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output.text += chunk))
  const failure = { reason: '' }
  child.once('error', ({ message }) => (failure.reason = message))
  child.once('exit', (code) => (failure.reason ||= `it ended with ${code}: ${output.text.slice(0, 200)}`))
  const end = Date.now() + LONGEST_START
  for (;;) {
    if (failure.reason !== '') throw new Error(failure.reason)
    const found = port === 0 ? Number(/http:\/\/[\d.]+:(\d+)/.exec(output.text)?.[1]) : port
    if (found > 0 && (await takesConnections(found))) return running(child, `http://127.0.0.1:${found}${path}`)
    if (Date.now() > end) {
      child.kill('SIGKILL')
      throw new Error(`it did not listen within ${LONGEST_START / 1000} seconds`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function running(child: ChildProcess, url: string): RunningServer {
  return { url, pid: child.pid ?? 0, stop: () => void child.kill('SIGKILL') }
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
