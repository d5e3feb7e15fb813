import type { Expectation } from '../situations/expectation.ts'
import { isAnswered } from '../tries.ts'
import { fail, type JudgementRule, pass } from './judgement.ts'
import { firstLineOf } from './wording.ts'

export const keepsErrorName: JudgementRule = {
  name: 'keeps-error-name',
  title: 'what it reports has the name of the error in it, or is a value of its own',
  judge({ situation, ended, exchanges }) {
    const error = errorOf(situation.expects)
    if (error === undefined || ended.says !== 'failure') return undefined
    const wasReceived = exchanges.some((exchange) => exchange.error === error && isAnswered(exchange))
    if (!wasReceived) return undefined
    if (ended.how.startsWith('resolved')) {
      return pass(`it says so in words of its own: it ${firstLineOf(ended.how)}`)
    }
    return ended.allText.includes(error)
      ? pass(`it says ${error}`)
      : fail(`it ${firstLineOf(ended.how)}, and does not say that it was ${error}`)
  },
}

function errorOf(expects: Expectation): string | undefined {
  return 'error' in expects ? expects.error : undefined
}
