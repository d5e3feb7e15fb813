// Certifies every consumer of the table and prints the confusion matrix: `npm run judge`, `npm run judge -- NAME`.
// With --record it writes down what each did; with --traces it judges what was written down, and runs nothing.
// With --situation NAME (repeatable) it runs, and writes down, these situations alone.
import { parseArgs } from 'node:util'
import { judgeObservations, observeConsumer } from '../../../../contracts/certify/observe-consumer.ts'
import { buildPrograms } from '../../../clients/consumers/build-programs.ts'
import { ALL_CONSUMERS } from './all-consumers.ts'
import { confusionOf, newMatrix, problemsOf } from './confusion.ts'
import { readTraces, writeTraces } from './traces.ts'

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { record: { type: 'boolean' }, traces: { type: 'boolean' }, situation: { type: 'string', multiple: true } },
})
const rows = ALL_CONSUMERS.filter(
  ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
)
if (values.traces !== true && rows.some(({ name }) => /^(?:Go|Java):/.test(name))) await buildPrograms()
const matrix = newMatrix()
for (const row of rows) {
  const { name, call, exec, isSuccess } = row
  const start = performance.now()
  const observations =
    values.traces === true
      ? await readTraces(name)
      : await observeConsumer({ name, call, exec, isSuccess, situations: values.situation })
  const seconds = Math.round((performance.now() - start) / 1000)
  if (values.record === true) await writeTraces(name, observations)
  const confusion = confusionOf(judgeObservations(observations), row)
  matrix.add(row, confusion)
  const problems = problemsOf(confusion).map((problem) => `  ${problem}`)
  print([`${problems.length === 0 ? 'ok   ' : 'WRONG'} ${name} (${seconds} s)`, ...problems].join('\n'))
}
print(`\n${matrix.text()}`)
if (!matrix.isClean()) process.exitCode = 1
// A consumer may have left something running.
process.exit()
