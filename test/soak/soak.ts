import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Tally } from './tally.ts'
import { VISITORS, type Visit } from './visitors.ts'

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))

interface SoakOptions {
  readonly seconds: number
  readonly connections: number
  readonly print: (line: string) => void
}

/** The result of a run. */
export interface SoakReport {
  readonly tally: Tally
  /** The most MiB of the server in the first minute and until its journal is full, and the most after that. */
  readonly memory: { readonly first: number; readonly most: number }
  /** The exit code after SIGTERM, and the milliseconds until then. */
  readonly exit: { readonly code: number | null; readonly ms: number }
}

/** The memory is measured so often, in milliseconds. */
const INTERVAL = 1000
const WARM_SECONDS = 60
/** After so many requests the journal of the calls is full. On a busy machine that takes more than a minute. */
const WARM_REQUESTS = 150_000

/**
 * Lets visitors of all kinds use a server in a process of its own, all at the same time, and ends it with SIGTERM while
 * they do.
 */
export async function soak({ seconds, connections, print }: SoakOptions): Promise<SoakReport> {
  const server = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: server.stdout }), 'line')
  const port = Number(/:(\d+)$/.exec(String(line))?.[1])
  const tally = new Tally()
  let isEnding = false
  let names = 0
  const visit: Visit = { port, tally, isEnding: () => isEnding, nextName: () => `name-${++names}` }
  const visitors = startVisitors(visit, connections)
  const memory = await watchMemory(server, seconds, (mib, second) => {
    if (second % 10 === 0) print(`${second} s: ${tally.total.sent.toLocaleString('en')} sent, ${mib} MiB`)
    return second > WARM_SECONDS && tally.total.sent > WARM_REQUESTS
  })
  isEnding = true
  const began = performance.now()
  server.kill('SIGTERM')
  const [code] = await once(server, 'close')
  const ms = Math.round(performance.now() - began)
  await Promise.all(visitors)
  return { tally, memory, exit: { code, ms } }
}

/** Each visitor comes again until the end. */
function startVisitors(visit: Visit, connections: number): Promise<void>[] {
  const shares = VISITORS.flatMap(([visitor, share]) => Array.from({ length: share }, () => visitor))
  return Array.from({ length: connections }, async (_, index) => {
    // A step that has no common factor with the number of shares mixes the kinds.
    const visitor = shares[(index * 37) % shares.length]
    while (visitor !== undefined && !visit.isEnding()) {
      await visitor(visit).catch((error: Error) => visit.tally.note(error.message))
      await new Promise((resolve) => setImmediate(resolve))
    }
  })
}

async function watchMemory(
  server: ChildProcess,
  seconds: number,
  onMeasure: (mib: number, second: number) => boolean,
): Promise<SoakReport['memory']> {
  let [first, most] = [0, 0]
  for (let second = 1; second <= seconds && server.exitCode === null; second++) {
    await pause(INTERVAL)
    const mib = memoryOf(server)
    const isWarm = onMeasure(mib, second)
    if (!isWarm) first = Math.max(first, mib)
    else most = Math.max(most, mib)
  }
  return { first, most: Math.max(first, most) }
}

/** The resident memory of a process in MiB, as Linux says; 0 elsewhere. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Math.round(Number(kilobytes ?? 0) / 1024)
  } catch {
    return 0
  }
}
