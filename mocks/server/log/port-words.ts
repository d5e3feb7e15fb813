import { findLockOut, isEverybody, type LockOut, type RuleDifference } from '../../world/port-difference.ts'
import type { InstancePortState } from '../../world/port-state.ts'

/** Sources that are named in one line; of more it says how many. */
const NAMED = 3

/**
 * Writes what a change did to a rule: `+443/tcp`, `-22/tcp (was 203.0.113.7/32)`, `~8080/tcp (+10.0.0.0/8)`. A rule for
 * everybody names no source.
 */
export function ruleWords({ kind, name, added, removed }: RuleDifference): string {
  if (kind === 'opened') return isEverybody(added) ? `+${name}` : `+${name} (for ${sourceWords(added)})`
  if (kind === 'closed') return isEverybody(removed) ? `-${name}` : `-${name} (was ${sourceWords(removed)})`
  const parts = [
    ...(added.length === 0 ? [] : [`+${sourceWords(added)}`]),
    ...(removed.length === 0 ? [] : [`-${sourceWords(removed)}`]),
  ]
  return `~${name} (${parts.join(', ')})`
}

function sourceWords(sources: readonly string[]): string {
  const more = sources.length - NAMED
  return more > 0 ? `${sources.slice(0, NAMED).join(' ')} and ${more} more` : sources.join(' ')
}

/** Says who was locked out of port 22: nobody is to overlook that. */
export function lockOutWords({ sources, isTotal }: LockOut): string {
  return isTotal ? 'PORT 22 IS CLOSED' : `PORT 22 IS CLOSED for ${sourceWords(sources)}`
}

/** The words for a lock-out, if a change locks anybody out. */
export function lockOutIn(
  before: readonly InstancePortState[],
  after: readonly InstancePortState[],
): string | undefined {
  const lockOut = findLockOut(before, after)
  return lockOut && lockOutWords(lockOut)
}
