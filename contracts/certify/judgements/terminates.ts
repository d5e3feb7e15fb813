import { fail, type JudgementRule, pass } from './judgement.ts'
import { firstLineOf } from './wording.ts'

const TIMEOUT_HINT =
  'it waits for a reply without a time-out (SDK for JavaScript: requestTimeout and throwOnRequestTimeout; boto3: read_timeout; AWS CLI: --cli-read-timeout)'

export const terminates: JudgementRule = {
  name: 'terminates',
  title: 'it ends by itself before the deadline; a program leaves nothing running',
  judge({ ended, exchanges }) {
    if (ended.problem === undefined) return pass(`it ${firstLineOf(ended.how)}`)
    // The connection of a consumer that is ended while it waits is closed.
    const last = exchanges.at(-1)?.ending
    const isWaiting = ended.says === undefined && (last === 'unanswered' || last === 'given up')
    return fail(isWaiting ? `${ended.problem}: ${TIMEOUT_HINT}` : ended.problem)
  },
}
