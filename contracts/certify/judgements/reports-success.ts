import { jobProblem } from '../observed.ts'
import type { Expectation } from '../situations/expectation.ts'
import { hasStoppedEarly } from '../tries.ts'
import { fail, type JudgementRule, pass, warn } from './judgement.ts'
import { firstLineOf } from './wording.ts'

const SUCCEEDS: readonly Expectation['kind'][] = ['done', 'late', 'recovery', 'race', 'twice']

export const reportsSuccess: JudgementRule = {
  name: 'reports-success',
  title: 'it reports success where the job is done, also after a second try',
  fix: 'Resolve, or exit with 0, as soon as the ports are open; a refused first try is no failure if a later one succeeds.',
  judge(observed) {
    const { situation, ended, settled, after } = observed
    if (ended.says === undefined || !SUCCEEDS.includes(situation.expects.kind)) return undefined
    // `retries-what-helps` says that it has not tried again.
    if (ended.says === 'failure' && hasStoppedEarly(observed)) return undefined
    const how = firstLineOf(ended.how)
    if (ended.says === 'success') return pass(`it ${how}`)
    const wasUnderWay = JSON.stringify(settled) !== JSON.stringify(after)
    // Its own check may have read what was so one change earlier.
    if (situation.expects.kind === 'race' && jobProblem(observed, after) === undefined) {
      return warn(`it ${how}, and the ports of the job are open: its read was one change old`)
    }
    return wasUnderWay
      ? warn(`it ${how}, and the operation was only under way`)
      : fail(`it ${how}, and the job could be done`)
  },
}
