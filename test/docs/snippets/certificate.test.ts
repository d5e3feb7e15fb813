import { certifyConsumer, textReport } from 'lightsail-ports-testkit/certify'
import { expect, test } from 'vitest'
import { syncFirewall } from '../../../examples/firewall-sync/firewall-sync.ts'

test('survives whatever Lightsail does', async () => {
  const card = await certifyConsumer({
    call: ({ client, instanceName, portInfos }) => syncFirewall(client, instanceName, portInfos),
    isSuccess: ({ status }) => status === 'done',
    deadline: 4000, // milliseconds that it may wait for one reply
    accepts: ['terminates'], // the SDK's client has no time-out
  })
  expect(card.failed, textReport(card, { brief: true })).toBe(0)
}, 60_000) // vitest itself waits for 5 seconds
