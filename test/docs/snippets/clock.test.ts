import { createLightsail, createVirtualClock } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'

test('time stands still until it is moved', () => {
  const lightsail = createLightsail({
    clock: createVirtualClock('2026-01-31T12:00:00Z'),
    account: { status: 'setup-in-progress', until: '2026-01-31T12:05:00Z' },
    instances: ['web-1'],
  })
  const errorOfPut = () => lightsail.explain({ instanceName: 'web-1', portInfos: [] }).refusal?.error
  expect(errorOfPut()).toBe('AccountSetupInProgressException')
  lightsail.clock.advance('5m') // what is waited for until then happens now
  expect(errorOfPut()).toBeUndefined()
})
