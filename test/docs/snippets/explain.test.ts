import { createLightsail } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'

test('a call is explained, and not made', () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  const portInfos = [{ protocol: 'tcp', fromPort: 443, toPort: 443 }]
  const { accepted, differences, lockOut } = lightsail.explain({ instanceName: 'web-1', portInfos })
  expect(accepted).toBe(true)
  expect(differences).toHaveLength(3) // 443 is opened, 22 and 80 are closed
  expect(lockOut).toEqual({ sources: ['0.0.0.0/0', '::/0'], isTotal: true }) // nobody reaches port 22 any more
  expect(lightsail.instances.get('web-1').ports).toHaveLength(2)
})
