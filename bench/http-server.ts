import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { median } from './measure.ts'
import { PUT_BODY, PUT_HEADERS } from './put-request.ts'

/**
 * The HTTP server under load, against a bare one, in turns. The aim is 0.80 of its throughput; what reading and writing
 * JSON alone leaves of it says how far that can be.
 */
async function benchHttpServer(): Promise<void> {
  const servers = {
    bare: await start('./bare-server.ts'),
    json: await start('./bare-server.ts', '--json'),
    mock: await start('../cli/main.ts', 'serve', '--port', '0', '--quiet'),
  }
  const measured: Record<string, number[]> = { bare: [], json: [], mock: [] }
  try {
    for (const { url } of Object.values(servers)) await load(url, 2)
    for (let round = 0; round < 7; round++) {
      for (const [name, { url }] of Object.entries(servers)) measured[name]?.push(await load(url, 2))
    }
  } finally {
    for (const { process: child } of Object.values(servers)) child.kill()
  }
  const { bare = [], json = [], mock = [] } = measured
  const ratio = (left: number[], right: number[]): string =>
    median(left.map((value, round) => value / (right[round] ?? Number.NaN))).toFixed(2)
  console.log(`http: bare node:http  ${median(bare).toFixed(0)} requests a second`)
  console.log(`http: the mock service  ${median(mock).toFixed(0)} requests a second`)
  console.log(`http: JSON in and out / bare  ${ratio(json, bare)}`)
  console.log(`http: mock / JSON in and out  ${ratio(mock, json)}`)
  console.log(`http: mock / bare  ${ratio(mock, bare)} (aim 0.80)`)
}

async function start(file: string, ...args: string[]): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const url = /http:\/\/[\d.:]+/.exec(String(line))?.[0]
  if (url === undefined) throw new Error(`${file} printed no URL in its first line: ${line}`)
  return { process: child, url }
}

async function load(url: string, seconds: number): Promise<number> {
  const { host: _host, ...headers } = PUT_HEADERS
  const result = await autocannon({ url, method: 'POST', headers, body: PUT_BODY, connections: 32, duration: seconds })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`)
  return result.requests.average
}

await benchHttpServer()
