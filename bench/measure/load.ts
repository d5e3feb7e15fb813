import { execFile, spawnSync } from 'node:child_process'
import { createConnection, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { PUT_BODY, PUT_HEADERS } from '../put-request.ts'

/** The result of loading a server for some seconds. */
export interface Load {
  readonly requests: number
  readonly seconds: number
  readonly failed: number
  /** Microseconds until 99 of 100 replies had come. */
  readonly p99: number
}

/** Tells whether wrk is installed, which needs less of the processor than a client in JavaScript. */
export const hasWrk: boolean = spawnSync('wrk', ['--version']).error === undefined

/** Sends Puts with distinct bodies on some connections, each one after the other. */
export function load(url: string, connections: number, seconds: number): Promise<Load> {
  return hasWrk ? loadByWrk(url, connections, seconds) : loadByNode(url, connections, seconds)
}

async function loadByWrk(url: string, connections: number, seconds: number): Promise<Load> {
  const script = fileURLToPath(new URL('./put.lua', import.meta.url))
  const args = ['-t1', `-c${connections}`, `-d${seconds}`, '-s', script, url]
  const { stdout } = await promisify(execFile)('wrk', args)
  const [requests = 0, micros = 1, failed = 0, p99 = 0] = (/RESULT (.*)/.exec(stdout)?.[1] ?? '').split(' ').map(Number)
  return { requests, seconds: micros / 1e6, failed, p99 }
}

async function loadByNode(url: string, connections: number, seconds: number): Promise<Load> {
  const { hostname, port, pathname } = new URL(url)
  const start = performance.now()
  const times: number[] = []
  let failed = 0
  await Promise.all(
    Array.from({ length: connections }, async (_, worker) => {
      const socket = createConnection(Number(port), hostname)
      for (let count = 0; performance.now() - start < seconds * 1000; count++) {
        const sent = performance.now()
        const status = await exchange(socket, requestText(pathname, worker * 7919 + count))
        times.push((performance.now() - sent) * 1000)
        if (status !== 200 && status !== 201) failed += 1
      }
      socket.destroy()
    }),
  )
  const sorted = times.toSorted((left, right) => left - right)
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0
  return { requests: times.length, seconds: (performance.now() - start) / 1000, failed, p99 }
}

function requestText(path: string, count: number): string {
  const body = PUT_BODY.replaceAll('443', String(1024 + (count % 60_000)))
  const { host: _host, ...headers } = PUT_HEADERS
  const lines = Object.entries({ ...headers, 'Content-Length': body.length }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${lines.join('\r\n')}\r\n\r\n${body}`
}

/** Sends a request and waits for its whole reply. Returns its status; 0 if the connection ends. */
function exchange(socket: Socket, request: string): Promise<number> {
  return new Promise((resolve) => {
    let received = ''
    const finish = (status: number) => {
      socket.off('data', read)
      socket.off('close', fail)
      socket.off('error', fail)
      resolve(status)
    }
    const fail = () => finish(0)
    const read = (chunk: Buffer) => {
      received += chunk.toString('latin1')
      if (isWhole(received)) finish(Number(received.slice(9, 12)))
    }
    socket.on('data', read)
    socket.once('close', fail)
    socket.once('error', fail)
    socket.write(request)
  })
}

function isWhole(received: string): boolean {
  const end = received.indexOf('\r\n\r\n')
  if (end === -1) return false
  const length = /content-length: *(\d+)/i.exec(received.slice(0, end))?.[1]
  return length === undefined ? received.endsWith('0\r\n\r\n') : received.length >= end + 4 + Number(length)
}
