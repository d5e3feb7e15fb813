// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import fc from 'fast-check'
import { createLightsail, InvalidDefinitionError, type PrincipalDefinition } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { globOf, matchesGlob, type Piece } from '../../../mocks/iam/glob.ts'
import { answered } from '../../support/answered.ts'
import { budget, randomRuns } from '../../support/budget.ts'
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

/** Makes a Put as a principal with these policies, and returns its result. */
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

describe('an invalid policy is refused when it is given', () => {
  const cyclic: Record<string, unknown> = policy()
  cyclic['Id'] = cyclic
  test.each([
    ['that is not an object', 7, `${AT}: is not a policy: an object, or its JSON text`],
    ['that is null', null, `${AT}: is not a policy: an object`],
    ['with an invalid statement', { Statement: [7] }, `${AT}.Statement[0]: is not an object`],
    [
      'with what only looks like an ARN',
      policy({ Resource: 'urn:aws:lightsail:*:*:Instance/*' }),
      'is not an ARN of six',
    ],
    ['with a wildcard as service', policy({ Action: 'light*:Get*' }), 'is not an action such as lightsail:'],
    [
      'with an invalid default',
      policy({ Resource: 'arn:aws:lightsail:*:*:Instance/${aws:username, none}' }),
      'has the variable ${aws:username, none}, which is not a condition key',
    ],
    [
      'with a date that is not of ISO 8601',
      policy({ Condition: { DateLessThan: { 'aws:CurrentTime': 'Jan 31 2026' } } }),
      '"Jan 31 2026" is not a date',
    ],
    [
      'with half an address',
      policy({ Condition: { IpAddress: { 'aws:SourceIp': '10.1' } } }),
      '"10.1" is not an IP address or CIDR block',
    ],
    ['that is not JSON', '{"Version":', `${AT}: is not a policy in JSON`],
    ['that is a list', [], `${AT}: is not a policy`],
    ['with a version that is a list', { ...policy(), Version: ['2012-10-17'] }, `${AT}.Version: is not 2012-10-17 or`],
    ['with an Id that is not a text', { ...policy(), Id: { a: 1 } }, `${AT}.Id: is not a text`],
    [
      'with a member twice',
      '{"Statement":{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}}',
      `${AT}: has the member Effect twice`,
    ],
    ['with a hole', { Statement: [undefined, statement()] }, `${AT}.Statement[0]: is not an object`],
    [
      'with a variable that does not end',
      policy({ Condition: { StringEquals: { 'aws:username': '${aws:username' } } }),
      'has a variable without its closing brace',
    ],
    [
      'with a variable in a key',
      policy({ Condition: { StringEquals: { 'aws:ResourceTag/${aws:username}': 'x' } } }),
      'is not a condition key',
    ],
    [
      'with an octal address',
      policy({ Condition: { IpAddress: { 'aws:SourceIp': '010.0.0.0/8' } } }),
      'is not an IP address',
    ],
    [
      'with an address of two parts',
      policy({ Condition: { IpAddress: { 'aws:SourceIp': '10/8' } } }),
      'is not an IP address',
    ],
    ['with 31 February', policy({ Condition: { DateLessThan: { 'aws:CurrentTime': '2026-02-31' } } }), 'is not a date'],
    ['without a statement', { Version: '2012-10-17' }, `${AT}.Statement: at least one statement is required`],
    ['with no statements', { Statement: [] }, `${AT}.Statement: at least one statement is required`],
    ['of another version', { ...policy(), Version: '2025-01-01' }, `${AT}.Version: is not 2012-10-17 or 2008-10-17`],
    ['with another member', { ...policy(), Statements: [] }, `${AT}.Statements: is not a member`],
    ['of a resource', policy({ Principal: '*' }), `${AT}.Statement[0].Principal: is not a member of an identity-based`],
    ['with an invalid effect', policy({ Effect: 'allow' }), `${AT}.Statement[0].Effect: is not Allow or Deny`],
    ['without an action', policy({ Action: undefined }), `has to have either Action or NotAction`],
    ['with both', policy({ NotAction: 's3:*' }), `has to have either Action or NotAction`],
    ['without a resource', policy({ Resource: undefined }), `has to have either Resource or NotResource`],
    ['with an invalid action', policy({ Action: 'PutInstancePublicPorts' }), 'is not an action such as lightsail:'],
    ['with no action', policy({ Action: [] }), `${AT}.Statement[0].Action: is an empty list`],
    ['with an action that is a number', policy({ Action: ['s3:*', 7] }), `${AT}.Statement[0].Action[1]: is not a text`],
    ['with a resource that is not an ARN', policy({ Resource: 'web-1' }), 'is not an ARN of six parts'],
    ['with a short ARN', policy({ Resource: 'arn:aws:lightsail:*' }), 'is not an ARN of six parts'],
    ['with an invalid Sid', policy({ Sid: 'no spaces' }), `${AT}.Statement[0].Sid: is not a text of letters`],
    ['with a Sid twice', { Statement: [statement({ Sid: 'A' }), statement({ Sid: 'A' })] }, 'has the Sid A twice'],
    ['with an invalid condition', policy({ Condition: [] }), `${AT}.Statement[0].Condition: is not an object`],
    ['with an empty operator', policy({ Condition: { StringEquals: 'x' } }), 'is not an object of condition keys'],
    [
      'with an operator that is not evaluated',
      policy({ Condition: { NumericLessThan: { 'aws:ResourceTag/size': '5' } } }),
      'Condition.NumericLessThan: NumericLessThan is not a condition operator that is evaluated here. Use StringEquals',
    ],
    [
      'with IfExists behind Null',
      policy({ Condition: { NullIfExists: { 'aws:ResourceTag/team': 'true' } } }),
      'NullIfExists is not a condition operator',
    ],
    [
      'with a key that is not evaluated',
      policy({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      'Condition.Bool.aws:MultiFactorAuthPresent: aws:MultiFactorAuthPresent is not a condition key that is evaluated here. Use aws:CurrentTime',
    ],
    [
      'with a tag without a name',
      policy({ Condition: { StringEquals: { 'aws:ResourceTag/': 'x' } } }),
      'aws:ResourceTag/ is not a condition key',
    ],
    [
      'with a variable that is not evaluated',
      policy({ Resource: 'arn:aws:lightsail:*:*:Instance/${aws:userid}' }),
      'has the variable ${aws:userid}, which is not a condition key that is evaluated here',
    ],
    [
      'with an invalid date',
      policy({ Condition: { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } } }),
      '"tomorrow" is not a date such as 2026-01-31T12:00:00Z',
    ],
    [
      'with an invalid address',
      policy({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/33' } } }),
      '"203.0.113.0/33" is not an IP address or CIDR block',
    ],
    [
      'with an invalid truth value',
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

  test('of one character more than AWS takes, white space aside', () => {
    const room = 10_240 - JSON.stringify({ ...policy(), Id: '' }).length
    expect(problems({ ...policy(), Id: 'x'.repeat(room) + ' '.repeat(100) })).toEqual([])
    expect(problems({ ...policy(), Id: 'x'.repeat(room + 1) })).toHaveLength(1)
  })

  test('all limits at once', () => {
    expect(problems(policy({ Effect: 'Maybe', Action: 'x' }), policy({ Condition: { Like: {} } }))).toHaveLength(3)
  })

  test('an empty Sid counts as absent', () => {
    expect(problems({ Statement: [statement({ Sid: '' }), statement({ Sid: '' })] })).toEqual([])
  })

  test('later changes of the given object have no effect', () => {
    const given = policy()
    const lightsail = service([given])
    Object.assign(given.Statement[0] ?? {}, { Effect: 'Deny' })
    expect(lightsail.export().principals?.[0]?.policies).toEqual([policy()])
  })

  test('and nothing of the world is changed', () => {
    const lightsail = service([policy()])
    expect(() =>
      lightsail.load({ instances: ['db-1'], principals: [{ accessKeyId: 'A', arn: ARN, policies: [{}] }] }),
    ).toThrow(InvalidDefinitionError)
    expect(lightsail.instances.has('db-1')).toBe(false)
    expect(lightsail.export().principals?.[0]?.arn).toBe(ARN)
  })
})

describe('the examples of the user guide', () => {
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
      [{ Statement: [statement({ Condition: { StringEquals: { 'aws:ResourceTag/x': '${aws:username}' } } })] }],
      {},
      { x: 'deploy' },
      'implicitDeny',
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
      'of two tags that differ in their case alone the one as written counts',
      [policy({ Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } })],
      {},
      { Team: 'web', team: 'db' },
      'implicitDeny',
    ],
    [
      'a block may hold IPv4 in the form of IPv6',
      [policy({ Condition: { IpAddress: { 'aws:SourceIp': '::ffff:203.0.113.0/120' } } })],
      { sourceIp: '203.0.113.9' },
      {},
      'allowed',
    ],
    [
      'a text that is not an ARN matches no pattern',
      [policy({ Condition: { ArnLike: { 'aws:ResourceTag/x': 'arn:*:*:*:*:*' } } })],
      {},
      { x: 'arn' },
      'implicitDeny',
    ],
    [
      'a text that is not a date matches no operator',
      [policy({ Condition: { DateNotEquals: { 'aws:ResourceTag/x': '2026-01-31' } } })],
      {},
      { x: 'garbage' },
      'implicitDeny',
    ],
    ['a user named root is none', [], { arn: 'arn:aws:iam::123456789012:user/root' }, {}, 'implicitDeny'],
    ['the root of another account is none here', [], { arn: 'arn:aws:iam::210987654321:root' }, {}, 'implicitDeny'],
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
    [
      'the last part of an ARN may have colons',
      [policy({ Condition: { ArnLike: { 'aws:ResourceTag/x': 'arn:aws:logs:*:*:log-group:w*' } } })],
      {},
      { x: 'arn:aws:logs:us-east-1:123456789012:log-group:web' },
      'allowed',
    ],
    [
      'the default of a variable is for want of a value',
      [policy({ Condition: { StringEquals: { 'aws:ResourceTag/team': "${aws:PrincipalTag/team, 'none'}" } } })],
      { tags: { team: 'web' } },
      { team: 'web' },
      'allowed',
    ],
    [
      'the older version knows no variables in resources',
      [
        {
          Version: '2008-10-17',
          Statement: [statement({ Resource: 'arn:aws:lightsail:*:*:${aws:PrincipalTag/kind}/*' })],
        },
      ],
      { tags: { kind: 'Instance' } },
      {},
      'implicitDeny',
    ],
    [
      'true is true in any case',
      [policy({ Condition: { Bool: { 'aws:ResourceTag/x': 'true' } } })],
      {},
      { x: 'True' },
      'allowed',
    ],
    [
      'dates may be seconds to come',
      [policy({ Condition: { DateLessThan: { 'aws:CurrentTime': '4102444800' } } })],
      {},
      {},
      'allowed',
    ],
    [
      'dates may be before 1970',
      [policy({ Condition: { DateGreaterThan: { 'aws:CurrentTime': '-1' } } })],
      {},
      {},
      'allowed',
    ],
    [
      'an IPv4 address may come in the form of IPv6',
      [policy({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })],
      { sourceIp: '::ffff:203.0.113.9' },
      {},
      'allowed',
    ],
    [
      'an address is not its neighbour',
      [policy({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.9' } } })],
      { sourceIp: '203.0.113.8' },
      {},
      'implicitDeny',
    ],
    [
      'nor is one of IPv6',
      [policy({ Condition: { IpAddress: { 'aws:SourceIp': '2001:db8::7' } } })],
      { sourceIp: '2001:db8::8' },
      {},
      'implicitDeny',
    ],
    [
      'a text that is not an address is in no block',
      [policy({ Condition: { NotIpAddress: { 'aws:ResourceTag/x': '10.0.0.0/8' } } })],
      {},
      { x: 'web' },
      'allowed',
    ],
    [
      'operators are the same in any case',
      [
        policy({
          Condition: {
            'forallvalues:stringequalsifexists': { 'aws:ResourceTag/x': 'a' },
            null: { 'aws:ResourceTag/x': 'TRUE' },
          },
        }),
      ],
      {},
      {},
      'allowed',
    ],
    [
      'IfExists is the same in any case',
      [policy({ Condition: { stringequalsifexists: { 'aws:ResourceTag/x': 'a' } } })],
      {},
      {},
      'allowed',
    ],
    [
      'a principal has an account',
      [policy({ Condition: { StringEquals: { 'aws:PrincipalAccount': '123456789012' } } })],
      {},
      {},
      'allowed',
    ],
    [
      'a variable without a value fits nothing, not even NotResource',
      [policy({ Resource: undefined, NotResource: 'arn:aws:lightsail:*:*:${aws:PrincipalTag/none}' })],
      {},
      {},
      'implicitDeny',
    ],
    [
      'a user named root is not the root user',
      [policy({ Action: 's3:*' })],
      { arn: 'arn:aws:iam::123456789012:user/root' },
      {},
      'implicitDeny',
    ],
  ])('%s', (_what, policies, principal, tags, decision) => {
    expect(decisionOf(policies, principal, tags)).toBe(decision)
  })
})

test('the Region and the account of a request are its own', () => {
  const resource = 'arn:aws:lightsail:eu-west-1:210987654321:Instance/*'
  const requested = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }
  const lightsail = createLightsail({
    account: { id: '210987654321' },
    instances: [{ name: 'web-1', region: 'eu-west-1' }],
    principals: [
      {
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        arn: 'arn:aws:iam::210987654321:user/deploy',
        policies: [policy({ Resource: resource, Condition: requested })],
      },
    ],
  })
  const headers = { ...rawHeaders('PutInstancePublicPorts'), host: 'lightsail.eu-west-1.amazonaws.com' }
  answered(lightsail, { method: 'POST', path: '/', headers, body: '{"instanceName":"web-1","portInfos":[]}' })
  expect(lightsail.calls.last?.outcome.error).toBeUndefined()
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

  test('matches the same texts as a regular expression', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 10 }),
        (pieces, text) => {
          expect(matchesGlob(globOf(pieces), text)).toBe(expressionOf(pieces).test(text))
        },
      ),
      { numRuns: randomRuns(5000) },
    )
  })

  test('that would make a regular expression backtrack is matched quickly', () => {
    const bomb = 'a*'.repeat(2000)
    const condition = { Condition: { StringLike: { 'aws:ResourceTag/x': [`${bomb}b`, `${'?*'.repeat(1000)}b`] } } }
    expect(decisionOf([policy(condition)], {}, { x: 'a'.repeat(256) })).toBe('implicitDeny')
    const resource = { Resource: `arn:aws:lightsail:*:*:Instance/${'*?'.repeat(2000)}x` }
    expect(decisionOf([policy(resource)])).toBe('implicitDeny')
  })
})

test('the address that a request comes from counts', () => {
  const lightsail = service([policy({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.9' } } })])
  const request = { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' }
  answered(lightsail, { ...request, sourceIp: '203.0.113.9' })
  answered(lightsail, request)
  expect([...lightsail.calls].map((call) => call.authorization?.decision)).toEqual(['allowed', 'implicitDeny'])
})

test.each([
  ['escaped quotes without an end', `"${'\\"'.repeat(260_000)}`],
  ['braces without an end', '{'.repeat(1_000_000)],
  [
    'open variables',
    JSON.stringify(policy({ Resource: `arn:aws:lightsail:*:*:${'${'.repeat(2000)}${' '.repeat(900_000)}` })),
  ],
  ['quotes and white space', `${'"'.repeat(10_000)}${' '.repeat(1_000_000)}`],
])('a policy text of a megabyte is refused in milliseconds: %s', (_name, text) => {
  const started = performance.now()
  expect(problems(text)).toHaveLength(1)
  // It takes 5 to 20 ms; a quadratic reader takes more than a minute.
  expect(performance.now() - started).toBeLessThan(budget(2000))
})
