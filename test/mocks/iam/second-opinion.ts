// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import { runSimulation } from '@cloud-copilot/iam-simulate'
import fc from 'fast-check'
import { createVirtualClock } from '../../../mocks/runtime/movable-clock.ts'
import { createService, type LightsailService } from '../../../mocks/server/index.ts'
import { rawHeaders } from '../../support/raw-headers.ts'

// @cloud-copilot/iam-simulate knows the whole of IAM. Its licence (AGPL) keeps it out of the package; here it is the
// second opinion.

const ACCOUNT = '123456789012'
const ARN = `arn:aws:iam::${ACCOUNT}:user/ci/deploy`
const NOW = '2026-01-31T12:00:00.000Z'
const ROLES = ['web', 'data', 'Web', 'we*', 'ci']

const role = fc.constantFrom(...ROLES)
const tags = fc.record({ team: role, stage: role, Cost: role }, { requiredKeys: [] })
const oneOrMore = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }))

const action = fc.constantFrom(
  '*',
  'lightsail:*',
  'lightsail:PutInstancePublicPorts',
  'lightsail:putinstancepublicports',
  'lightsail:*Ports',
  'lightsail:Get*',
  'lightsail:?utInstance*',
  'lightsail:GetInstance',
  'lightsail:OpenInstancePublicPorts',
  's3:PutObject',
  'ec2:*',
)
const resourceOf = (arn: string) =>
  fc.constantFrom(
    '*',
    arn,
    arn.slice(0, -4).concat('*'),
    arn.replace(/.$/, '?'),
    arn.replace('us-east-1', 'us-*'),
    arn.replace('us-east-1', '*').replace(ACCOUNT, '*'),
    arn.replace('us-east-1', 'eu-west-1'),
    arn.replace(ACCOUNT, '210987654321'),
    'arn:aws:lightsail:*:*:*',
    'arn:aws:lightsail:*:*:Instance/*',
    'arn:aws:lightsail:*:*:Disk/*',
    'arn:aws:s3:::bucket/*',
    'arn:*:*:*:*:*',
    'arn:aws:lightsail:*:*:Instance/${aws:PrincipalTag/team}*',
    'arn:aws:lightsail:*:*:Instance/${aws:username}',
  )

const text = fc.constantFrom(
  ...ROLES,
  '*',
  'w?b',
  '',
  '${aws:PrincipalTag/team}',
  '${aws:ResourceTag/stage}',
  "${aws:PrincipalTag/none, 'web'}",
  '${aws:PrincipalTag/none}',
  '${aws:username}',
  '${aws:PrincipalTag/stage}*',
  'deploy',
  'us-east-1',
  'us-*',
)
// Known difference: the second opinion takes ${*} for an escaped * only where a * is a wildcard.
const pattern = fc.oneof(text, fc.constant('we${*}'))
const textKey = fc.constantFrom(
  'aws:ResourceTag/team',
  'aws:resourcetag/Team',
  'aws:ResourceTag/stage',
  'aws:ResourceTag/none',
  'aws:PrincipalTag/team',
  'aws:PrincipalTag/none',
  'aws:RequestedRegion',
  'aws:username',
)
const arnText = fc.constantFrom(
  ARN,
  `${ARN}x`,
  'arn:aws:iam::*:user/*',
  'arn:aws:iam::*:role/*',
  'arn:*:iam::*:user/ci/${aws:username}',
)
const moment = fc.constantFrom(
  '2026-01-31T12:00:00Z',
  '2026-01-31T11:59:59Z',
  '2026-02-01T00:00:00+02:00',
  '2027-01-01T00:00:00Z',
)
// Known difference: for the second opinion nothing is in 0.0.0.0/0.
const address = fc.constantFrom(
  '203.0.113.9',
  '203.0.113.0/24',
  '203.0.113.8/31',
  '198.51.100.0/24',
  '128.0.0.0/1',
  '2001:db8::/32',
)

const block = (operators: readonly string[], key: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
  fc.tuple(
    fc.constantFrom(...operators),
    fc.constantFrom('', '', 'ForAnyValue:', 'ForAllValues:'),
    fc.constantFrom('', '', 'IfExists'),
    fc.dictionary(key, oneOrMore(value), { minKeys: 1, maxKeys: 2 }),
  )
const condition = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: block(['StringEquals', 'StringNotEquals'], textKey, text) },
      { weight: 2, arbitrary: block(['StringLike', 'StringNotLike', 'stringlike'], textKey, pattern) },
      { weight: 2, arbitrary: block(['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'], textKey, text) },
      block(['ArnLike', 'ArnEquals', 'ArnNotLike', 'ArnNotEquals'], fc.constant('aws:PrincipalArn'), arnText),
      block(
        [
          'DateLessThan',
          'DateLessThanEquals',
          'DateGreaterThan',
          'DateGreaterThanEquals',
          'DateEquals',
          'DateNotEquals',
        ],
        fc.constant('aws:CurrentTime'),
        moment,
      ),
      block(['IpAddress', 'NotIpAddress'], fc.constant('aws:SourceIp'), address),
      block(
        ['Bool'],
        fc.constantFrom('aws:SecureTransport', 'aws:ResourceTag/none'),
        fc.constantFrom('true', 'false', 'True'),
      ),
      block(['Null'], textKey, fc.constantFrom('true', 'false')),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((blocks) =>
    Object.fromEntries(
      blocks.map(([operator, set, exists, keys]) => {
        // Known difference: of an absent key the second opinion lets ForAnyValue say no where IfExists says yes
        // (the user guide: "If the key is not present, evaluate the condition element as true"). Null takes no IfExists.
        const suffix = set === 'ForAnyValue:' || operator === 'Null' ? '' : exists
        return [`${set}${operator}${suffix}`, keys]
      }),
    ),
  )

const statement = (arn: string) =>
  fc
    .record({
      effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
      action: fc.oneof(
        { weight: 4, arbitrary: fc.record({ Action: oneOrMore(action) }) },
        fc.record({ NotAction: oneOrMore(action) }),
      ),
      resource: fc.oneof(
        { weight: 4, arbitrary: fc.record({ Resource: oneOrMore(resourceOf(arn)) }) },
        fc.record({ NotResource: oneOrMore(resourceOf(arn)) }),
      ),
      condition: fc.option(condition, { nil: undefined }),
    })
    .map(({ effect, action, resource, condition }) => ({
      Effect: effect,
      ...action,
      ...resource,
      ...(condition !== undefined && { Condition: condition }),
    }))
const policy = (arn: string) =>
  fc
    .record({
      Version: fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'),
      Statement: fc.array(statement(arn), { minLength: 1, maxLength: 3 }),
    })
    .map((one) => (one.Version === '2008-10-17' ? withoutVariables(one) : one))

/** Known difference: variables of the old version stand for themselves (documented); the second opinion looks them up. */
function withoutVariables(one: object): object {
  return JSON.parse(JSON.stringify(one).replaceAll(/\$\{[^}]*\}/g, 'x'))
}

const arn = createService({ instances: ['web-1'] }).instances.get('web-1').arn

/** Policies, tags, and a call that they decide on. */
export interface Case {
  readonly policies: readonly object[]
  readonly resourceTags: Readonly<Record<string, string>>
  readonly principalTags: Readonly<Record<string, string>>
  readonly operation: string
}
const OPERATIONS = ['PutInstancePublicPorts', 'OpenInstancePublicPorts', 'GetInstance', 'GetInstances'] as const

function ask({ policies, resourceTags, principalTags, operation }: Case): LightsailService {
  const lightsail = createService({
    clock: createVirtualClock(NOW),
    instances: [{ name: 'web-1', tags: resourceTags }],
    principals: [
      { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', arn: ARN, tags: principalTags, sourceIp: '203.0.113.9', policies },
    ],
  })
  const body = JSON.stringify({ instanceName: 'web-1', portInfos: [], portInfo: { protocol: 'udp' } })
  lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders(operation), body })
  return lightsail
}

const prefixed = (prefix: string, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]))

async function secondOpinion({ policies, resourceTags, principalTags, operation }: Case): Promise<string> {
  const onInstance = !operation.startsWith('Get')
  const result = await runSimulation(
    {
      request: {
        principal: ARN,
        action: `lightsail:${operation}`,
        resource: { resource: onInstance ? arn : '*', accountId: ACCOUNT },
        contextVariables: {
          ...(onInstance && prefixed('aws:ResourceTag/', resourceTags)),
          ...prefixed('aws:PrincipalTag/', principalTags),
          'aws:CurrentTime': NOW,
          'aws:PrincipalAccount': ACCOUNT,
          'aws:PrincipalArn': ARN,
          'aws:RequestedRegion': 'us-east-1',
          'aws:SecureTransport': 'true',
          'aws:SourceIp': '203.0.113.9',
          'aws:username': 'deploy',
        },
      },
      identityPolicies: policies.map((policy, index) => ({ name: `policy-${index}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  )
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors))
  return result.overallResult
}

const IN_ITS_WORDS: Readonly<Record<string, string>> = {
  allowed: 'Allowed',
  explicitDeny: 'ExplicitlyDenied',
  implicitDeny: 'ImplicitlyDenied',
}

/** Any case in which both evaluators should agree. */
export const anyCase: fc.Arbitrary<Case> = fc.record({
  policies: fc.array(policy(arn), { minLength: 1, maxLength: 2 }),
  resourceTags: tags,
  principalTags: tags,
  operation: fc.constantFrom(...OPERATIONS),
})

/** The decisions that there are. */
export const DECISIONS: readonly string[] = Object.keys(IN_ITS_WORDS)

/** Asks both evaluators. Returns the decision and the error of the simulation, and the other's decision. */
export async function askBoth(
  one: Case,
): Promise<{ readonly decision: string; readonly error: string | undefined; readonly other: string }> {
  const call = ask(one).calls.last
  const words = await secondOpinion(one)
  return {
    decision: call?.authorization?.decision ?? '',
    error: call?.outcome.error,
    other: DECISIONS.find((decision) => IN_ITS_WORDS[decision] === words) ?? words,
  }
}
