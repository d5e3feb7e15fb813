import 'lightsail-ports-testkit/vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetRegionsCommand, LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail, errorResponse, fault, operation } from 'lightsail-ports-testkit'
import { readFixture, record, replay } from 'lightsail-ports-testkit/fixtures'
import { serve } from 'lightsail-ports-testkit/server'
import { setupServer } from 'msw/node'
import { expect, test } from 'vitest'

const region = 'us-east-1'
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

test('the doors', async () => {
  // #region doors
  const lightsail = createLightsail({ instances: ['web-1'] })

  // 1. MSW: the code under test keeps its own clients.
  const server = setupServer(...lightsail.handlers)

  // 2. The AWS SDK's requestHandler: no interception, and the fastest.
  const client = new LightsailClient({ region, credentials, requestHandler: lightsail.requestHandler })

  // 3. fetch: for what signs its requests itself.
  const headers = { 'X-Amz-Target': 'Lightsail_20161128.GetRegions', 'Content-Type': 'application/x-amz-json-1.1' }
  const request = new Request('https://lightsail.us-east-1.amazonaws.com/', { method: 'POST', headers, body: '{}' })
  const response = await lightsail.fetch(request)

  // 4. HTTP: for the AWS CLI, boto3, and programs in any language.
  await using service = await serve(lightsail, { port: 0 })
  const overHttp = new LightsailClient({ region, credentials, endpoint: service.url })
  // #endregion
  server.listen({ onUnhandledFrame: 'bypass' })
  for (const one of [client, overHttp, new LightsailClient({ region, credentials })]) {
    expect((await one.send(new GetRegionsCommand({}))).regions?.length).toBe(20)
  }
  server.close()
  // It is not signed.
  expect(await response.json()).toMatchObject({ __type: 'UnauthenticatedException' })
})

test('natural causes', async () => {
  // #region causes
  const lightsail = createLightsail({
    regions: { 'eu-south-2': { status: 'setup-in-progress' } },
    instances: [
      'web-1',
      { name: 'web-2', region: 'eu-south-2' }, // RegionSetupInProgressException
      { name: 'web-3', state: 'pending' }, // OperationFailureException
    ],
  })
  lightsail.startSetup() // AccountSetupInProgressException from now on
  lightsail.completeSetup()
  lightsail.completeSetup('eu-south-2')
  lightsail.instances.get('web-3').update({ state: 'running' })
  lightsail.instances.delete('web-1') // NotFoundException
  // #endregion
  const { requestHandler } = lightsail
  const client = new LightsailClient({ region: 'eu-south-2', credentials, requestHandler })
  await client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-2', portInfos: [] }))
})

test('a policy', async () => {
  // #region policy
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'lightsail:PutInstancePublicPorts',
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } },
      },
    ],
  }
  const deploy = { accessKeyId: 'AKIDDEPLOY', secretAccessKey: 'any-text-will-do' }
  const lightsail = createLightsail({
    instances: [
      { name: 'web-1', tags: { team: 'web' } },
      { name: 'db-1', tags: { team: 'data' } },
    ],
    principals: [{ ...deploy, arn: 'arn:aws:iam::123456789012:user/deploy', policies: [policy] }],
  })
  const client = new LightsailClient({ region, credentials: deploy, requestHandler: lightsail.requestHandler })
  const put = (instanceName: string) => client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: [] }))

  await put('web-1')
  await expect(put('db-1')).rejects.toMatchObject({ name: 'AccessDeniedException' })
  expect([...lightsail.calls].map((call) => call.authorization)).toEqual([
    { decision: 'allowed', statement: 'policies[0].Statement[0]' },
    { decision: 'implicitDeny' },
  ])
  // #endregion
})

test('forced errors', async () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  // #region faults
  lightsail.faults.next('ServiceException', fault.delay({ min: 100, max: 300 }), fault.neverAnswer()) // the next three calls
  lightsail.faults.when({ operation: 'PutInstancePublicPorts' }, fault.times(2, fault.commitThenDrop()))
  lightsail.faults.when(({ attempt }) => attempt === 1, fault.withProbability(0.5, fault.reset('before'))) // by the seed
  expect(() => lightsail.faults.assertAllUsed()).toThrow() // in an afterEach it fails a test whose faults did not happen
  // #endregion
  expect(lightsail.faults.remaining().length).toBe(5)
})

test('what the code under test did', async () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  lightsail.faults.next('ThrottlingException')
  const client = new LightsailClient({ region, credentials, requestHandler: lightsail.requestHandler })
  const portInfos = [{ protocol: 'tcp', fromPort: 443, toPort: 443 } as const]
  await client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos }))
  // #region watch
  expect(lightsail).toHaveOpenPorts('web-1', ['443/tcp']) // or '443/tcp from 203.0.113.7/32', '8000-8080/udp', '8:-1/icmp', 'all'
  expect(lightsail).toHaveReceivedOperationTimes('PutInstancePublicPorts', 2)
  expect(lightsail).toHaveReceivedOperationWith('PutInstancePublicPorts', { instanceName: 'web-1' })
  const [put] = lightsail.calls.invocations('PutInstancePublicPorts')
  expect(put).toMatchObject({ attempts: [{ outcome: { error: 'ThrottlingException' } }, {}], repeatsInput: true })
  expect(put?.delays[0]).toBeGreaterThan(0) // milliseconds from one try to the next
  lightsail.clock.advance('5m') // what is waited for until then happens now
  // #endregion
})

test('an override', async () => {
  const server = setupServer()
  server.listen()
  // #region override
  server.use(
    operation('GetInstance', ({ input }) => ({ instance: { name: input.instanceName, tags: [] } })),
    operation('PutInstancePublicPorts', () => errorResponse('AccessDeniedException'), { once: true }),
  )
  // #endregion
  const client = new LightsailClient({ region, credentials })
  const put = new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] })
  await expect(client.send(put)).rejects.toMatchObject({ name: 'AccessDeniedException' })
  server.close()
})

test('a fixture that is replayed', async () => {
  const client = new LightsailClient({ region, credentials })
  const put = new PutInstancePublicPortsCommand({
    instanceName: 'web-1',
    portInfos: [{ protocol: 'tcp', fromPort: 443, toPort: 443 }],
  })
  // #region replay
  const throttled = await readFixture('fixtures/data/throttled-then-succeeds.har')
  const replayed = replay(throttled, { timings: false, times: 'once', match: 'input' }) // the defaults
  const server = setupServer(...replayed) // or replayed.requestHandler, replayed.fetch, serve(replayed)
  server.listen()
  expect((await client.send(put)).operation?.status).toBe('Succeeded') // the third try
  replayed.assertAllUsed()
  // #endregion
  server.close()
})

test('a fixture that is recorded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-readme-'))
  await using upstream = await serve(createLightsail({ instances: ['web-1'] }))
  const out = join(folder, 'regions.har')
  // #region record
  await using recording = await record({ upstream: upstream.url, out, title: 'The Regions of an account' })
  const client = new LightsailClient({ region, credentials, endpoint: recording.url })
  await client.send(new GetRegionsCommand({})) // sent on, and added to the fixture; from the next run on it is answered from there
  await recording.close() // `await using` does it, too
  // #endregion
  expect((await readFixture(out)).log.entries).toHaveLength(1)
  await rm(folder, { recursive: true })
})
