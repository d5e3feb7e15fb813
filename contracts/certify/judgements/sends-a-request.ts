import { type JudgementRule, pass } from './judgement.ts'
import { countOf } from './wording.ts'

/** It fails by `findCause`, before any other rule is asked. */
export const sendsARequest: JudgementRule = {
  name: 'sends-a-request',
  title:
    'its requests go to the endpoint, the Region and the instance that it is given, signed with the keys that it is given',
  fix: 'Take the endpoint, the Region, the keys and the name of the instance from what the consumer is given.',
  judge: ({ exchanges }) => pass(`${countOf(exchanges.length, 'request')} arrived`),
}
