// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import fc from 'fast-check'
import { createLightsail, InvalidDefinitionError, type PrincipalDefinition } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { fits, globOf, type Piece } from '../../../mocks/iam/glob.ts'
import { answered } from '../../support/answered.ts'
import { rawHeaders } from '../../support/doors.ts'

const ARN = 'arn:aws:iam::123456789012:user/deploy'
const statement = (more: object = {}) => ({ Effect: 'Allow', Action: 'lightsail:*', Resource: '*', ...more })
const policy = (more: object = {}) => ({ Version: '2012-10-17', Statement: [statement(more)] })

function service(policies: unknown, more: Partial<PrincipalDefinition> = {}, tags: Record<string, string> = {}) {
  return createLightsail({
    instances: [{ name: 'web-1', tags }],
    principals: [{ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', arn: ARN, policies: policies as object[], ...more }],
  })
}

/** What a Put comes to for a principal with these policies. */
function decisionOf(...given: Parameters<typeof service>): string | undefined {
  const lightsail = service(...given)
  const body = '{"instanceName":"web-1","portInfos":[]}'
  answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('PutInstancePublicPorts'), body })
  return lightsail.calls.last?.authorization?.decision
}

function problems(...policies: unknown[]): readonly string[] {
  try {
    service(policies)
    return []
  } catch (error) {
    if (error instanceof InvalidDefinitionError) return error.problems
    throw error
  }
}

const AT = 'principals[0].policies[0]'

describe('a policy is refused when it is given, by what is wrong with it', () => {
  const cyclic: Record<string, unknown> = policy()
  cyclic['Id'] = cyclic
  test.each([
    ['that is no object', 7, `${AT}: is not a policy: an object, or its JSON text`],
    ['that is no JSON', '{"Version":', `${AT}: is not a policy in JSON`],
    ['that is a list', [], `${AT}: is not a policy`],
    ['without a statement', { Version: '2012-10-17' }, `${AT}.Statement: at least one statement is required`],
    ['with no statements', { Statement: [] }, `${AT}.Statement: at least one statement is required`],
    ['of another version', { ...policy(), Version: '2025-01-01' }, `${AT}.Version: is not 2012-10-17 or 2008-10-17`],
    ['with another member', { ...policy(), Statements: [] }, `${AT}.Statements: is no member`],
    ['of a resource', policy({ Principal: '*' }), `${AT}.Statement[0].Principal: is no member of an identity-based`],
    ['with an effect that is none', policy({ Effect: 'allow' }), `${AT}.Statement[0].Effect: is not Allow or Deny`],
    ['without an action', policy({ Action: undefined }), `has to have either Action or NotAction`],
    ['with both', policy({ NotAction: 's3:*' }), `has to have either Action or NotAction`],
    ['without a resource', policy({ Resource: undefined }), `has to have either Resource or NotResource`],
    [
      'with an action that is none',
      policy({ Action: 'PutInstancePublicPorts' }),
      'is not an action such as lightsail:',
    ],
    ['with no action', policy({ Action: [] }), `${AT}.Statement[0].Action: is an empty list`],
    ['with an action that is a number', policy({ Action: ['s3:*', 7] }), `${AT}.Statement[0].Action[1]: is not a text`],
    ['with a resource that is no ARN', policy({ Resource: 'web-1' }), 'is not an ARN of six parts'],
    ['with a short ARN', policy({ Resource: 'arn:aws:lightsail:*' }), 'is not an ARN of six parts'],
    ['with a Sid that is none', policy({ Sid: 'no spaces' }), `${AT}.Statement[0].Sid: is not a text of letters`],
    ['with a Sid twice', { Statement: [statement({ Sid: 'A' }), statement({ Sid: 'A' })] }, 'has the Sid A twice'],
    ['with a condition that is none', policy({ Condition: [] }), `${AT}.Statement[0].Condition: is not an object`],
    ['with an empty operator', policy({ Condition: { StringEquals: 'x' } }), 'is not an object of condition keys'],
    [
      'with an operator that is not evaluated',
      policy({ Condition: { NumericLessThan: { 'aws:ResourceTag/size': '5' } } }),
      'Condition.NumericLessThan: NumericLessThan is no condition operator that is evaluated here. Use StringEquals',
    ],
    [
      'with IfExists behind Null',
      policy({ Condition: { NullIfExists: { 'aws:ResourceTag/team': 'true' } } }),
      'NullIfExists is no condition operator',
    ],
    [
      'with a key that is not evaluated',
      policy({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      'Condition.Bool.aws:MultiFactorAuthPresent: aws:MultiFactorAuthPresent is no condition key that is evaluated here. Use aws:CurrentTime',
    ],
    [
      'with a tag without a name',
      policy({ Condition: { StringEquals: { 'aws:ResourceTag/': 'x' } } }),
      'aws:ResourceTag/ is no condition key',
    ],
    [
      'with a variable that is not evaluated',
      policy({ Resource: 'arn:aws:lightsail:*:*:Instance/${aws:userid}' }),
      'has the variable ${aws:userid}, which is no condition key that is evaluated here',
    ],
    [
      'with a date that is none',
      policy({ Condition: { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } } }),
      '"tomorrow" is not a date such as 2026-01-31T12:00:00Z',
    ],
    [
      'with an address that is none',
      policy({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/33' } } }),
      '"203.0.113.0/33" is not an IP address or CIDR block',
    ],
    [
      'with a truth that is none',
      policy({ Condition: { Bool: { 'aws:SecureTransport': 'yes' } } }),
      '"yes" is not true or false',
    ],
    ['with Null of neither', policy({ Condition: { Null: { 'aws:username': '1' } } }), 'Null takes true or false'],
    ['that goes in circles', cyclic, `${AT}: cannot be written as JSON`],
    [
      'of 1 MB',
      policy({ Action: Array.from({ length: 40_000 }, (_, index) => `lightsail:Get${index}`) }),
      'and AWS takes no policy of more than 10240',
    ],
  ])('%s', (_what, given, problem) => {
    const found = problems(given)
    expect(found.join('\n')).toContain(problem)
    expect(found.join('\n').length).toBeLessThan(1000)
  })

  test('all of it at once', () => {
    expect(problems(policy({ Effect: 'Maybe', Action: 'x' }), policy({ Condition: { Like: {} } }))).toHaveLength(3)
  })

  test('and none of the world is taken', () => {
    const lightsail = service([policy()])
    expect(() =>
      lightsail.load({ instances: ['db-1'], principals: [{ accessKeyId: 'A', arn: ARN, policies: [{}] }] }),
    ).toThrow(InvalidDefinitionError)
    expect(lightsail.instances.has('db-1')).toBe(false)
    expect(lightsail.export().principals?.[0]?.arn).toBe(ARN)
  })
})

describe('what the user guide says', () => {
  test.each([
    ['a policy may be its JSON text', [JSON.stringify(policy())], {}, {}, 'allowed'],
    ['a statement needs no list', [{ Version: '2012-10-17', Statement: statement() }], {}, {}, 'allowed'],
    ['actions are the same in any case', [policy({ Action: 'LIGHTSAIL:putinstancepublicports' })], {}, {}, 'allowed'],
    [
      'keys of tags are the same in any case, values are not',
      [policy({ Condition: { StringEquals: { 'aws:resourcetag/TEAM': 'web' } } })],
      {},
      { Team: 'web' },
      'allowed',
    ],
    [
      'a value that comes in for a variable has no wildcards',
      [policy({ Condition: { StringLike: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } })],
      { tags: { team: '*' } },
      { team: 'web' },
      'implicitDeny',
    ],
    [
      'a variable without a value fits nothing, not even the negation',
      [policy({ Condition: { StringNotEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } })],
      {},
      { team: 'web' },
      'implicitDeny',
    ],
    [
      'the older version knows no variables',
      [
        {
          Version: '2008-10-17',
          Statement: [statement({ Condition: { StringEquals: { 'aws:ResourceTag/x': '${aws:username}' } } })],
        },
      ],
      {},
      { x: '${aws:username}' },
      'allowed',
    ],
    [
      'a policy without a version is of the older one',
      [{ Statement: [statement({ Condition: { StringEquals: { 'aws:ResourceTag/x': 'deploy' } } })] }],
      {},
      { x: 'deploy' },
      'allowed',
    ],
    [
      '${*} is a star',
      [policy({ Condition: { StringLike: { 'aws:ResourceTag/x': 'a${*}${?}${$}*' } } })],
      {},
      { x: 'a*?$anything' },
      'allowed',
    ],
    [
      'IfExists holds for what is not there, ForAnyValue or not',
      [policy({ Condition: { 'ForAnyValue:StringEqualsIfExists': { 'aws:ResourceTag/x': 'a' } } })],
      {},
      {},
      'allowed',
    ],
    [
      'the session of a role is known by the ARN of the role',
      [policy({ Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/sync' } } })],
      { arn: 'arn:aws:sts::123456789012:assumed-role/sync/one' },
      {},
      'allowed',
    ],
    [
      'only users have a name',
      [policy({ Condition: { Null: { 'aws:username': 'false' } } })],
      { arn: 'arn:aws:sts::123456789012:assumed-role/sync/one' },
      {},
      'implicitDeny',
    ],
    [
      'everything is in 0.0.0.0/0',
      [policy({ Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } })],
      {},
      {},
      'allowed',
    ],
    [
      'an address may be of IPv6',
      [policy({ Condition: { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } } })],
      { sourceIp: '2001:db8::7' },
      {},
      'allowed',
    ],
    [
      'dates may be seconds',
      [policy({ Condition: { DateGreaterThan: { 'aws:CurrentTime': '1700000000' } } })],
      {},
      {},
      'allowed',
    ],
    [
      'values need not be texts',
      [
        policy({
          Condition: { Bool: { 'aws:SecureTransport': true }, DateGreaterThan: { 'aws:CurrentTime': 1_700_000_000 } },
        }),
      ],
      {},
      {},
      'allowed',
    ],
  ])('%s', (_what, policies, principal, tags, decision) => {
    expect(decisionOf(policies, principal, tags)).toBe(decision)
  })
})

describe('a pattern', () => {
  const piece: fc.Arbitrary<Piece> = fc.oneof(
    fc.constantFrom<Piece>('*', '?'),
    fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 2 }).map((text) => ({ text })),
  )
  const expressionOf = (pieces: readonly Piece[]) =>
    new RegExp(
      `^${pieces.map((one) => (one === '*' ? '.*' : one === '?' ? '.' : one.text.replaceAll('.', '\\.'))).join('')}$`,
    )

  test('fits what a regular expression says', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 10 }),
        (pieces, text) => {
          expect(fits(globOf(pieces), text)).toBe(expressionOf(pieces).test(text))
        },
      ),
      { numRuns: 5000 },
    )
  })

  test('that would keep a regular expression busy for ever is no burden', () => {
    const bomb = 'a*'.repeat(2000)
    const condition = { Condition: { StringLike: { 'aws:ResourceTag/x': [`${bomb}b`, `${'?*'.repeat(1000)}b`] } } }
    expect(decisionOf([policy(condition)], {}, { x: 'a'.repeat(10_000) })).toBe('implicitDeny')
    const resource = { Resource: `arn:aws:lightsail:*:*:Instance/${'*?'.repeat(2000)}x` }
    expect(decisionOf([policy(resource)])).toBe('implicitDeny')
  })
})
