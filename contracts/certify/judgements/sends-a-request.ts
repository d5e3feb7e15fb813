import { fail, type JudgementRule, pass } from './judgement.ts'
import { countOf, firstLineOf } from './wording.ts'

const NOTHING_CAME =
  'no request arrived: it ended before it sent one, or it does not use the endpoint that it is given (endpoint, {endpoint}, AWS_ENDPOINT_URL; older versions of boto3 need endpoint_url=)'

export const sendsARequest: JudgementRule = {
  name: 'sends-a-request',
  title: 'its requests arrive at the endpoint that it is given',
  judge({ exchanges, ended }, { skipped }) {
    if (exchanges.length > 0) return pass(`${countOf(exchanges.length, 'request')} arrived`)
    const last = firstLineOf(ended.printed.trimEnd().split('\n').at(-1) ?? '')
    const sentences = [
      NOTHING_CAME,
      ...(last === '' ? [] : [`The last line that it printed: ${last}`]),
      ...(skipped === 0 ? [] : [`The other ${skipped} situations were not looked at`]),
    ]
    return fail(sentences.join('. '))
  },
}
