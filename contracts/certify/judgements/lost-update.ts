import { openings, showOpening } from '../../consumers/ports.ts'
import { hasReadBeforeChange } from '../tries.ts'
import { type JudgementRule, pass, warn } from './judgement.ts'

export const lostUpdate: JudgementRule = {
  name: 'lost-update',
  title: 'what others have opened meanwhile stays open',
  fix: 'Use OpenInstancePublicPorts, which adds to the rules, or read again after a Put and compare.',
  judge(observed) {
    const { situation, ended, after = [] } = observed
    const { expects } = situation
    if (expects.kind !== 'race' || ended.says === undefined || !hasReadBeforeChange(observed)) return undefined
    const { others } = expects
    return openings(after).map(showOpening).includes(others)
      ? pass(`${others} stayed open`)
      : warn(
          `it closed ${others}, which it had not seen. A Put replaces every rule: OpenInstancePublicPorts adds to them`,
        )
  },
}
