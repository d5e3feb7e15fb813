// Certifies every consumer of the table and prints the confusion matrix: `npm run judge`, `npm run judge -- NAME`.
import { certifyConsumer } from '../../../../contracts/certify/index.ts'
import { confusionOf } from './confusion.ts'
import { TABLE } from './table.ts'

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const [, , ...wanted] = process.argv
const rows = TABLE.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
const totals = { rightPassed: 0, rightFailed: 0, wrongFailed: 0, wrongPassed: 0, wrongReasons: 0 }
for (const row of rows) {
  const { name, call, isSuccess, fails } = row
  const card = await certifyConsumer({ name, call, isSuccess })
  const { falseFailures, misses, wrongReasons } = confusionOf(card, row)
  const isRight = Object.keys(fails).length === 0
  if (isRight) totals[falseFailures.length === 0 ? 'rightPassed' : 'rightFailed'] += 1
  else totals[misses.length === 0 && falseFailures.length === 0 ? 'wrongFailed' : 'wrongPassed'] += 1
  totals.wrongReasons += wrongReasons.length
  const problems = [
    ...falseFailures.map((one) => `  false failure  ${one}`),
    ...misses.map((one) => `  miss           ${one}`),
    ...wrongReasons.map((one) => `  wrong reason   ${one}`),
  ]
  print([`${problems.length === 0 ? 'ok   ' : 'WRONG'} ${name}`, ...problems].join('\n'))
}
print(
  `\nright consumers: ${totals.rightPassed} passed, ${totals.rightFailed} failed falsely\nwrong consumers: ${totals.wrongFailed} failed rightly, ${totals.wrongPassed} not as they should, ${totals.wrongReasons} wrong reasons`,
)
if (totals.rightFailed + totals.wrongPassed + totals.wrongReasons > 0) process.exitCode = 1
// A consumer may have left something running.
process.exit()
