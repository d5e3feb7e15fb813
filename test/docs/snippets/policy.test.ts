import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'

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

test('the policy allows a Put on the instances of one team', async () => {
  const { requestHandler } = lightsail
  const client = new LightsailClient({ region: 'us-east-1', credentials: deploy, requestHandler })
  const put = (instanceName: string) => client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: [] }))

  await put('web-1')
  await expect(put('db-1')).rejects.toMatchObject({ name: 'AccessDeniedException' })
  expect([...lightsail.calls].map((call) => call.authorization)).toEqual([
    { decision: 'allowed', statement: 'policies[0].Statement[0]' },
    { decision: 'implicitDeny' },
  ])
})
