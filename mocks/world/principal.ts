import ipaddr from 'ipaddr.js'
import * as v from 'valibot'
import { type Complain, moment, strictObject, tags } from '../definitions/definition.ts'
import { type Policy, readPolicy } from '../iam/policy.ts'

/** A caller of the service: an IAM user, or an assumed role. */
export interface PrincipalDefinition {
  /** The access key of the principal's requests: the credential scope of a call names the principal that makes it. */
  readonly accessKeyId: string
  /** Needed if signatures are verified. It is never exported. */
  readonly secretAccessKey?: string | undefined
  /** The token of temporary credentials. It is never exported. */
  readonly sessionToken?: string | undefined
  /** The moment at which temporary credentials expire (ISO 8601, or a Date). Default: never. */
  readonly expiration?: string | Date | undefined
  /** E.g. `arn:aws:iam::123456789012:user/deploy`. A root user (`…:root`) may do everything. */
  readonly arn: string
  /** `aws:PrincipalTag/KEY`. */
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** `aws:SourceIp`. Default: where the request comes from; for requests that take no network, 127.0.0.1. */
  readonly sourceIp?: string | undefined
  /** Identity-based policies, as objects or as JSON texts. Without any, everything is denied. */
  readonly policies?: readonly (object | string)[] | undefined
}

/** A principal as the simulation holds it. */
export interface Principal extends Omit<PrincipalDefinition, 'tags' | 'policies' | 'expiration'> {
  readonly expiration: string | undefined
  readonly tags: Readonly<Record<string, string>>
  readonly policies: readonly object[]
  /** The same policies, compiled. */
  readonly compiled: readonly Policy[]
}

// A message of its own: the default one would repeat the secret.
const secret = v.custom<string>((given) => typeof given === 'string' && given !== '', 'is not a text')

/** A principal as JSON. */
export const principalSchema: v.GenericSchema<unknown, PrincipalDefinition> = strictObject({
  accessKeyId: v.pipe(v.string(), v.regex(/^\w{1,128}$/, 'is not an access key id: letters, digits and _')),
  secretAccessKey: v.optional(secret),
  sessionToken: v.optional(secret),
  expiration: v.optional(
    v.union([
      moment,
      v.pipe(
        v.date(),
        v.transform((date) => date.toISOString()),
      ),
    ]),
  ),
  // Members of the SDK's credentials, so that these can be given as they are.
  $source: v.optional(v.unknown()),
  accountId: v.optional(v.unknown()),
  credentialScope: v.optional(v.unknown()),
  arn: v.pipe(
    v.string(),
    v.regex(
      /^arn:aws[\w-]*:(?:iam::\d{12}:root|(?:iam|sts)::\d{12}:[\w-]+\/[\w+=,.@/-]+)$/,
      'is not the ARN of a principal, such as arn:aws:iam::123456789012:user/deploy',
    ),
  ),
  tags: v.optional(
    v.pipe(
      tags,
      v.check((given) => !hasKeyInTwoCases(given), 'has keys that differ in their case alone'),
    ),
  ),
  sourceIp: v.optional(v.pipe(v.string(), v.check(isIpAddress, 'is not an IP address'))),
  policies: v.optional(v.array(v.custom<object | string>(() => true))),
})

/** Tells whether two keys differ in their case alone. IAM refuses such tags: conditions do not tell them apart. */
function hasKeyInTwoCases(given: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(given)
  return new Set(keys.map((key) => key.toLowerCase())).size < keys.length
}

function isIpAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
}

/**
 * Reads a principal. Complains of invalid policies, and of elements that are not evaluated here.
 *
 * @param known the present principal of the same access key. If no secrets are given its secrets stay: an export has none
 */
export function readPrincipal(
  definition: PrincipalDefinition,
  known: Principal | undefined,
  at: string,
  complain: Complain,
): Principal {
  const { accessKeyId, arn, secretAccessKey, sessionToken, sourceIp, expiration, tags = {}, policies = [] } = definition
  const compiled = policies.map((policy, index) => readPolicy(policy, `${at}.policies[${index}]`, complain))
  const hasNone = secretAccessKey === undefined && sessionToken === undefined
  const secrets = hasNone && known !== undefined ? known : { secretAccessKey, sessionToken }
  return {
    accessKeyId,
    secretAccessKey: secrets.secretAccessKey,
    sessionToken: secrets.sessionToken,
    arn,
    sourceIp,
    expiration: typeof expiration === 'string' ? expiration : expiration?.toISOString(),
    tags: { ...tags },
    policies: compiled.map(({ document }) => document),
    compiled,
  }
}

/** Writes a principal in the form in which it can be given. */
export function exportPrincipal(source: Principal, withSecrets: boolean): PrincipalDefinition {
  const { accessKeyId, secretAccessKey, sessionToken, arn, sourceIp, expiration, tags, policies } = source
  const secrets = withSecrets ? { secretAccessKey, sessionToken } : {}
  const given = {
    accessKeyId,
    ...secrets,
    arn,
    sourceIp,
    expiration,
    tags: { ...tags },
    policies: structuredClone(policies),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as PrincipalDefinition &
    object
}
