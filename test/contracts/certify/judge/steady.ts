// Certifies some consumers several times, with busy loops beside them, and compares the verdicts: `npm run steady`.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Card, certifyConsumer } from '../../../../contracts/certify/index.ts'
import { TABLE } from './table.ts'

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const [, , runs = '3', ...wanted] = process.argv
const NAMES = wanted.length > 0 ? wanted : ['opens each rule', 'merges and puts', 'puts its own rules alone']
const loops = Array.from({ length: availableParallelism() }, () => new Worker('for (;;);', { eval: true }))

/** Lists all verdicts of a card in one text. */
const verdictsOf = ({ situations }: Card): string =>
  situations
    .flatMap(({ name, judgements }) => judgements.map((one) => `${name}/${one.name}: ${one.verdict}`))
    .join('\n')

for (const { name, call, isSuccess } of TABLE.filter((row) => NAMES.includes(row.name))) {
  const seen = new Map<string, number>()
  for (let run = 1; run <= Number(runs); run++) {
    const verdicts = verdictsOf(await certifyConsumer({ name, call, isSuccess }))
    seen.set(verdicts, (seen.get(verdicts) ?? 0) + 1)
  }
  print(`${seen.size === 1 ? 'steady  ' : 'UNSTEADY'}  ${name}: ${[...seen.values()].join(' + ')} runs`)
  if (seen.size > 1) {
    const [first = '', second = ''] = [...seen.keys()].map((text) => text)
    const lines = new Set(first.split('\n'))
    print(
      second
        .split('\n')
        .filter((line) => !lines.has(line))
        .slice(0, 10)
        .join('\n'),
    )
    process.exitCode = 1
  }
}
await Promise.all(loops.map((loop) => loop.terminate()))
process.exit()
