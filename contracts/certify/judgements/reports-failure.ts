import type { Expectation } from '../situations/expectation.ts'
import { fail, type JudgementRule, pass, warn } from './judgement.ts'
import { firstLineOf } from './wording.ts'

const FAILS: readonly Expectation['kind'][] = ['refusal', 'failed-operation', 'silence']

export const reportsFailure: JudgementRule = {
  name: 'reports-failure',
  title: 'it rejects, or exits with another code than 0, where the job is not done',
  judge({ situation: { expects }, ended }) {
    if (!FAILS.includes(expects.kind) || ended.says === undefined) return undefined
    if (expects.kind === 'failed-operation' && ended.says === 'success') {
      return warn('it reported success, and the operation was only Started: it failed later (see GetOperation)')
    }
    const hint = ended.how.startsWith('resolved') ? ' (isSuccess tells which values report a failure)' : ''
    return ended.says === 'failure'
      ? pass(`it ${firstLineOf(ended.how)}`)
      : fail(`it ${firstLineOf(ended.how)}, which reports success, and nothing was done${hint}`)
  },
}
