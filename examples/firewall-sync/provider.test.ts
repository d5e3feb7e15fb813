import { fileURLToPath } from 'node:url'
import { verifyProvider } from 'lightsail-ports-testkit/contracts'
import { expect, test } from 'vitest'

// The other side of the contracts: the provider must answer what the consumers rely on. Pact's own verifier sends each
// request of a pact to the simulation, in the provider state that the pact names.
const EXAMPLES = ['bash-open', 'firewall-sync', 'put-ports', 'python-sync']

// Pact starts for each interaction, which takes seconds on a busy machine.
test('the simulation keeps the contracts of all examples', { timeout: 60_000 }, async () => {
  const folders = EXAMPLES.map((name) => fileURLToPath(new URL(`../${name}/pacts`, import.meta.url)))
  const { pacts } = await verifyProvider({ pacts: folders })
  expect(pacts.map(({ consumer }) => consumer)).toEqual(EXAMPLES)
})
