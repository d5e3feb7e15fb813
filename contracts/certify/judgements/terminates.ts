import { fail, type JudgementRule, pass } from './judgement.ts'
import { firstLineOf } from './wording.ts'

export const terminates: JudgementRule = {
  name: 'terminates',
  title: 'it ends by itself, and leaves no request and no process behind',
  fix: 'Give the client a time-out and a last try, and wait for every request and every child process before you end.',
  judge({ ended, exchanges, requestLeft }) {
    if (ended.problem !== undefined) return fail(ended.problem)
    if (requestLeft === undefined) return pass(`it ${firstLineOf(ended.how)}`)
    const operation = exchanges[requestLeft - 1]?.operation ?? 'request'
    return fail(`it reported success while its ${operation} (request ${requestLeft}) was under way. Wait for its reply`)
  },
}
