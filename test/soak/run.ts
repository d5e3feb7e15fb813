import { parseArgs } from 'node:util'
import { judgeReport } from './judge-report.ts'
import { soak } from './soak.ts'

const HELP = `npm run soak -- [--minutes M] [--connections N]

Uses a server in every way that it has to live with: keep-alive and not, pipelined, slow, half-open, aborted, too large,
and with smuggled requests; then ends it while requests are on their way.

  --minutes      how long (default: 10)
  --connections  at the same time (default: 1000)
`

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    connections: { type: 'string', default: '1000' },
    help: { type: 'boolean', default: false },
  },
})
const print = (line: string): unknown => process.stdout.write(`${line}\n`)

if (values.help) {
  print(HELP)
} else {
  const report = await soak({
    seconds: Math.round(Number(values.minutes) * 60),
    connections: Number(values.connections),
    print,
  })
  const { tally, memory, exit } = report
  for (const line of tally.lines()) print(line)
  print(`memory: ${memory.first} MiB in the first minute, at most ${memory.most} MiB`)
  print(`SIGTERM: exit code ${exit.code} after ${exit.ms} ms`)
  const problems = judgeReport(report)
  for (const problem of problems) print(`wrong: ${problem}`)
  if (problems.length > 0) process.exitCode = 1
}
