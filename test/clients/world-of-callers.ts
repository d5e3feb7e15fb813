import type { LightsailOptions } from 'lightsail-ports-testkit'

/** The callers: a user, and a role with temporary credentials. */
export const CALLERS = {
  deploy: { accessKeyId: 'AKIDDEPLOY', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  session: { accessKeyId: 'ASIASESSION', secretAccessKey: 'bPxRfiCYEXAMPLEKEY', sessionToken: 'FwoGZXIvYXdz//8=' },
} as const

const policies = [
  {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'lightsail:PutInstancePublicPorts',
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } },
      },
    ],
  },
]

/** A world whose callers have to sign, and may change the ports of the instances of the team web. */
export const WORLD_OF_CALLERS: LightsailOptions = {
  auth: 'verify',
  instances: [{ name: 'web-1', tags: { team: 'web' } }, 'db-1'],
  principals: [
    { ...CALLERS.deploy, arn: 'arn:aws:iam::123456789012:user/deploy', policies },
    { ...CALLERS.session, arn: 'arn:aws:sts::123456789012:assumed-role/sync/one', policies },
  ],
}
