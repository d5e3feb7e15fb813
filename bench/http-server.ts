import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { median } from './measure.ts'
import { PUT_BODY, PUT_HEADERS } from './put-request.ts'

/** The HTTP server under load, against a bare one, in turns. Limit: 0.80 of its throughput. */
async function benchHttpServer(): Promise<void> {
  const bare = await start('./bare-server.ts')
  const mock = await start('../cli/main.ts', 'serve', '--port', '0', '--quiet')
  try {
    await load(bare.url, 2)
    await load(mock.url, 2)
    const ratios: number[] = []
    const ofBare: number[] = []
    const ofMock: number[] = []
    for (let round = 0; round < 7; round++) {
      const left = await load(bare.url, 2)
      const right = await load(mock.url, 2)
      ofBare.push(left)
      ofMock.push(right)
      ratios.push(right / left)
    }
    console.log(`http: bare node:http  ${median(ofBare).toFixed(0)} requests a second`)
    console.log(`http: the mock service  ${median(ofMock).toFixed(0)} requests a second`)
    console.log(`http: mock / bare  ${median(ratios).toFixed(2)} (at least 0.80)`)
  } finally {
    bare.process.kill()
    mock.process.kill()
  }
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
