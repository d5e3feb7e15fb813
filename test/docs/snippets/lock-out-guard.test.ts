import { createLightsail } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'

/** The rules that a deployment is about to put. */
const planned = [
  { protocol: 'tcp', fromPort: 443, toPort: 443 },
  { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.0/24'] },
]

test('the planned rules lock nobody out of port 22', () => {
  const office = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] }
  const lightsail = createLightsail({ instances: [{ name: 'web-1', ports: [office] }] })
  const { refusal, lockOut } = lightsail.explain({ instanceName: 'web-1', portInfos: planned })
  expect(refusal).toBeUndefined()
  expect(lockOut).toBeUndefined()
})
