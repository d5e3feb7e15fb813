import { fileURLToPath } from 'node:url'
import { type Card, certifyConsumer, textReport } from 'lightsail-ports-testkit/certify'
import { expect, test, vi } from 'vitest'
import { situations } from '../../contracts/certify/situations/index.ts'
import { findPython } from '../support/boto3.ts'
import { budget } from '../support/budget.ts'

const path = (name: string): string => fileURLToPath(new URL(`consumers/${name}`, import.meta.url))

/** Lists the judgements with a verdict, as `SITUATION/JUDGEMENT`. */
const found = ({ situations }: Card, verdict: string): string[] =>
  situations.flatMap(({ name, judgements }) =>
    judgements.filter((one) => one.verdict === verdict).map((one) => `${name}/${one.name}`),
  )

/** The situations that tell one mistake from another. All of them would be two hundred starts of Python. */
const SITUATIONS = ['fresh-instance', 'access-denied', 'service-error-once', 'throttled-for-good', 'commit-then-drop']

test('a program in Python that swallows its errors fails that, and nothing else', async () => {
  const exec = `${await findPython()} '${path('swallows_errors.py')}'`
  const card = await certifyConsumer({ exec, situations: SITUATIONS, deadline: 60_000 })
  expect(found(card, 'fail'), textReport(card)).toEqual([
    'access-denied/reports-failure',
    'throttled-for-good/reports-failure',
  ])
})

test('a shell script that tries again whatever the answer fails that, and locks itself out', async () => {
  const exec = `sh '${path('tries_again.sh')}'`
  const card = await certifyConsumer({ exec, situations: SITUATIONS, deadline: budget(100_000) })
  expect(found(card, 'fail'), textReport(card)).toEqual([
    'fresh-instance/lock-out',
    'access-denied/retries-nothing-else',
    'service-error-once/lock-out',
    'commit-then-drop/lock-out',
  ])
})

test('the AWS CLI itself fails nothing but what a Put does, and the status of the operation', async () => {
  vi.stubEnv('AWS_RETRY_MODE', 'standard')
  const card = await certifyConsumer({
    name: 'AWS CLI',
    exec: 'aws lightsail put-instance-public-ports --cli-read-timeout 3 --endpoint-url {endpoint} --region {region} --instance-name {instance} --port-infos {ports}',
    accepts: ['lock-out', 'closes-nothing-else'],
    deadline: 90_000,
  })
  vi.unstubAllEnvs()
  expect(card.situations).toHaveLength(situations.length)
  // It prints the operation, and does not look at its status.
  expect(found(card, 'fail'), textReport(card)).toEqual(['fails-at-once/reports-failure'])
  expect(found(card, 'warn')).toContain('succeeds-slowly/ports')
})
