import { GetInstancePortStatesCommand, LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { type LightsailServer, serve } from 'lightsail-ports-testkit/server'
import { afterEach, beforeEach, expect, test } from 'vitest'

let lightsail: ReturnType<typeof createLightsail>
let server: LightsailServer
let client: LightsailClient
beforeEach(async () => {
  lightsail = createLightsail({ auth: 'off' })
  server = await serve(lightsail)
  const credentials = { accessKeyId: 'anyone', secretAccessKey: 'secret' }
  client = new LightsailClient({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 })
})
afterEach(async () => {
  client.destroy()
  await server.close()
})

const change = async (body: unknown) => {
  const reply = await fetch(`${server.url}/_mock/pact-states`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: reply.status, json: await reply.json() }
}
const names = () => [...lightsail.instances].map(({ name }) => name)
const setup = (name: string) => change({ action: 'setup', state: 'an instance', params: { name } })

test('a state of a verifier becomes the world', async () => {
  expect(await setup('db-1')).toEqual({ status: 200, json: {} })
  expect(names()).toEqual(['db-1'])
})

test('states before one request add up, and the first one after it starts a fresh world', async () => {
  await setup('web-1')
  await setup('db-1')
  expect(names()).toEqual(['web-1', 'db-1'])
  await client.send(new GetInstancePortStatesCommand({ instanceName: 'db-1' }))
  await setup('api-1')
  expect(names()).toEqual(['api-1'])
})

test('a teardown, and an empty state, leave the default world', async () => {
  await setup('db-1')
  expect((await change({ action: 'teardown', state: 'an instance', params: { name: 'db-1' } })).status).toBe(200)
  expect(names()).toEqual(['web-1'])
  await setup('db-1')
  await client.send(new GetInstancePortStatesCommand({ instanceName: 'db-1' }))
  await change({ action: 'setup', state: '', params: {} })
  expect(names()).toEqual(['web-1'])
})

test('a denied caller is denied without a signature', async () => {
  await change({ state: 'a caller who may not put ports', params: { name: 'web-1' } })
  const put = new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] })
  await expect(client.send(put)).rejects.toMatchObject({ name: 'AccessDeniedException' })
})

const changeByQuery = async (query: string) => {
  const reply = await fetch(`${server.url}/_mock/pact-states?${query}`, { method: 'POST' })
  return { status: reply.status, json: await reply.json() }
}
const OPEN = [{ protocol: 'tcp', fromPort: 443, toPort: 443 }]

test.each<[string, () => Promise<{ status: number }>]>([
  [
    'Rust, Go, Python and .NET',
    () => change({ state: 'an instance', params: { name: 'db-1', ports: OPEN }, action: 'setup' }),
  ],
  [
    'the JVM',
    () => change({ state: 'an instance', params: { name: 'db-1', ports: OPEN }, action: 'setup', consumer: 'c' }),
  ],
  [
    'Ruby',
    () =>
      change({ consumer: 'c', state: 'an instance', states: ['an instance'], params: { name: 'db-1', ports: OPEN } }),
  ],
  ['a list of states', () => change({ consumer: 'c', states: ['an instance'], params: { name: 'db-1', ports: OPEN } })],
  ['parameters beside the state', () => change({ state: 'an instance', name: 'db-1', ports: OPEN, action: 'setup' })],
  [
    'a query',
    () =>
      changeByQuery(
        String(
          new URLSearchParams({ state: 'an instance', action: 'setup', name: 'db-1', ports: JSON.stringify(OPEN) }),
        ),
      ),
  ],
  ['a query with JSON texts', () => changeByQuery('state=an%20instance&name=%22db-1%22&ports=%5B%5D&consumer=c')],
])('the form of a state change is read: %s', async (_form, send) => {
  expect(await send()).toMatchObject({ status: 200 })
  expect(names()).toEqual(['db-1'])
})

test('a teardown by a query leaves the default world', async () => {
  await setup('db-1')
  expect(await changeByQuery('action=teardown&state=an+instance&name=db-1')).toMatchObject({ status: 200 })
  expect(names()).toEqual(['web-1'])
})

test('a query in which a parameter hides the name of the state is refused, with what to write', async () => {
  expect(await changeByQuery('action=setup&name=web-1&state=pending')).toMatchObject({
    status: 400,
    json: { error: expect.stringContaining('Call the parameter instanceState.') },
  })
})

test('after a state that cannot be arranged every request is answered with 599, until the next state', async () => {
  expect(await changeByQuery('state=nope')).toMatchObject({ status: 400 })
  const get = () => client.send(new GetInstancePortStatesCommand({ instanceName: 'web-1' }))
  await expect(get()).rejects.toMatchObject({ $metadata: { httpStatusCode: 599 } })
  expect(await change({ state: 'an instance', params: { name: 'web-1', ports: 'all' } })).toMatchObject({ status: 400 })
  await expect(get()).rejects.toMatchObject({ $metadata: { httpStatusCode: 599 } })
  await setup('web-1')
  expect((await get()).portStates).toHaveLength(2)
})

test.each([
  [{ state: 'nope' }, 'the provider state "nope": there is no such state'],
  [{ state: 'an instance', params: { nam: 'a' } }, 'it has no parameter "nam". Did you mean name?'],
  [{ state: 'an instance', action: 'undo' }, 'the action is "undo". Use setup or teardown.'],
  [{ state: 7 }, 'its name is 7. Use a text'],
  [[], 'the body is not an object'],
])('%j is refused with 400, which fails the interaction in every verifier', async (body, problem) => {
  const { status, json } = await change(body)
  expect([status, json.error]).toEqual([400, expect.stringContaining(problem)])
  expect(names()).toEqual([])
})
