import { createLightsail, type LightsailOptions, type PortInfo } from 'lightsail-ports-testkit'
import { beforeAll, describe, expect, test } from 'vitest'
import { findPython, type Made, make, put } from '../support/boto3.ts'
import { type Finished, run, served } from '../support/run.ts'

let python = ''
beforeAll(async () => {
  python = await findPython()
})

const env = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_MAX_ATTEMPTS: '1',
  AWS_PAGER: '',
}
const aws = (url: string, ...args: string[]): Promise<Finished> =>
  run('aws', ['lightsail', ...args, '--endpoint-url', url, '--output', 'json'], env)
const ssh = (cidrs: readonly string[]): PortInfo => ({ protocol: 'tcp', fromPort: 22, toPort: 22, cidrs })
const close = (portInfo: PortInfo): Made => ({
  operation: 'close_instance_public_ports',
  params: { instanceName: 'web-1', portInfo },
})

async function boto3(options: LightsailOptions, ...calls: Made[]) {
  const lightsail = createLightsail({ instances: ['web-1'], ...options })
  return { results: await make(python, lightsail, calls), lightsail }
}

test('boto3 is refused everybody beside another source, too many sources, and a pending instance', async () => {
  const many = Array.from({ length: 61 }, (_, index) => `192.0.2.${index}/32`)
  const { results } = await boto3(
    { instances: ['web-1', { name: 'new.example.com', state: 'pending' }] },
    put('web-1', [ssh(['0.0.0.0/0', '203.0.113.7/32'])]),
    put('web-1', [ssh(many)]),
    put('new.example.com', [ssh([])]),
  )
  expect(results.map(({ error }) => error)).toEqual([
    'InvalidInputException',
    'InvalidInputException',
    'OperationFailureException',
  ])
  expect(results[0]?.message).toContain(
    'You cannot specify a CIDR or a CIDR list alias together with "0.0.0.0/0". Specifying "0.0.0.0/0" allows all CIDRs and CIDR list aliases.',
  )
  expect(results[1]?.message).toContain('maximum limit of 60 IPv4 addresses')
  expect(results[2]?.message).toContain('The current state of your instance is: pending')
})

test('boto3 is told the resource that it may not change', async () => {
  const credentials = { accessKeyId: 'AKIDNOBODY', secretAccessKey: 'x' }
  const arn = 'arn:aws:iam::123456789012:user/nobody'
  const { results, lightsail } = await boto3(
    { principals: [{ ...credentials, arn }] },
    put('web-1', [ssh([])], { credentials }),
  )
  expect(results[0]?.message).toBe(
    `User: ${arn} is not authorized to perform: lightsail:PutInstancePublicPorts on resource: ${lightsail.instances.get('web-1').arn} because no identity-based policy allows the lightsail:PutInstancePublicPorts action`,
  )
})

test('boto3 names the ping of a Put as the service does', async () => {
  const upper = [22, 80, 443].map((port) => ({ protocol: 'TCP', fromPort: port, toPort: port }))
  const { results } = await boto3(
    { instances: [{ name: 'web-1', ipAddressType: 'ipv4' }] },
    put('web-1', [...upper, { protocol: 'ICMP', fromPort: 8, toPort: -1 }]),
  )
  expect(results[0]?.output?.['operation']).toMatchObject({ operationDetails: '22/tcp,80/tcp,443/tcp,8--1/icmp' })
})

// https://github.com/pulumi/pulumi-aws/issues/1511: an update puts the new rule, and then closes the old one.
describe('the report pulumi-aws#1511, in which an update closes the port that it has just opened', () => {
  const before = ssh(['203.0.113.7/32'])
  const after = ssh(['203.0.113.8/32'])

  test.each([
    ['addresses', ['203.0.113.8/32']],
    ['rule', undefined],
  ] as const)('is replayed with boto3 under close-by=%s', async (choice, open) => {
    const { results, lightsail } = await boto3(
      { rules: { 'close-by': choice } },
      put('web-1', [before]),
      put('web-1', [after]),
      close(before),
    )
    expect(results.map(({ error }) => error)).toEqual([undefined, undefined, undefined])
    expect(lightsail.instances.get('web-1').ports[0]?.cidrs).toEqual(open)
  })

  test.each([
    ['addresses', ['203.0.113.8/32']],
    ['rule', undefined],
  ] as const)('is replayed with the AWS CLI under --rule close-by=%s', async (choice, open) => {
    await using server = await served('--instance', 'www.example.com', '--rule', `close-by=${choice}`)
    const name = ['--instance-name', 'www.example.com']
    const rule = (cidr: string) => `fromPort=22,toPort=22,protocol=tcp,cidrs=${cidr}`
    for (const cidr of ['203.0.113.7/32', '203.0.113.8/32']) {
      const { code } = await aws(server.url, 'put-instance-public-ports', ...name, '--port-infos', rule(cidr))
      expect(code).toBe(0)
    }
    const closed = await aws(server.url, 'close-instance-public-ports', ...name, '--port-info', rule('203.0.113.7/32'))
    expect(closed.code).toBe(0)
    const { stdout } = await aws(server.url, 'get-instance-port-states', ...name)
    expect(JSON.parse(stdout).portStates[0]?.cidrs).toEqual(open)
  })
})
