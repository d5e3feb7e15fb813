import { fileURLToPath } from 'node:url'
import { verifyProvider } from 'lightsail-ports-testkit/contracts'
import { test } from 'vitest'

// The other side of the contract: does the provider keep what the consumer relies on?
test('the simulation keeps the contracts of both consumers', async () => {
  await verifyProvider({ pacts: [fileURLToPath(new URL('./pacts', import.meta.url))] })
})
