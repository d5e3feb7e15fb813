import { jobProblem } from '../observed.ts'
import { triesOf } from '../tries.ts'
import { fail, type JudgementRule, pass } from './judgement.ts'

export const idempotent: JudgementRule = {
  name: 'idempotent',
  title: 'a second try after a lost reply leaves the ports as one does',
  judge(observed) {
    const { expects } = observed.situation
    if (expects.kind !== 'recovery' || !expects.losesReply || triesOf(observed).length < 2) return undefined
    const problem = jobProblem(observed, observed.after)
    return problem === undefined ? pass('the second try changed nothing more') : fail(problem)
  },
}
