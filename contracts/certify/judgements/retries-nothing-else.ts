import type { Observed } from '../observed.ts'
import { isAnswered, isSameRequest, triesOf } from '../tries.ts'
import { type Finding, fail, type JudgementRule, pass, warn } from './judgement.ts'
import { countOf } from './wording.ts'

export const retriesNothingElse: JudgementRule = {
  name: 'retries-nothing-else',
  title: 'it does not send again what cannot succeed, or has succeeded',
  fix: 'Try again after throttling, 5xx and lost connections only. Stop at every other error, and after a success.',
  judge(observed) {
    const { kind } = observed.situation.expects
    if (kind === 'done') return judgeSuccess(observed)
    return kind === 'refusal' ? judgeRefusal(observed) : undefined
  },
}

function judgeSuccess(observed: Observed): Finding | undefined {
  const tries = triesOf(observed)
  const done = tries.findIndex(({ status }) => status === 200)
  if (done === -1) return undefined
  return tries.length - done > 1 && observed.ended.says !== undefined
    ? fail(`it sent the same change ${countOf(tries.length, 'time')}, and the first one had succeeded`)
    : pass('it sent its change once')
}

function judgeRefusal({ situation: { expects }, exchanges }: Observed): Finding | undefined {
  if (expects.kind !== 'refusal' || expects.retryHelps === 'soon') return undefined
  const { error, triesAllowed, retryHelps } = expects
  const first = exchanges.findIndex((exchange) => exchange.error === error && isAnswered(exchange))
  const refused = exchanges[first]
  if (refused === undefined) return undefined
  const again = exchanges.slice(first + 1).filter((exchange) => isSameRequest(exchange, refused)).length
  if (again < triesAllowed) return pass(`it took ${error} for an answer`)
  const sent = `it sent ${refused.operation} ${countOf(again, 'more time')} after ${error}`
  return retryHelps === 'later'
    ? warn(`${sent}, which may go away in minutes, and not at once`)
    : fail(`${sent}, which no second try changes`)
}
