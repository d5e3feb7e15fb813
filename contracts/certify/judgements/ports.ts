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
  fix: 'Compare protocol, ports and sources with GetInstancePortStates before and after, and report what is really open.',
  judge(observed) {
    const { situation, ended, after } = observed
    // It is `terminates` that says that a request was left under way.
    if (after === undefined || observed.requestLeft !== undefined) return undefined
    if (NOTHING_DONE.includes(situation.expects.kind)) {
      return isUnchanged(observed, after)
        ? pass('the ports are as they were')
        : fail(`the ports changed in spite of the error: open are now ${listOpenings(openings(after)) || 'none'}`)
    }
    if (ended.says !== 'success') return judgeFailure(observed)
    // `reports-failure` says that a change was refused and success was reported.
    const isSaid = situation.expects.kind === 'either' && observed.exchanges.some(({ error }) => error !== undefined)
    const finding = judgeSuccess(observed)
    return isSaid && finding.verdict === 'fail' ? undefined : finding
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
  const changes = comparePorts(before, after, jobOpenings(observed)).some((change) => isGain(change) || isLoss(change))
  return changes
}
