import { comparePorts, isGain, isLoss } from '../../consumers/port-changes.ts'
import { openings } from '../../consumers/ports.ts'
import { isUnchanged, jobOpenings, jobProblem, type Observed, portsBefore } from '../observed.ts'
import type { Expectation } from '../situations/expectation.ts'
import { type Finding, fail, type JudgementRule, pass, warn } from './judgement.ts'
import { listOpenings } from './wording.ts'

const NOTHING_DONE: readonly Expectation['kind'][] = ['refusal', 'failed-operation', 'silence']

export const ports: JudgementRule = {
  name: 'ports',
  title: 'the ports are right where it reports success, and unchanged where nothing could be done',
  judge(observed) {
    const { situation, ended, after } = observed
    if (after === undefined) return undefined
    if (NOTHING_DONE.includes(situation.expects.kind)) {
      return isUnchanged(observed, after)
        ? pass('the ports are as they were')
        : fail(`the ports changed in spite of the error: open are now ${listOpenings(openings(after)) || 'none'}`)
    }
    return ended.says === 'success' ? judgeSuccess(observed) : judgeFailure(observed)
  },
}

function judgeSuccess(observed: Observed): Finding {
  const problem = jobProblem(observed, observed.after)
  if (problem !== undefined) return fail(`it reports success, but ${problem}`)
  return jobProblem(observed, observed.settled) === undefined
    ? pass('the ports of the job are open')
    : warn(
        'it reported success before they were open: the operation was only Started (see its status, and GetOperation)',
      )
}

function judgeFailure(observed: Observed): Finding {
  const { after = [] } = observed
  const problem = jobProblem(observed, after)
  if (problem === undefined) return pass('the ports of the job are open')
  if (isUnchanged(observed, after)) return pass('the ports are as they were')
  const isPart = !changesMore(observed)
  return isPart
    ? pass('some of the ports are open, and it says that it has failed')
    : fail(`it failed, and the ports are neither as they were nor as they should be: ${problem}`)
}

/** Tells whether anything was closed, or opened that is no part of the job. */
function changesMore(observed: Observed): boolean {
  const before = openings(portsBefore(observed))
  const after = openings(observed.after ?? [])
  const opensMore = comparePorts([...before, ...jobOpenings(observed)], after).some(isGain)
  return opensMore || comparePorts(before, after).some(isLoss)
}
