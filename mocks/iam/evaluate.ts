import type { AccessRequest, Policy } from './policy.ts'

/** The decision of the policies on a request, in the words of IAM's policy simulator, and the statement that decided. */
export interface AccessDecision {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny'
  /** The statement's path in the principal, e.g. `policies[0].Statement[1]`; absent for an implicit deny. */
  readonly statement?: string
  readonly sid?: string
}

/**
 * Evaluates the policies of a principal. A Deny wins over any Allow; a request that nothing allows is denied.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(policies: readonly Policy[], request: AccessRequest): AccessDecision {
  return findStatement('Deny', policies, request) ?? findStatement('Allow', policies, request) ?? IMPLICIT
}

const IMPLICIT: AccessDecision = Object.freeze({ decision: 'implicitDeny' })

function findStatement(
  effect: 'Allow' | 'Deny',
  policies: readonly Policy[],
  request: AccessRequest,
): AccessDecision | undefined {
  for (const [at, { statements }] of policies.entries()) {
    const index = statements.findIndex((one) => one.effect === effect && one.applies(request))
    const sid = statements[index]?.sid
    if (index === -1) continue
    return {
      decision: effect === 'Allow' ? 'allowed' : 'explicitDeny',
      statement: `policies[${at}].Statement[${index}]`,
      ...(sid !== undefined && { sid }),
    }
  }
  return undefined
}
