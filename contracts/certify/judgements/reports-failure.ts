import type { Exchange } from '../exchange.ts'
import { jobProblem, type Observed } from '../observed.ts'
import type { Expectation } from '../situations/expectation.ts'
import { isAnswered, isSameRequest } from '../tries.ts'
import { type Finding, fail, type JudgementRule, pass, warn } from './judgement.ts'
import { firstLineOf } from './wording.ts'

const FAILS: readonly Expectation['kind'][] = ['refusal', 'failed-operation', 'silence']

export const reportsFailure: JudgementRule = {
  name: 'reports-failure',
  title: 'it rejects, or exits with another code than 0, where the job is not done',
  fix: 'Let errors through: reject, or exit with another code than 0, and look at the status of the operation in the reply.',
  judge(observed) {
    const { ended, situation } = observed
    const { expects } = situation
    if (ended.says === undefined) return undefined
    if (expects.kind === 'either') return judgeEither(observed)
    if (!FAILS.includes(expects.kind)) return undefined
    if (ended.says === 'failure') return pass(`it ${firstLineOf(ended.how)}`)
    if (expects.kind === 'failed-operation') return judgeFailedOperation(observed)
    return fail(`it ${firstLineOf(ended.how)}, which reports success, and nothing was done${hintOf(observed)}`)
  },
}

function hintOf({ ended }: Observed): string {
  return ended.how.startsWith('resolved') ? ' (isSuccess tells which values report a failure)' : ''
}

/** A consumer that was told that its operation has failed must not report success. One that never looked is warned. */
function judgeFailedOperation({ exchanges }: Observed): Finding {
  const told =
    exchanges.findIndex((exchange) => isAnswered(exchange) && /"status":\s*"Failed"/.test(exchange.reply)) + 1
  return told > 0
    ? fail(
        `it reported success, and the reply to its ${exchanges[told - 1]?.operation} (request ${told}) says that the operation is Failed`,
      )
    : warn(
        'it reported success, and the operation was only Started: it failed later (see its status, and GetOperation)',
      )
}

/** Tells whether another try of a request succeeded. */
function isDoneLater(request: Exchange, later: readonly Exchange[]): boolean {
  return later.some((one) => one.status === 200 && isSameRequest(one, request))
}

function judgeEither(observed: Observed): Finding | undefined {
  const { ended, exchanges, after } = observed
  const refused = exchanges.findLast(
    (one, index) => one.error !== undefined && !isDoneLater(one, exchanges.slice(index)),
  )
  if (refused === undefined || ended.says !== 'success') return undefined
  const problem = jobProblem(observed, after)
  return problem === undefined
    ? pass('it reported success, and the job is done')
    : fail(`it reported success although its ${refused.operation} was refused with ${refused.error}: ${problem}`)
}
