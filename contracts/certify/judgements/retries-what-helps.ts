import { jobProblem } from '../observed.ts'
import { hasStoppedEarly, triesOf } from '../tries.ts'
import { fail, type JudgementRule, pass, warn } from './judgement.ts'
import { countOf } from './wording.ts'

export const retriesWhatHelps: JudgementRule = {
  name: 'retries-what-helps',
  title: 'it tries again where that helps: throttling, ServiceException, 503, a lost connection',
  fix: 'Let the SDK try three times (maxAttempts, retries), or try again yourself after throttling, 5xx and lost connections.',
  judge(observed) {
    const { situation, ended } = observed
    const { expects } = situation
    if (expects.kind !== 'recovery' || ended.says === undefined) return undefined
    const tries = triesOf(observed).length
    if (tries === 0) return undefined
    if (ended.says === 'success' && jobProblem(observed, observed.after) === undefined) {
      return pass(tries > 1 ? `it was done with try ${tries}` : 'it did not need to: the job was done')
    }
    if (ended.says === 'success' || !hasStoppedEarly(observed)) return undefined
    const reason = `it gave up after ${countOf(tries, 'try')}, and one more would have done it`
    // A single try is no retry at all; more tries than one are a matter of taste.
    return tries === 1 ? fail(reason) : warn(reason)
  },
}
