import { createLightsail, errorCatalogue } from 'lightsail-ports-testkit'
import { serve } from 'lightsail-ports-testkit/server'
import { expect, test, vi } from 'vitest'
import { budget } from '../support/budget.ts'
import { type Finished, run, served } from '../support/run.ts'
import { CALLERS, WORLD_OF_CALLERS } from './world-of-callers.ts'
import { WORLD_OF_ERRORS } from './world-of-errors.ts'

const env = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_MAX_ATTEMPTS: '1',
  AWS_PAGER: '',
}

function awsAs(credentials: Record<string, string>, url: string, ...args: string[]): Promise<Finished> {
  const all = ['lightsail', ...args, '--endpoint-url', url, '--output', 'json']
  return run('aws', all, { ...env, ...credentials })
}
const aws = (url: string, ...args: string[]) => awsAs({}, url, ...args)
const put = (url: string, name: string, ports: string, ...more: string[]) =>
  aws(url, 'put-instance-public-ports', '--instance-name', name, '--port-infos', ports, ...more)
const HTTPS = 'fromPort=443,toPort=443,protocol=tcp'

/** The error that the AWS CLI reports: `An error occurred (NotFoundException) when calling …`. */
function reported({ code, stderr }: Finished): string | undefined {
  expect(code).toBeGreaterThan(0)
  return /An error occurred \((\w+)\) when calling the PutInstancePublicPorts operation/.exec(stderr)?.[1]
}

test('the AWS CLI puts ports and reads them back', async () => {
  await using server = await serve(createLightsail({ instances: ['web-1'] }))
  const done = await put(server.url, 'web-1', `${HTTPS},cidrs=192.0.2.44`)
  expect(done.stderr).toBe('')
  expect(JSON.parse(done.stdout).operation).toMatchObject({ status: 'Succeeded', operationDetails: '443/tcp' })
  const states = await aws(server.url, 'get-instance-port-states', '--instance-name', 'web-1')
  expect(JSON.parse(states.stdout)).toEqual({
    portStates: [
      {
        fromPort: 443,
        toPort: 443,
        protocol: 'tcp',
        state: 'open',
        cidrs: ['192.0.2.44/32'],
        ipv6Cidrs: [],
        cidrListAliases: [],
      },
    ],
  })
  const closed = await aws(
    server.url,
    'close-instance-public-ports',
    '--instance-name',
    'web-1',
    '--port-info',
    'fromPort=443,toPort=443,protocol=TCP',
  )
  expect(JSON.parse(closed.stdout).operation).toMatchObject({
    operationType: 'CloseInstancePublicPorts',
    operationDetails: '443/tcp',
  })
})

test('the AWS CLI reports each documented error by its name', async () => {
  await using server = await serve(createLightsail(WORLD_OF_ERRORS))
  await using settingUp = await serve(createLightsail({ ...WORLD_OF_ERRORS, account: { status: 'setup-in-progress' } }))
  const { url } = server
  const finished = [
    await put(url, 'web-1', HTTPS, '--region', 'us-west-2'),
    await put(settingUp.url, 'web-1', HTTPS),
    await put(url, 'web-1', 'fromPort=443,toPort=80,protocol=tcp'),
    await put(url, 'web-9', HTTPS),
    await put(url, 'new', HTTPS),
    await put(url, 'madrid', HTTPS, '--region', 'eu-south-2'),
    await put(url, 'web-1', HTTPS, '--region', 'us-east-2'),
    await put(url, 'web-1', HTTPS, '--no-sign-request'),
  ]
  expect(finished.map(reported)).toEqual(
    errorCatalogue.filter((entry) => entry.documentedForPut).map(({ name }) => name),
  )
  expect(finished[3]?.stderr).toContain('The Instance does not exist: web-9')
})

test('the AWS CLI is known by its signature', async () => {
  await using server = await serve(createLightsail(WORLD_OF_CALLERS))
  const put = (credentials: Record<string, string>, name: string) =>
    awsAs(credentials, server.url, 'put-instance-public-ports', '--instance-name', name, '--port-infos', HTTPS)
  const { deploy, session } = CALLERS
  const user = { AWS_ACCESS_KEY_ID: deploy.accessKeyId, AWS_SECRET_ACCESS_KEY: deploy.secretAccessKey }
  const role = {
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
  }
  expect((await put(user, 'web-1')).stderr).toBe('')
  expect((await put(role, 'web-1')).stderr).toBe('')
  const failed = [
    await put({ ...user, AWS_SECRET_ACCESS_KEY: 'another' }, 'web-1'),
    await put({ ...role, AWS_SESSION_TOKEN: 'another' }, 'web-1'),
    await put({ ...user, AWS_ACCESS_KEY_ID: 'AKIDUNKNOWN' }, 'web-1'),
    await put(user, 'db-1'),
  ]
  expect(failed.map(reported)).toEqual([
    'InvalidSignatureException',
    'UnrecognizedClientException',
    'UnrecognizedClientException',
    'AccessDeniedException',
  ])
  expect(failed[3]?.stderr).toContain(
    'User: arn:aws:iam::123456789012:user/deploy is not authorized to perform: lightsail:PutInstancePublicPorts on resource: arn:aws:lightsail:us-east-1:123456789012:Instance/',
  )
})

test('the line that serve prints works as it is', async () => {
  await using service = await served()
  await vi.waitUntil(() => service.lines.length >= 3, { interval: 5, timeout: budget(10_000) })
  const { code, stdout } = await run('sh', ['-c', service.lines[1] ?? ''], {
    PATH: env.PATH,
    HOME: env.HOME,
    AWS_PAGER: '',
  })
  expect(code).toBe(0)
  expect(stdout).toContain('22/tcp')
  await service.stop()
})
