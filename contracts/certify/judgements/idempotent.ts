import { isSameAccess, openings } from '../../consumers/ports.ts'
import { jobProblem, type Observed } from '../observed.ts'
import { triesOf } from '../tries.ts'
import { type Context, fail, type JudgementRule, pass } from './judgement.ts'

/** Situations in which a change fails once and nothing is lost, on the same instance. */
const REFERENCES = ['service-error-once', 'throttled-once']

export const idempotent: JudgementRule = {
  name: 'idempotent',
  title: 'a second try after a lost reply leaves the ports as one does',
  fix: 'Make a second try ask for the same as the first: open each rule, or put the same whole list.',
  judge(observed, context) {
    const { expects } = observed.situation
    if (expects.kind !== 'recovery' || !expects.losesReply || triesOf(observed).length < 2) return undefined
    if (isAsWithoutLoss(observed, context)) return pass('the second try changed nothing more')
    const problem = jobProblem(observed, observed.after)
    return problem === undefined ? pass('the second try changed nothing more') : fail(problem)
  },
}

/** Tells whether the same is open as after a change of which no reply was lost: then `ports` says what is wrong. */
function isAsWithoutLoss({ after = [] }: Observed, context: Context): boolean {
  return REFERENCES.some((name) => {
    const reference = context.in(name)
    return reference !== undefined && isSameAccess(openings(after), openings(reference.after ?? []))
  })
}
