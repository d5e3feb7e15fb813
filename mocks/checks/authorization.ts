import { LightsailError } from '../errors/index.ts'
import type { KeyValues } from '../iam/condition-keys.ts'
import { type AccessDecision, evaluate } from '../iam/evaluate.ts'
import { arnOf } from '../world/instance.ts'
import type { Principal } from '../world/principal.ts'
import { type ResourceName, resourceArn } from '../world/resource.ts'
import type { World } from '../world/world.ts'

/** A call, and the facts that policies can look at. */
export interface Access {
  readonly principal: Principal
  /** The name of the operation. */
  readonly operation: string
  readonly region: string
  /** The IP address that the request comes from. */
  readonly sourceIp: string
  /**
   * The resource of an operation with resource-level control. Reads have none: their resource is `*`, and they know no
   * tags of it.
   */
  readonly resource: ResourceName | undefined
  /** The tags of that resource, if it exists. */
  readonly tags: Readonly<Record<string, string>> | undefined
  /** The tags that the request gives to a resource, if the operation takes any. */
  readonly requestTags: Readonly<Record<string, string>> | undefined
  /** The keys of the tags that the request gives to a resource, or removes from it. */
  readonly tagKeys: readonly string[] | undefined
}

/** Returns the ARN that a call is on: that of the resource, or of everything in the Region for a call without one. */
export function resourceOf(world: World, region: string, resource: ResourceName | undefined): string {
  if (resource === undefined) return `arn:aws:lightsail:${region}:${world.accountId}:*`
  const { type, name } = resource
  // A missing resource gets the ARN that it would have: a caller who is denied cannot find out whether it exists.
  const found = type ?? world.typeOf(region, name) ?? 'Instance'
  return found === 'Instance'
    ? arnOf(world.accountId, { region, name })
    : resourceArn(world.accountId, found, { region, name })
}

/** Evaluates the principal's policies for a call. */
export function authorize(world: World, access: Access): AccessDecision {
  const { principal, operation, region, resource } = access
  const isStar = resource === undefined && world.rules['access-reads'] === 'star'
  // No policy of an account limits its root user.
  if (isRoot(principal.arn, world.accountId)) return { decision: 'allowed' }
  return evaluate(principal.compiled, {
    action: `lightsail:${operation}`,
    resource: isStar ? '*' : resourceOf(world, region, resource),
    values: keyValues(world, access),
  })
}

function isRoot(arn: string, accountId: string): boolean {
  return /^arn:[^:]+:iam::(\d+):root$/.exec(arn)?.[1] === accountId
}

/**
 * Refuses a call that the policies do not allow.
 *
 * @throws {LightsailError} AccessDeniedException unless the call is allowed
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function checkAuthorization({ decision }: AccessDecision, access: Access, world: World): void {
  if (decision === 'allowed') return
  const { principal, operation, region, resource } = access
  const isExplicit = decision === 'explicitDeny'
  const message = denialText(principal.arn, operation, resourceOf(world, region, resource), isExplicit)
  throw new LightsailError('AccessDeniedException', { message })
}

/** Writes the text of a denial as it was recorded. */
export function denialText(arn: string, operation: string, resource: string, isExplicit = false): string {
  const action = `lightsail:${operation}`
  const why = isExplicit
    ? 'with an explicit deny in an identity-based policy'
    : `because no identity-based policy allows the ${action} action`
  return `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`
}

const RESOURCE_TAG = 'aws:resourcetag/'
const REQUEST_TAG = 'aws:requesttag/'
const PRINCIPAL_TAG = 'aws:principaltag/'
const TAG_KEYS = 'aws:tagkeys'

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function keyValues(world: World, access: Access): KeyValues {
  const { principal, region, sourceIp, tags, requestTags, tagKeys } = access
  return (key) => {
    const lower = key.toLowerCase()
    if (lower.startsWith(RESOURCE_TAG)) {
      return tag(tags, key.slice(RESOURCE_TAG.length))
    }
    if (lower.startsWith(REQUEST_TAG)) return tag(requestTags, key.slice(REQUEST_TAG.length))
    // Without tags a request has no such key.
    if (lower === TAG_KEYS) return tagKeys?.length === 0 ? undefined : tagKeys
    if (lower.startsWith(PRINCIPAL_TAG)) return tag(principal.tags, key.slice(PRINCIPAL_TAG.length))
    return KEYS.get(lower)?.(principal, world, region, principal.sourceIp ?? sourceIp)
  }
}

type KeyValue = (principal: Principal, world: World, region: string, sourceIp: string) => string | undefined

const KEYS: ReadonlyMap<string, KeyValue> = new Map<string, KeyValue>([
  ['aws:currenttime', (_principal, world) => new Date(world.clock.now()).toISOString()],
  ['aws:principalaccount', ({ arn }) => arn.split(':')[4]],
  // The ARN of a role's session names the session; the condition key has the ARN of the role.
  [
    'aws:principalarn',
    ({ arn }) => arn.replace(/^(arn:[^:]+):sts(::\d+):assumed-role\/([^/]+)\/.*$/, '$1:iam$2:role/$3'),
  ],
  ['aws:requestedregion', (_principal, _world, region) => region],
  // The real endpoints answer HTTPS alone, so every door counts as HTTPS.
  ['aws:securetransport', () => 'true'],
  ['aws:sourceip', (_principal, _world, _region, sourceIp) => sourceIp],
  ['aws:username', ({ arn }) => /^arn:[^:]+:iam::\d+:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1]],
])

/** Finds a tag. Keys of tags are compared without their case, as condition keys are; an exact match comes first. */
function tag(tags: Readonly<Record<string, string>> | undefined, key: string): string | undefined {
  if (tags === undefined || Object.hasOwn(tags, key)) return tags?.[key]
  return Object.entries(tags).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]
}
