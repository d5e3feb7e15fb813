import type { Expectation } from '../situations/expectation.ts'
import { MANY_TRIES, triesOf } from '../tries.ts'
import { fail, type JudgementRule, pass, warn } from './judgement.ts'
import { countOf } from './wording.ts'

export const givesUp: JudgementRule = {
  name: 'gives-up',
  title: `it gives up in the end, after at most ${MANY_TRIES} tries`,
  judge(observed) {
    const { situation, ended, exchanges } = observed
    if (!isWorthRetrying(situation.expects)) return undefined
    const tries = triesOf(observed).length
    if (ended.says === undefined) {
      // With fewer tries it may have been about to give up.
      return tries > MANY_TRIES ? fail(`it was at its try ${tries} when it was ended`) : undefined
    }
    if (exchanges.length === 0) return undefined
    return tries > MANY_TRIES
      ? warn(`it gave up after ${tries} tries`)
      : pass(`it gave up after ${countOf(tries, 'try')}`)
  },
}

function isWorthRetrying(expects: Expectation): boolean {
  return expects.kind === 'silence' || (expects.kind === 'refusal' && expects.retryHelps === 'soon')
}
