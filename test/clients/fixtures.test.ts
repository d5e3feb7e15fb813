import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLightsail } from 'lightsail-ports-testkit'
import { readFixture, record, replay } from 'lightsail-ports-testkit/fixtures'
import { serve } from 'lightsail-ports-testkit/server'
import { expect, test } from 'vitest'
import { findPython } from '../support/boto3.ts'
import { run } from '../support/run.ts'

const env = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_PAGER: '',
  AWS_ACCESS_KEY_ID: 'AKIAQ7XMPWNE5TLZKV2J',
  AWS_SECRET_ACCESS_KEY: 'a secret of the one who records',
}

const SYNC = `
import boto3, json, sys
client = boto3.client('lightsail', endpoint_url=sys.argv[1], region_name='us-east-1')
ports = [{'protocol': 'tcp', 'fromPort': 443, 'toPort': 443, 'cidrs': ['203.0.113.7/32', '192.0.2.0/24']}]
put = client.put_instance_public_ports(instanceName='web-1', portInfos=ports)
states = client.get_instance_port_states(instanceName='web-1')
try:
    client.put_instance_public_ports(instanceName='web-9', portInfos=ports)
except client.exceptions.NotFoundException as error:
    print(json.dumps([put['operation']['status'], states['portStates'], error.response['Error']['Code']]))
`

test('what the AWS CLI records is replayed to boto3', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-clients-'))
  const out = join(folder, 'session.har')
  const ports = 'fromPort=443,toPort=443,protocol=tcp,cidrs=192.0.2.0/24,203.0.113.7/32'
  {
    await using upstream = await serve(createLightsail({ instances: ['web-1'] }))
    await using recording = await record({ upstream: upstream.url, out, mode: 'record' })
    const aws = (...args: string[]) => run('aws', ['lightsail', ...args, '--endpoint-url', recording.url], env)
    const put = (name: string) => aws('put-instance-public-ports', '--instance-name', name, '--port-infos', ports)
    expect(await put('web-1')).toMatchObject({ code: 0 })
    expect(await aws('get-instance-port-states', '--instance-name', 'web-1')).toMatchObject({ code: 0 })
    expect((await put('web-9')).stderr).toContain('NotFoundException')
  }
  const har = await readFixture(out)
  expect(JSON.stringify(har)).not.toMatch(/AKIAQ|a secret of|aws-cli|Botocore/)
  const replayed = replay(har)
  await using server = await serve(replayed)
  const { code, stdout, stderr } = await run(await findPython(), ['-c', SYNC, server.url], env)
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toEqual([
    'Succeeded',
    [expect.objectContaining({ fromPort: 443, cidrs: ['192.0.2.0/24', '203.0.113.7/32'] })],
    'NotFoundException',
  ])
  replayed.assertAllUsed()
  await rm(folder, { recursive: true })
})
