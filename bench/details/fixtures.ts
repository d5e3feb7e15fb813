import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseHar, record, redactHar } from '../../fixtures/index.ts'
import { AWS_JSON, targetOf } from '../../mocks/protocol/index.ts'
import { createService, serve } from '../../mocks/server/index.ts'

/** Exchanges of the sessions that are compared: a recorder costs the same per exchange in each. */
const SESSIONS = [10, 100, 1000, ...(process.argv.includes('--long') ? [10_000] : [])]
/** It makes a session of 10,000 exchanges a file of 50 MB. */
const NOTE = 'n'.repeat(2300)
/** Requests of a client that are under way at the same time. */
const CONCURRENCY = 8
/** Mebibytes of the files that are redacted. */
const SIZES = [1, 10, ...(process.argv.includes('--long') ? [90] : [])]

const HEADERS = {
  'X-Amz-Target': targetOf('GetInstancePortStates'),
  'Content-Type': AWS_JSON,
  Authorization: `AWS4-HMAC-SHA256 Credential=AKIAQ7XMPWNE5TLZKV2J/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=host, Signature=${'5d672d79'.repeat(8)}`,
}

/** Sends a number of requests, and returns the milliseconds that each took on average. */
async function sendAll(url: string, count: number): Promise<number> {
  const start = performance.now()
  let sent = 0
  const work = async () => {
    while (sent < count) {
      sent += 1
      const body = JSON.stringify({ instanceName: 'web-1', note: `${sent} ${NOTE}` })
      await (await fetch(url, { method: 'POST', headers: HEADERS, body })).arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work))
  return (performance.now() - start) / count
}

/** Measures what a recorder costs per exchange, in sessions of several lengths, and what redacting large files costs. */
async function benchFixtures(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-bench-'))
  try {
    await using upstream = await serve(createService({ instances: ['web-1'] }))
    await sendAll(upstream.url, 200)
    for (const count of SESSIONS) {
      const out = join(folder, `${count}.har`)
      const cpu = process.cpuUsage()
      const recording = await record({ upstream: upstream.url, out, mode: 'record' })
      const perRequest = await sendAll(recording.url, count)
      const start = performance.now()
      await recording.close()
      const closing = performance.now() - start
      const { user, system } = process.cpuUsage(cpu)
      const { size } = await stat(out)
      const perExchange = (user + system) / 1000 / count
      console.log(
        `recorder, ${count} exchanges: ${perRequest.toFixed(2)} ms a request, ${perExchange.toFixed(2)} ms of CPU an exchange, ${closing.toFixed(0)} ms to close, ${(size / 1024 / 1024).toFixed(1)} MiB`,
      )
    }
    const { log } = parseHar(await readFile(join(folder, '1000.har'), 'utf8'))
    for (const mebibytes of SIZES) {
      const bytes = JSON.stringify(log).length
      const copies = Math.ceil((mebibytes * 1024 * 1024) / bytes)
      const entries = Array.from({ length: copies }, () => log.entries).flat()
      const start = performance.now()
      redactHar({ log: { ...log, entries } })
      const ms = performance.now() - start
      const memory = process.memoryUsage().rss / 1024 / 1024
      console.log(`redactHar, ${mebibytes} MiB: ${ms.toFixed(0)} ms, ${memory.toFixed(0)} MiB of memory`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

await benchFixtures()
