import { expect, test } from 'vitest'
import { judgeReport } from './judge-report.ts'
import { soak } from './soak.ts'
import { Tally } from './tally.ts'

// The long run is `npm run soak`.
test('a server that is used in every way answers each request once or closes its connection, and ends cleanly', async () => {
  const report = await soak({ seconds: 10, connections: 100, print: () => {} })
  expect(judgeReport(report)).toEqual([])
  const { kinds } = report.tally
  expect([...kinds.keys()].sort()).toHaveLength(8)
  expect(kinds.get('keep-alive')?.answered).toBeGreaterThan(0)
  expect(kinds.get('pipelined')?.answered).toBeGreaterThan(0)
})

test('a lost reply, grown memory and a bad end are found', () => {
  const tally = new Tally()
  tally.of('keep-alive').sent = 2
  tally.of('keep-alive').answered = 1
  const report = { tally, memory: { first: 100, most: 300 }, exit: { code: 1, ms: 20_000 } }
  expect(judgeReport(report)).toHaveLength(4)
})
