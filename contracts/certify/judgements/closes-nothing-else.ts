import { comparePorts, describeChange, isLoss } from '../../consumers/port-changes.ts'
import { type Opening, openings } from '../../consumers/ports.ts'
import { portsBefore } from '../observed.ts'
import { type JudgementRule, pass, warn } from './judgement.ts'
import { listOpenings } from './wording.ts'

export const closesNothingElse: JudgementRule = {
  name: 'closes-nothing-else',
  title: 'it leaves other open ports alone',
  judge(observed) {
    if (observed.situation.expects.kind !== 'done' || observed.ended.says !== 'success') return undefined
    const before = openings(portsBefore(observed)).filter((opening) => !isSsh(opening))
    const losses = comparePorts(before, openings(observed.after ?? [])).filter(isLoss)
    if (losses.length > 0) return warn(`it ${losses.map(describeChange).join('; it ')}. Nobody asked for that`)
    return before.length === 0 ? undefined : pass(`${listOpenings(before)} stayed open`)
  },
}

/** `lock-out` judges the rule for SSH alone. */
function isSsh({ protocol, from, to }: Opening): boolean {
  return protocol === 'tcp' && from === 22 && to === 22
}
