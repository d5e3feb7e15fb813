// Certifies some consumers several times, with busy loops beside them, and compares the verdicts: `npm run steady`.
// The first argument is the number of runs, others are names of consumers.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Card, certifyConsumer } from '../../../../contracts/certify/index.ts'
import { buildPrograms } from '../../../clients/consumers/build-programs.ts'
import { ALL_CONSUMERS } from './all-consumers.ts'

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const [, , runs = '3', ...wanted] = process.argv
const NAMES =
  wanted.length > 0 ? wanted : ['opens each rule', 'merges and puts', 'puts its own rules alone', 'curl: opens-each']

/** Lists all verdicts of a card. */
const verdictsOf = ({ situations }: Card): string[] =>
  situations.flatMap(({ name, judgements }) => judgements.map((one) => `${name}/${one.name}: ${one.verdict}`))

const rows = ALL_CONSUMERS.filter(({ name }) => NAMES.includes(name))
if (rows.some(({ name }) => /^(?:Go|Java):/.test(name))) await buildPrograms()
const loops = Array.from({ length: availableParallelism() }, () => new Worker('for (;;);', { eval: true }))
for (const { name, call, exec, isSuccess } of rows) {
  const seen = new Map<string, number>()
  for (let run = 1; run <= Number(runs); run++) {
    const verdicts = verdictsOf(await certifyConsumer({ name, call, exec, isSuccess })).join('\n')
    seen.set(verdicts, (seen.get(verdicts) ?? 0) + 1)
  }
  print(`${seen.size === 1 ? 'steady  ' : 'UNSTEADY'}  ${name}: ${[...seen.values()].join(' + ')} runs`)
  if (seen.size > 1) {
    const [first = '', second = ''] = [...seen.keys()]
    const lines = new Set(first.split('\n'))
    const others = second.split('\n').filter((line) => !lines.has(line))
    print(others.slice(0, 10).join('\n'))
    process.exitCode = 1
  }
}
await Promise.all(loops.map((loop) => loop.terminate()))
process.exit()
