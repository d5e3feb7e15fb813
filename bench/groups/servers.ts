import { cpuOf, memoryOf } from '../measure/cpu.ts'
import { hasWrk, load } from '../measure/load.ts'
import { type RunningServer, type ServerCommand, startServer } from '../measure/server.ts'
import { makeRatio, type Results, type Row, rowOf, type Settings } from '../results.ts'
import { SERVERS } from '../subjects/servers.ts'

const OWN = 'lightsail-ports-testkit'
const JSON_SERVER = 'node:http that reads and writes JSON'

interface Measured {
  readonly cpu: number[]
  readonly rate: number[]
  readonly p99: number[]
}

/** Measures servers under load, in turn: throughput, the slowest replies, CPU time and memory. */
export async function measureServers({ isShort, rounds }: Settings): Promise<Results> {
  const skipped: string[] = hasWrk ? [] : ['wrk is not installed: a client in JavaScript makes the load']
  const running = await startServers(isShort, skipped)
  const rows: Row[] = []
  const ratios: Results['ratios'][number][] = []
  try {
    for (const connections of isShort ? [32] : [1, 32, 128]) {
      // The peers are compared once; the goals are for one and for many connections.
      const compared = connections === 32 ? running : only(running, OWN, JSON_SERVER)
      const measured = await measureRounds(compared, connections, rounds, 2)
      rows.push(...rowsOf(measured, connections))
      ratios.push(...ratiosOf(measured, connections))
    }
    if (!isShort) await measureMemory(running, rows, ratios)
  } finally {
    for (const server of running.values()) server.stop()
  }
  return { rows, ratios, skipped }
}

function only<T>(all: ReadonlyMap<string, T>, ...names: readonly string[]): ReadonlyMap<string, T> {
  return new Map([...all].filter(([name]) => names.includes(name)))
}

/** Starts the servers, and lets each answer for a second. Those that cannot are skipped. */
async function startServers(isShort: boolean, skipped: string[]): Promise<ReadonlyMap<string, RunningServer>> {
  const running = new Map<string, RunningServer>()
  for (const [name, find] of Object.entries(SERVERS)) {
    if (isShort && name !== OWN && name !== JSON_SERVER) continue
    try {
      running.set(name, await startReady(find()))
    } catch (error) {
      skipped.push(`${name}: ${(error as Error).message.split('\n')[0]}`)
    }
  }
  return running
}

async function startReady(command: ServerCommand): Promise<RunningServer> {
  const server = await startServer(command)
  const { failed, requests } = await load(server.url, 8, 1)
  if (requests > 0 && failed <= requests / 100) return server
  server.stop()
  throw new Error(`${failed} of ${requests} requests failed`)
}

async function measureRounds(
  running: ReadonlyMap<string, RunningServer>,
  connections: number,
  rounds: number,
  seconds: number,
): Promise<ReadonlyMap<string, Measured>> {
  const measured = new Map([...running.keys()].map((name) => [name, { cpu: [], rate: [], p99: [] } as Measured]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, { url, pid }] of running) {
      const before = cpuOf(pid)
      const { requests, seconds: took, p99 } = await load(url, connections, seconds)
      const after = cpuOf(pid)
      const values = measured.get(name)
      values?.rate.push(requests / took)
      values?.p99.push(p99)
      if (before !== undefined && after !== undefined) values?.cpu.push((after - before) / requests)
    }
  }
  return measured
}

function rowsOf(measured: ReadonlyMap<string, Measured>, connections: number): Row[] {
  const group = `HTTP, ${connections} ${connections === 1 ? 'connection' : 'connections'}`
  return [...measured].flatMap(([name, { cpu, rate, p99 }]) => [
    rowOf(group, name, 'requests a second', rate),
    rowOf(group, name, 'µs until 99 % had come', p99),
    ...(cpu.length > 0 ? [rowOf(group, name, 'µs of CPU a request', cpu)] : []),
  ])
}

function ratiosOf(measured: ReadonlyMap<string, Measured>, connections: number): Results['ratios'] {
  const own = measured.get(OWN)
  const json = measured.get(JSON_SERVER)
  const at = `at ${connections} ${connections === 1 ? 'connection' : 'connections'}`
  const peers = [...measured].filter(([name]) => name !== OWN && !name.startsWith('node:http'))
  return [
    ...makeRatio({
      name: `CPU of node:http with JSON / serve, ${at}`,
      above: json?.cpu,
      below: own?.cpu,
      kind: 'least',
      goal: 0.95,
      limit: 0.4,
    }),
    ...makeRatio({
      name: `throughput of serve / node:http with JSON, ${at}`,
      above: own?.rate,
      below: json?.rate,
      kind: 'least',
      goal: 0.95,
    }),
    ...makeRatio({
      name: `p99 of serve / node:http with JSON, ${at}`,
      above: own?.p99,
      below: json?.p99,
      kind: 'most',
      goal: 1.5,
    }),
    ...peers.flatMap(([name, { cpu }]) =>
      makeRatio({
        name: `CPU of ${name} / serve, ${at}`,
        above: cpu,
        below: own?.cpu,
        kind: 'least',
        goal: name.startsWith('pact') ? 0.9 : 1,
      }),
    ),
  ]
}

/** Requests after which the memory is compared. */
const MANY = 1_000_000
const LONGEST = 180

async function measureMemory(
  running: ReadonlyMap<string, RunningServer>,
  rows: Row[],
  ratios: Results['ratios'][number][],
): Promise<void> {
  const memory = new Map<string, number>()
  for (const name of [JSON_SERVER, OWN]) {
    const server = running.get(name)
    if (server === undefined) continue
    const end = Date.now() + LONGEST * 1000
    let sent = 0
    while (sent < MANY && Date.now() < end) sent += (await load(server.url, 32, 10)).requests
    const now = memoryOf(server.pid)
    if (now === undefined) continue
    memory.set(name, now)
    rows.push(rowOf('Memory', `${name}, after ${sent.toLocaleString('en')} Puts more`, 'MiB', [now]))
  }
  const [json, own] = [memory.get(JSON_SERVER), memory.get(OWN)]
  if (json === undefined || own === undefined) return
  ratios.push(
    ...makeRatio({ name: 'memory of serve / node:http with JSON', above: [own], below: [json], kind: 'most', goal: 2 }),
  )
}
