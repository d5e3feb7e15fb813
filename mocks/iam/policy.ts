import type { Complain } from '../definitions/definition.ts'
import { clipped } from '../errors/index.ts'
import { findDuplicateMember } from '../protocol/duplicate-member.ts'
import { isObject, parseJson } from '../protocol/json.ts'
import { type Condition, readCondition } from './condition.ts'
import type { KeyValues } from './condition-keys.ts'
import { readList } from './elements.ts'
import { globOf, matchesGlob, type Piece } from './glob.ts'
import { readArnPattern } from './policy-string.ts'

/** A request for access: the action, its resource, and the values of condition keys. */
export interface AccessRequest {
  /** `lightsail:PutInstancePublicPorts`. */
  readonly action: string
  /** The ARN of the resource, or `*` for an action without a resource. */
  readonly resource: string
  readonly values: KeyValues
}

/** A compiled statement. */
interface Statement {
  readonly effect: 'Allow' | 'Deny'
  readonly sid: string | undefined
  applies(request: AccessRequest): boolean
}

/** A compiled identity-based policy. */
export interface Policy {
  /** The parsed document as it was given. */
  readonly document: object
  readonly statements: readonly Statement[]
}

/** AWS's largest quota for a policy (an inline policy of a role), in characters without white space. */
const MAX_POLICY_SIZE = 10_240
const VERSIONS = ['2012-10-17', '2008-10-17']
const POLICY_MEMBERS = ['Version', 'Id', 'Statement']
const STATEMENT_MEMBERS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']

/**
 * Reads an identity-based policy: an object, or its JSON text. Complains of every mistake, and of every element that is
 * not evaluated here: ignoring one could allow a call that AWS denies.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readPolicy(given: unknown, at: string, complain: Complain): Policy {
  const policy = readPolicyDocument(given, at, complain)
  if (policy === undefined) return { document: {}, statements: [] }
  refuseOthers(policy, POLICY_MEMBERS, at, complain)
  const { Version: version = '2008-10-17', Id: id, Statement: statement } = policy
  if (id !== undefined && typeof id !== 'string') complain(`${at}.Id`, 'is not a text')
  if (typeof version !== 'string' || !VERSIONS.includes(version))
    complain(`${at}.Version`, `is not ${VERSIONS.join(' or ')}`)
  const isList = Array.isArray(statement)
  const list: readonly unknown[] = isList ? statement : [statement]
  if (list.length === 0 || statement === undefined) complain(`${at}.Statement`, 'at least one statement is required')
  const variables = version === '2012-10-17'
  const statements = list.map((one, index) =>
    readStatement(one, variables, isList ? `${at}.Statement[${index}]` : `${at}.Statement`, complain),
  )
  refuseTwice(
    statements.map(({ sid }) => sid),
    at,
    complain,
  )
  return { document: policy, statements }
}

/** Reads the document as JSON. The result is a copy: later changes of the given object have no effect. */
function readPolicyDocument(
  given: unknown,
  at: string,
  complain: Complain,
): Readonly<Record<string, unknown>> | undefined {
  const text = typeof given === 'string' ? given : toJson(given)
  const size = text?.replaceAll(/\s+/g, '').length ?? 0
  // First of all: whatever is read of a text from here on is short, or white space.
  if (size > MAX_POLICY_SIZE) {
    complain(at, `has ${size} characters without white space, and AWS takes no policy of more than ${MAX_POLICY_SIZE}`)
    return undefined
  }
  const policy = text === undefined ? given : parseJson(text)
  if (!isObject(policy)) {
    complain(at, typeof given === 'string' ? 'is not a policy in JSON' : 'is not a policy: an object, or its JSON text')
    return undefined
  }
  if (text === undefined) {
    complain(at, 'cannot be written as JSON')
    return undefined
  }
  const twice = typeof given === 'string' ? findDuplicateMember(given) : undefined
  if (twice !== undefined) complain(at, `has the member ${clipped(twice, 64)} twice in one object`)
  return policy
}

function toJson(given: unknown): string | undefined {
  try {
    return JSON.stringify(given)
  } catch {
    // The object is circular or too deep.
    return undefined
  }
}

function readStatement(given: unknown, variables: boolean, at: string, complain: Complain): Statement {
  if (!isObject(given)) {
    if (given !== undefined) complain(at, 'is not an object')
    return { effect: 'Deny', sid: undefined, applies: () => true }
  }
  refuseOthers(given, STATEMENT_MEMBERS, at, complain)
  const { Sid: sid, Effect: effect } = given
  if (effect !== 'Allow' && effect !== 'Deny') complain(`${at}.Effect`, 'is not Allow or Deny')
  if (sid !== undefined && !(typeof sid === 'string' && /^[A-Za-z0-9]*$/.test(sid))) {
    complain(`${at}.Sid`, 'is not a text of letters and digits')
  }
  const action = readEither(given, 'Action', at, complain, (text, path) => readAction(text, path, complain))
  const resource = readEither(given, 'Resource', at, complain, (text, path) =>
    readResource(text, variables, path, complain),
  )
  const condition: Condition = readCondition(given['Condition'], variables, `${at}.Condition`, complain)
  return {
    effect: effect === 'Allow' ? 'Allow' : 'Deny',
    sid: typeof sid === 'string' && sid !== '' ? sid : undefined,
    applies: (request) => action(request) && resource(request) && condition(request.values),
  }
}

/** Tells whether the request matches; `undefined` if a variable has no value: then neither an element nor its Not applies. */
type Matches = (request: AccessRequest) => boolean | undefined

/** Reads an element or its negation. A statement has exactly one of the two. */
function readEither(
  statement: Readonly<Record<string, unknown>>,
  name: 'Action' | 'Resource',
  at: string,
  complain: Complain,
  read: (text: string, at: string) => Matches,
): (request: AccessRequest) => boolean {
  const { [name]: plain, [`Not${name}`]: negated } = statement
  if ((plain === undefined) === (negated === undefined)) {
    complain(at, `has to have either ${name} or Not${name}`)
    return () => false
  }
  const path = `${at}.${plain === undefined ? 'Not' : ''}${name}`
  const tests = readList(plain ?? negated, path, complain).map((text) => read(text, path))
  if (plain !== undefined) return (request) => tests.some((test) => test(request) === true)
  return (request) => tests.every((test) => test(request) === false)
}

function readAction(text: string, at: string, complain: Complain): Matches {
  if (text !== '*' && !/^[\w-]+:[\w*?]+$/.test(text)) {
    complain(at, `${JSON.stringify(clipped(text, 64))} is not an action such as lightsail:PutInstancePublicPorts`)
  }
  const glob = globOf((text.toLowerCase().match(/[*?]|[^*?]+/g) ?? []).map(pieceOf))
  return ({ action }) => matchesGlob(glob, action.toLowerCase())
}

function pieceOf(text: string): Piece {
  return text === '*' || text === '?' ? text : { text }
}

function readResource(text: string, variables: boolean, at: string, complain: Complain): Matches {
  if (text === '*') return () => true
  const pattern = readArnPattern(text, variables, at, complain)
  // An action without a resource matches * alone.
  return ({ resource, values }) => resource !== '*' && pattern(resource, values)
}

function refuseOthers(given: object, members: readonly string[], at: string, complain: Complain): void {
  for (const name of Object.keys(given)) {
    if (members.includes(name)) continue
    complain(
      `${at}.${clipped(name, 64)}`,
      `is not a member of an identity-based policy here. Use ${members.join(', ')}`,
    )
  }
}

function refuseTwice(sids: readonly (string | undefined)[], at: string, complain: Complain): void {
  const twice = sids.find((sid, index) => sid !== undefined && sids.indexOf(sid) !== index)
  if (twice !== undefined) complain(`${at}.Statement`, `has the Sid ${clipped(twice, 64)} twice`)
}
