import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { InvalidDefinitionError } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'
import type { LightsailOptions } from '../../../mocks/lightsail.ts'
import { type Hooks, setUp } from '../../../mocks/runners/set-up.ts'

/** Registers hooks, and lets the test run them. */
function setUpBy(options: LightsailOptions) {
  const hooks = { beforeAll: async () => {}, afterEach: () => {}, afterAll: () => {} }
  const register: Hooks = {
    beforeAll: (run) => Object.assign(hooks, { beforeAll: run }),
    afterEach: (run) => Object.assign(hooks, { afterEach: run }),
    afterAll: (run) => Object.assign(hooks, { afterAll: run }),
  }
  return { lightsail: setUp(register, options), hooks }
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

async function put(endpoint?: string): Promise<void> {
  const client = new LightsailClient({
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
    ...(endpoint !== undefined && { endpoint }),
  })
  const portInfos = [{ protocol: 'tcp' as const, fromPort: 443, toPort: 443 }]
  await client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos }))
}

test('requests reach the service between the first hook and the last, and each test begins anew', async () => {
  const { lightsail, hooks } = setUpBy({ instances: ['web-1'] })
  await hooks.beforeAll()
  await put()
  expect(lightsail.instances.get('web-1').ports).toMatchObject([{ fromPort: 443 }])
  hooks.afterEach()
  expect(lightsail.instances.get('web-1').ports).toHaveLength(2)
  expect([...lightsail.calls]).toEqual([])
  hooks.afterAll()
  // Nothing listens there: the request goes to the network again.
  await expect(put('http://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED')
})

test('requests to a custom endpoint reach the service, too, and others pass', async () => {
  const endpoint = 'http://lightsail.test:4566'
  const { lightsail, hooks } = setUpBy({ instances: ['web-1'], endpoint })
  await hooks.beforeAll()
  await put(endpoint)
  await expect(put('http://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED')
  expect(lightsail.calls.of('PutInstancePublicPorts')).toHaveLength(1)
  hooks.afterAll()
})

test('the hook that closes does nothing if the first hook did not run', () => {
  const { hooks } = setUpBy({})
  expect(() => hooks.afterAll()).not.toThrow()
})

test('invalid options are refused where they are written, not in a hook', () => {
  expect(() => setUpBy({ instances: [''] })).toThrow(InvalidDefinitionError)
  expect(() => setUpBy('web-1' as never)).toThrow(TypeError)
})
