import { certifyConsumer } from 'lightsail-ports-testkit/certify'
import { beforeAll, expect, test } from 'vitest'
import { confusionOf, problemsOf } from '../contracts/certify/judge/confusion.ts'
import type { Row } from '../contracts/certify/judge/row.ts'
import { TABLE } from '../contracts/certify/judge/table.ts'
import { budget } from '../support/budget.ts'
import { buildPrograms } from './consumers/build-programs.ts'
import { PROGRAMS } from './consumers/programs.ts'

/** Ten consumers that are judged live; `npm run judge` does it with all of them. */
const LIVE = [
  'opens each rule',
  'merges with aws4fetch',
  'gets fresh keys when its own have expired',
  'forgets aliases',
  'says the same after every error',
  'urllib: opens-each',
  'curl: merges',
  'curl: ignores-status',
  'Go: opens-each',
  'Go: forgets-sources',
]
const rows: readonly Row[] = [...TABLE, ...PROGRAMS].filter(({ name }) => LIVE.includes(name))

beforeAll(buildPrograms, budget(600_000))

test.each(rows)('$name is judged live as the table says', { timeout: budget(300_000) }, async (row) => {
  const { name, call, exec, isSuccess } = row
  const { situations } = await certifyConsumer({ name, call, exec, isSuccess })
  expect(problemsOf(confusionOf(situations, row))).toEqual([])
})

test('ten consumers are judged live', () => {
  expect(rows).toHaveLength(LIVE.length)
})
