import type { Observed } from '../observed.ts'
import type { Refusal } from '../situations/expectation.ts'
import { isAnswered, isSameRequest, triesOf } from '../tries.ts'
import { type Finding, fail, type JudgementRule, pass, warn } from './judgement.ts'
import { countOf } from './wording.ts'

export const retriesNothingElse: JudgementRule = {
  name: 'retries-nothing-else',
  title: 'it does not send again what cannot succeed, or has succeeded',
  fix: 'Try again after throttling, 5xx and lost connections only. Stop at every other error, and after a success.',
  judge(observed) {
    const { kind } = observed.situation.expects
    if (kind === 'done') return judgeRepeats(observed)
    return judgeRefusal(observed)
  },
}

function judgeRepeats(observed: Observed): Finding | undefined {
  const tries = triesOf(observed)
  const done = tries.findIndex(({ status }) => status === 200)
  if (done === -1) return undefined
  return tries.length - done > 1 && observed.ended.says !== undefined
    ? fail(`it sent the same change ${countOf(tries.length, 'time')}, and the first one had succeeded`)
    : pass('it sent its change once')
}

/** The errors of which a client may think that fresh credentials help: it may try twice more. */
const TRIES_WITH_FRESH_KEYS = 3

function judgeRefusal(observed: Observed): Finding | undefined {
  const { expects } = observed.situation
  if (expects.kind === 'refusal') {
    return expects.retryHelps === 'soon' ? undefined : judgeTries(observed, expects)
  }
  if (expects.kind !== 'either' || expects.error === undefined) return undefined
  const isExpired = expects.error === 'ExpiredTokenException'
  return judgeTries(observed, {
    error: expects.error,
    retryHelps: isExpired ? 'never' : 'later',
    triesAllowed: isExpired ? TRIES_WITH_FRESH_KEYS : 1,
  })
}

function judgeTries(
  { exchanges, claims }: Observed,
  { error, triesAllowed, retryHelps }: Pick<Refusal, 'error' | 'triesAllowed' | 'retryHelps'>,
): Finding | undefined {
  const first = exchanges.findIndex((exchange) => exchange.error === error && isAnswered(exchange))
  const refused = exchanges[first]
  if (refused === undefined) return undefined
  const again = exchanges.filter(
    (exchange, index) =>
      // With fresh keys it is another request.
      index > first && isSameRequest(exchange, refused) && claims[index]?.accessKeyId === claims[first]?.accessKeyId,
  ).length
  if (again < triesAllowed) return pass(`it took ${error} for an answer`)
  const sent = `it sent ${refused.operation} ${countOf(again, 'more time')} after ${error}`
  return retryHelps === 'later'
    ? warn(`${sent}, which may go away in minutes, and not at once`)
    : fail(`${sent}, which no second try changes`)
}
