import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end. */
export async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Finished> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = [child.stdout, child.stderr].map(async (stream) => (await stream.toArray()).join(''))
  const [code, signal] = await once(child, 'close')
  const [stdout = '', stderr = ''] = await Promise.all(output)
  return { code, signal, stdout, stderr }
}

/** Runs `lightsail-ports` to its end in a process of its own: for code that is loaded as Node loads it, and for exits. */
export function lightsailPortsProcess(...args: string[]): Promise<Finished> {
  return run(process.execPath, [MAIN, ...args])
}

export interface Served {
  readonly url: string
  readonly process: ChildProcess
  /** All that it printed so far. */
  readonly lines: readonly string[]
  stop(signal?: NodeJS.Signals): Promise<number | null>
  [Symbol.asyncDispose](): Promise<void>
}

/** Runs `lightsail-ports serve`, on a free port if none is named, until it is stopped. */
export async function served(...args: string[]): Promise<Served> {
  const port = args.includes('--port') ? [] : ['--port', '0']
  const child = spawn(process.execPath, [MAIN, 'serve', ...port, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const printed = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  await Promise.race([once(printed, 'line'), once(printed, 'close')])
  const url = /http:\/\/\S+/.exec(lines[0] ?? '')?.[0]
  if (url === undefined) throw new Error(`serve printed no URL: ${lines.join('\n')}`)
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode !== null) return child.exitCode
    child.kill(signal)
    const [code] = await once(child, 'close')
    return code
  }
  return {
    url,
    process: child,
    lines,
    stop,
    async [Symbol.asyncDispose]() {
      await stop('SIGKILL')
    },
  }
}

/** Lists the processes of a group, zombie processes left out. */
export function inGroup(group: string): string[] {
  const all = execFileSync('ps', ['-e', '-o', 'pgid=,stat=,args='], { encoding: 'utf8' }).split('\n')
  return all.filter((line) => line.trim().startsWith(`${group} `) && !/^\s*\d+\s+Z/.test(line))
}
