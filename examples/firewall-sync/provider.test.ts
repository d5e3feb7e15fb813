import { fileURLToPath } from 'node:url'
import { verifyProvider } from 'lightsail-ports-testkit/contracts'
import { expect, test } from 'vitest'

// The other side of the contracts: the provider must answer what the consumers rely on. Pact's own verifier sends each
// request of a pact to the simulation, in the provider state that the pact names.
test('the simulation keeps the contracts of both consumers', async () => {
  const folders = ['./pacts', '../put-ports/pacts'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
  const { pacts } = await verifyProvider({ pacts: folders })
  expect(pacts.map(({ consumer }) => consumer)).toEqual(['firewall-sync', 'put-ports'])
})
