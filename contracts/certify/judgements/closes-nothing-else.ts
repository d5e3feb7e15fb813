import { comparePorts, describeChanges, isLoss } from '../../consumers/port-changes.ts'
import { type Opening, openings } from '../../consumers/ports.ts'
import { jobOpenings, type Observed, portsBefore } from '../observed.ts'
import { hasReadBeforeChange } from '../tries.ts'
import { fail, type JudgementRule, pass } from './judgement.ts'
import { listOpenings } from './wording.ts'

export const closesNothingElse: JudgementRule = {
  name: 'closes-nothing-else',
  title: 'it leaves other open ports alone',
  fix: 'Open ports with OpenInstancePublicPorts, or put every rule back with all its sources: cidrs, ipv6Cidrs and cidrListAliases.',
  judge(observed) {
    if (!isJudged(observed) || observed.ended.says !== 'success') return undefined
    const before = openings(portsBefore(observed)).filter((opening) => !isSsh(opening))
    const losses = comparePorts(before, openings(observed.after ?? []), jobOpenings(observed)).filter(isLoss)
    if (losses.length > 0) return fail(`${describeChanges(losses)}. Nobody asked for that`)
    return before.length === 0 ? undefined : pass(`${listOpenings(before)} stayed open`)
  },
}

/** After a race, a consumer that has read is judged by `lost-update`: it could not know. */
function isJudged(observed: Observed): boolean {
  const { kind } = observed.situation.expects
  return kind === 'done' || kind === 'either' || kind === 'twice' || (kind === 'race' && !hasReadBeforeChange(observed))
}

/** `lock-out` judges the rule for SSH alone. */
function isSsh({ protocol, from, to }: Opening): boolean {
  return protocol === 'tcp' && from === 22 && to === 22
}
