import type { Observed } from '../observed.ts'
import type { Expectation } from '../situations/expectation.ts'
import { isAnswered, MANY_TRIES, triesOf } from '../tries.ts'
import { fail, type JudgementRule, pass, warn } from './judgement.ts'
import { countOf } from './wording.ts'

export const givesUp: JudgementRule = {
  name: 'gives-up',
  title: `it gives up in the end, after at most ${MANY_TRIES} tries`,
  fix: 'Limit the number of tries: three to five are enough.',
  judge(observed) {
    const { situation, ended } = observed
    if (!isWorthRetrying(situation.expects)) return undefined
    const tries = vainTriesOf(observed)
    if (ended.says === undefined) {
      // With fewer tries it may have been about to give up.
      return tries > MANY_TRIES ? fail(`it was at its try ${tries} when it was ended`) : undefined
    }
    if (tries === 0) return undefined
    return tries > MANY_TRIES
      ? warn(`it gave up after ${tries} tries`)
      : pass(`it gave up after ${countOf(tries, 'try')}`)
  },
}

/** Counts the tries of one request that came to nothing. */
function vainTriesOf(observed: Observed): number {
  return triesOf(observed).filter((one) => one.status !== 200 || !isAnswered(one)).length
}

function isWorthRetrying(expects: Expectation): boolean {
  return (
    expects.kind === 'silence' ||
    expects.kind === 'troubled-reads' ||
    (expects.kind === 'refusal' && expects.retryHelps === 'soon')
  )
}
