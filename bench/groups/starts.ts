import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { measureStart } from '../measure/start-up.ts'
import { makeRatio, type Results, rowOf, type Settings } from '../results.ts'

const dist = new URL('../../dist/', import.meta.url)
const load = (file: string) => `await import(${JSON.stringify(new URL(file, dist).href)})`
const EMPTY = 'an empty node:http server'

/** Runs the command line until it prints a line that begins in a certain way. */
function runUntil(start: string, ...args: readonly string[]): string {
  return `process.argv = ['node', 'lightsail-ports', ...${JSON.stringify(args)}]
await new Promise((resolve) => {
  process.stdout.write = (text) => { if (String(text).startsWith(${JSON.stringify(start)})) resolve(); return true }
  ${load('cli/main.js').replace('await ', '')}
})`
}

const STARTS: Readonly<Record<string, string>> = {
  [EMPTY]: `import { createServer } from 'node:http'
await new Promise((resolve) => createServer(() => {}).listen(0, '127.0.0.1', resolve))`,
  'lightsail-ports serve': runUntil('Lightsail is simulated', 'serve', '--port', '0', '--quiet'),
  'lightsail-ports --help': runUntil('Usage', '--help'),
  'import of lightsail-ports-testkit': load('mocks/index.js'),
  'import of /server': load('mocks/server/index.js'),
  'import of /fixtures': load('fixtures/index.js'),
  'import of /contracts': load('contracts/pact/index.js'),
  'import of /certify': load('contracts/certify/index.js'),
}

/** Measures the CPU time that a start takes, of the built package. */
export async function measureStarts({ rounds }: Settings): Promise<Results> {
  if (!existsSync(fileURLToPath(dist))) return { rows: [], ratios: [], skipped: ['starts: run npm run build first'] }
  const times = new Map(Object.keys(STARTS).map((name) => [name, [] as number[]]))
  for (let round = 0; round < rounds + 1; round++) {
    for (const [name, script] of Object.entries(STARTS)) {
      const time = measureStart(script) / 1000
      // The first start fills the cache of compiled code.
      if (round > 0) times.get(name)?.push(time)
    }
  }
  const ratio = (name: string, goal: number, limit: number) =>
    makeRatio({
      name: `${name} / ${EMPTY}`,
      above: times.get(name),
      below: times.get(EMPTY),
      kind: 'most',
      goal,
      limit,
    })
  return {
    rows: [...times].map(([name, values]) => rowOf('Start', name, 'ms of CPU', values)),
    ratios: [
      ...ratio('lightsail-ports serve', 1.8, 3),
      ...ratio('lightsail-ports --help', 1.2, 2),
      ...ratio('import of /fixtures', 1.8, 3),
      ...ratio('import of /contracts', 1.8, 3),
    ],
    skipped: [],
  }
}
