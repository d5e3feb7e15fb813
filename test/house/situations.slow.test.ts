import { PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { type Card, type CertifiedCall, certifyConsumer } from 'lightsail-ports-testkit/certify'
import { beforeAll, expect, test } from 'vitest'
import { situations } from '../../contracts/certify/situations/index.ts'
import { budget } from '../support/budget.ts'

const put = ({ client, instanceName, portInfos }: CertifiedCall) =>
  client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))

/** Nothing is right about these: one believes that every call succeeds, the other that every call fails. */
const WRONG = [
  (given: CertifiedCall) => put(given).catch(() => 'done'),
  (given: CertifiedCall) =>
    put(given).finally(() => {
      throw new Error('It failed')
    }),
]

let cards: readonly Card[] = []
beforeAll(async () => {
  cards = await Promise.all(WRONG.map((call) => certifyConsumer({ call, deadline: budget(5000) })))
}, budget(120_000))

test.each(situations)('the situation $name finds fault with a consumer that is always wrong', ({ name }) => {
  const judgements = cards.flatMap((card) => card.situations.filter((one) => one.name === name))
  expect(judgements).toHaveLength(WRONG.length)
  expect(judgements.flatMap((one) => one.judgements).some(({ verdict }) => verdict !== 'pass')).toBe(true)
})
