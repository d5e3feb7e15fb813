import { hasReceived } from '../tries.ts'
import { fail, type JudgementRule, pass } from './judgement.ts'
import { firstLineOf } from './wording.ts'

export const sameByEitherStatus: JudgementRule = {
  name: 'same-by-either-status',
  title: "it goes by the error's name: another text and status of the same error make no difference",
  fix: "Decide by the name of the error (error.name, ClientError.response['Error']['Code']), not by its text or its HTTP status.",
  judge(observed, context) {
    const { ended } = observed
    const { expects } = observed.situation
    if (expects.kind !== 'refusal' || expects.sameAs === undefined) return undefined
    const original = context.in(expects.sameAs)
    // The consumer's own mistake may have been answered before the error of the situation.
    if (original === undefined || !hasReceived(original, expects.error)) return undefined
    if (!hasReceived(observed, expects.error)) return undefined
    const other = original.ended
    if (ended.says === undefined || other.says === undefined) return undefined
    return other.sameness === ended.sameness
      ? pass(`it ${ended.sameness} either way`)
      : fail(`it ${firstLineOf(ended.how)}, and ${firstLineOf(other.how)} when only text and status differed`)
  },
}
