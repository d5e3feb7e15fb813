import { fail, type JudgementRule, pass } from './judgement.ts'
import { firstLineOf } from './wording.ts'

export const sameByEitherStatus: JudgementRule = {
  name: 'same-by-either-status',
  title: "it goes by the error's name: another text and status of the same error make no difference",
  judge({ situation: { expects }, ended }, context) {
    if (expects.kind !== 'refusal' || expects.sameAs === undefined) return undefined
    const other = context.in(expects.sameAs)?.ended
    if (ended.says === undefined || other?.says === undefined) return undefined
    return other.sameness === ended.sameness
      ? pass(`it ${ended.sameness} either way`)
      : fail(`it ${firstLineOf(ended.how)}, and ${firstLineOf(other.how)} when only text and status differed`)
  },
}
